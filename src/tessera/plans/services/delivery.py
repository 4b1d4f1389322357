"""Milestones, evidence, money and obstacles of an activity."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tessera.network.models import Audience, Group, Person
from tessera.plans.errors import PlanError
from tessera.plans.models import Activity, Evidence, FundingLine, Milestone, Obstacle
from tessera.plans.models.delivery import OfActivity

from .editing import record_change

Record = TypeVar("Record", bound=OfActivity)


@transaction.atomic
def delivery_add(
    model: type[Record],
    *,
    activity: Activity,
    by: Any,
    audience: str = Audience.NETWORK,
    group: Group | None = None,
    people: tuple[Person, ...] = (),
    **values: Any,
) -> Record:
    """Add a milestone, a piece of evidence, a funding line or an obstacle."""
    author = by if getattr(by, "pk", None) else None
    record = model(activity=activity, created_by=author, audience=audience, audience_group=group, **values)
    _audience_check(audience, group, people)
    if model is Evidence and (m := values.get("milestone")) and m.activity_id != activity.pk:
        raise PlanError(_("That milestone belongs to another activity."))
    try:
        record.full_clean(exclude=["audience_people"])
    except ValidationError as error:
        raise PlanError(" ".join(error.messages)) from None
    record._history_user = author
    record.save()
    if audience == Audience.PEOPLE:
        record.audience_people.set([*people, *([author] if author else [])])
    return record


def _audience_check(audience: str, group: Group | None, people: tuple[Person, ...]) -> None:
    if audience == Audience.GROUP and group is None:
        raise PlanError(_("Choose the group that may see this."))
    if audience == Audience.PEOPLE and not people:
        raise PlanError(_("Name the people who may see this."))


@transaction.atomic
def delivery_change(
    record: Record,
    *,
    version: int,
    by: Any,
    audience: str | None = None,
    group: Group | None = None,
    people: tuple[Person, ...] = (),
    **values: Any,
) -> Record:
    """Change a record that was read at `version`; EditConflict where somebody was quicker.

    With an `audience`, its group or people become those given; whoever entered the record and whoever changes it stay
    among named people. A milestone's title in other languages would no longer say what the new one says, so it goes;
    the history keeps it.
    """
    if isinstance(record, Milestone) and values.get("title", record.title) != record.title:
        values["titles"] = {}
    if audience is not None:
        _audience_check(audience, group, people)
        values |= {"audience": audience, "audience_group": group if audience == Audience.GROUP else None}
    try:
        changed = record_change(record, version=version, by=by, **values)
    except ValidationError as error:
        raise PlanError(" ".join(error.messages)) from None
    if audience is not None:
        kept = {one for one in (by, changed.created_by) if isinstance(one, Person)}
        changed.audience_people.set({*people, *kept} if audience == Audience.PEOPLE else ())
    return changed


def delivery_remove(record: Record, *, version: int, by: Any) -> None:
    """Take a record away; its history stays."""
    now = type(record)._default_manager.filter(pk=record.pk, version=version).first()
    if now is None:
        raise PlanError(_("Somebody changed this meanwhile; look at it before you remove it."))
    now._history_user = by if getattr(by, "pk", None) else None
    now.delete()


DELIVERY_KINDS: dict[str, type[OfActivity]] = {
    "milestone": Milestone,
    "evidence": Evidence,
    "funding": FundingLine,
    "obstacle": Obstacle,
}
