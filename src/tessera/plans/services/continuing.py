"""The plan after a plan: what continues is copied forward into a draft, what ended stays named with the earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from tessera.network.models import Audience
from tessera.network.services.audit import audit_record
from tessera.plans.errors import PlanError
from tessera.plans.models import (
    Activity,
    Continuation,
    Contribution,
    Dependency,
    Milestone,
    Objective,
    Plan,
    Section,
    StrategyItem,
)
from tessera.search.outbox import outbox_changed

from .plans import plan_create

WORDED = ("ref", "order", "title", "text", "summary", "translations", "origin")
OF_ACTIVITY = ("notes", "actions", "funding", "scope", "countries")


@transaction.atomic
def plan_copy_forward(
    *,
    plan: Plan,
    code: str,
    title: str,
    start: int,
    end: int,
    activities: Iterable[Activity],
    by: Any,
    note: str = "",
) -> Plan:
    """A draft for the Network in which the chosen `activities` of `plan` continue.

    They take their texts, leads, contributors, working group, dependencies among themselves and the milestones that
    are not reached (those that `by` may see); their status begins anew. All others are named as ended, with `note`.
    """
    chosen = {activity.pk for activity in activities}
    if not chosen:
        raise PlanError(_("Choose at least one activity that continues."))
    if end < start:
        raise PlanError(_("The last year is before the first."))
    earlier = list(Activity.objects.filter(plan=plan).select_related("section").order_by("order", "id"))
    if chosen - {activity.pk for activity in earlier}:
        raise PlanError(_("That activity belongs to another plan."))
    new = _draft(plan, code, title, start, end, by)
    carried = _activities_copy(plan, new, [a for a in earlier if a.pk in chosen], by)
    _delivery_copy(carried, by)
    author, reason = _author(by), _reason(plan)
    rows = [
        Continuation(plan=new, earlier=a, activity=carried.get(a.pk), note="" if a.pk in carried else note.strip())
        for a in earlier
    ]
    bulk_create_with_history(rows, Continuation, default_user=author, default_change_reason=reason)
    audit_record(actor=author, action="plan.copy-forward", subject=f"{plan.code} > {new.code}", activities=len(carried))
    return new


def _draft(plan: Plan, code: str, title: str, start: int, end: int, by: Any) -> Plan:
    new = plan_create(code=code, title=title, by=by, start=start, end=end)
    new.language, new.section_word, new.audience = plan.language, plan.section_word, Audience.NETWORK
    if plan.audience not in (Audience.PUBLIC, Audience.NETWORK):  # what fewer may read, fewer may read on
        new.audience, new.audience_group = plan.audience, plan.audience_group
        new.audience_people.set(plan.audience_people.all())
    new._history_user, new._change_reason = _author(by), _reason(plan)
    new.save()
    for model in (Objective, StrategyItem, Section):
        _parts(model, new, [_copied(part, (*WORDED, "notes")) for part in model.objects.filter(plan=plan)], by, plan)
    return new


def _activities_copy(plan: Plan, new: Plan, chosen: list[Activity], by: Any) -> dict[int, Activity]:
    """The new activities by the id of the one that each continues."""
    sections = {section.ref: section for section in new.sections.all()}
    values = []
    for activity in chosen:
        years = _years(activity, new)
        own = _copied(activity, (*WORDED, *OF_ACTIVITY))
        values.append(
            {**own, **years, "section": sections[activity.section.ref], "working_group_id": activity.working_group_id}
        )
    _parts(Activity, new, values, by, plan)
    by_ref = {activity.ref: activity for activity in new.activities.all()}
    return {activity.pk: by_ref[activity.ref] for activity in chosen}


def _years(activity: Activity, new: Plan) -> dict[str, int | None]:
    """Its years within the new plan; an end before it is left open, to be agreed."""
    start = max(activity.start, new.start) if activity.start else None
    end = activity.end if activity.end and activity.end >= (start or new.start) else None
    return {"start": start, "end": end}


def _delivery_copy(carried: dict[int, Activity], by: Any) -> None:
    author = _author(by)
    for one in Contribution.objects.filter(activity__in=carried):
        copy = Contribution(
            activity=carried[one.activity_id], organisation_id=one.organisation_id, part=one.part, origin=one.origin
        )
        copy._history_user = author
        copy.save()
    for one in Dependency.objects.filter(activity__in=carried, needed__in=carried):
        copy = Dependency(activity=carried[one.activity_id], needed=carried[one.needed_id], note=one.note)
        copy._history_user = author
        copy.save()
    waiting = Milestone.objects.visible_to(by).filter(activity__in=carried, done_on__isnull=True)
    for one in waiting.prefetch_related("audience_people"):
        copy = Milestone(activity=carried[one.activity_id], created_by=author, audience_group_id=one.audience_group_id)
        for name in ("code", "kind", "title", "titles", "due", "note", "audience"):
            setattr(copy, name, getattr(one, name))
        copy._history_user = author
        copy.save()
        copy.audience_people.set(one.audience_people.all())


def _parts(model: type[Any], new: Plan, values: list[dict[str, Any]], by: Any, plan: Plan) -> None:
    parts = [model(plan=new, **one) for one in values]
    made = bulk_create_with_history(
        parts, model, batch_size=500, default_user=_author(by), default_change_reason=_reason(plan)
    )
    outbox_changed(made)


def _copied(part: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names}


def _reason(plan: Plan) -> str:
    return (_("Copied forward from %(code)s") % {"code": plan.code})[:100]


def _author(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None
