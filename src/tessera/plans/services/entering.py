"""How a record with an audience is entered in a plan, changed, archived and restored: versioned, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import FSMField

from tessera.network.models import Audience, Group, Person
from tessera.plans.errors import PlanError
from tessera.plans.models.indicators import EnteredInPlan

from .editing import record_change

Record = TypeVar("Record", bound=EnteredInPlan)


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
    record.audience, record.audience_group = _audience_checked(audience, group, people)
    states = [field.name for field in record._meta.concrete_fields if isinstance(field, FSMField)]
    try:
        record.full_clean(exclude=["audience_people", *states])
    except ValidationError as error:
        raise PlanError(" ".join(error.messages)) from None
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

    Raises EditConflict where somebody saved meanwhile, PlanError where the values do not hold.
    """
    if audience is not None:
        values["audience"], values["audience_group"] = _audience_checked(audience, group, people)
    try:
        changed = record_change(record, version=version, by=by, **values)
    except ValidationError as error:
        raise PlanError(" ".join(error.messages)) from None
    if audience is not None:
        _people_set(changed, people)
    return changed


def record_archive(record: Record, *, version: int, by: Any) -> Record:
    """Put it away; it stays readable and can be restored."""
    return record_edit(record, version=version, by=by, archived_at=timezone.now())


def record_restore(record: Record, *, version: int, by: Any) -> Record:
    """Take it up again."""
    return record_edit(record, version=version, by=by, archived_at=None)


def author_of(by: Any) -> Person | None:
    return by if isinstance(by, Person) else None


def _audience_checked(audience: str, group: Group | None, people: Iterable[Person]) -> tuple[str, Group | None]:
    if audience == Audience.GROUP and group is None:
        raise PlanError(_("Choose the group that may see this."))
    if audience == Audience.PEOPLE and not list(people):
        raise PlanError(_("Name the people who may see this."))
    return audience, group if audience == Audience.GROUP else None


def _people_set(record: EnteredInPlan, people: Iterable[Person]) -> None:
    kept = {record.created_by} if record.created_by else set()
    record.audience_people.set({*people, *kept} if record.audience == Audience.PEOPLE else ())
