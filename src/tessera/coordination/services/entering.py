"""How a record with an audience is entered and changed: checked whole, versioned, never half saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models.groups import Entered
from tessera.network.models import Audience, Group, Person
from tessera.plans.services.editing import record_change

Record = TypeVar("Record", bound=Entered)


@transaction.atomic
def record_enter(
    record: Record,
    *,
    by: Any,
    audience: str = Audience.NETWORK,
    group: Group | None = None,
    people: Iterable[Person] = (),
) -> Record:
    """Save a new record for an audience; whoever enters it stays among named people."""
    record.created_by = record._history_user = author_of(by)
    record.audience, record.audience_group = audience_checked(audience, group, people)
    states = [field.name for field in record._meta.concrete_fields if isinstance(field, FSMField)]
    try:
        record.full_clean(exclude=["audience_people", *states])
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
    record.save()
    _people_set(record, people)
    return record


@transaction.atomic
def record_edit(
    record: Record,
    *,
    version: int,
    by: Any,
    audience: str | None = None,
    group: Group | None = None,
    people: Iterable[Person] = (),
    **values: Any,
) -> Record:
    """Change a record that was read at `version`; its audience, too, where one is given.

    Raises EditConflict of plans.errors where somebody saved meanwhile.
    """
    if audience is not None:
        values["audience"], values["audience_group"] = audience_checked(audience, group, people)
    try:
        changed = record_change(record, version=version, by=by, **values)
    except ValidationError as error:
        raise CoordinationError(" ".join(error.messages)) from None
    if audience is not None:
        _people_set(changed, people)
    return changed


def audience_checked(audience: str, group: Group | None, people: Iterable[Person]) -> tuple[str, Group | None]:
    """The audience and, where it counts, its group."""
    if audience == Audience.GROUP and group is None:
        raise CoordinationError(_("Choose the group that may see this."))
    if audience == Audience.PEOPLE and not list(people):
        raise CoordinationError(_("Name the people who may see this."))
    return audience, group if audience == Audience.GROUP else None


def author_of(by: Any) -> Person | None:
    return by if isinstance(by, Person) else None


def _people_set(record: Entered, people: Iterable[Person]) -> None:
    kept = {record.created_by} if record.created_by else set()
    record.audience_people.set({*people, *kept} if record.audience == Audience.PEOPLE else ())
