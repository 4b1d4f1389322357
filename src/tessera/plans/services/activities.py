"""What may change on an activity: its wording (in a draft, or by amendment), its working data, its status."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from tessera.network.models import Audience, Organisation
from tessera.network.services.audit import audit_record
from tessera.plans.changes import Change
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Activity, Amendment, Contribution, Dependency, Plan, Section, StatusChange
from tessera.plans.models.plan import Origin
from tessera.plans.selectors.content import content_now

from .amendments import amendment_propose
from .applying import changes_apply
from .editing import record_change

TRANSITIONS = {
    Activity.Status.NOT_STARTED: "reset",
    Activity.Status.ON_TRACK: "proceed",
    Activity.Status.DELAYED: "delay",
    Activity.Status.BLOCKED: "block",
    Activity.Status.DONE: "finish",
    Activity.Status.DROPPED: "drop",
}
NEEDS_REASON = frozenset({Activity.Status.DELAYED, Activity.Status.BLOCKED, Activity.Status.DROPPED})


@transaction.atomic
def activity_wording_change(
    *,
    activity: Activity,
    version: int,
    by: Any,
    reason: str = "",
    audience: Mapping[str, Any] | None = None,
    **values: Any,
) -> Activity | Amendment:
    """Change what the plan says of an activity: at once in a draft, as a proposed amendment in an adopted plan.

    `audience` is whom the amendment is for, as amendment_propose takes it; the Network where none is given.
    """
    old = content_now(activity.plan)["activity"][activity.ref]
    if Activity.objects.get(pk=activity.pk).version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=Activity.objects.get(pk=activity.pk),
        )
    changed = {f: [old[f], v] for f, v in values.items() if old[f] != v}
    if not changed:
        raise PlanError(_("Nothing was changed."))
    change: Change = {"op": "change", "kind": "activity", "ref": activity.ref, "values": changed}
    return _say_or_propose(activity.plan, [change], by=by, reason=reason, **audience or {})


@transaction.atomic
def activity_add(*, plan: Plan, section: Section, ref: str, by: Any, reason: str = "", **values: Any) -> Any:
    """A new activity: at once in a draft, as a proposed amendment in an adopted plan."""
    if Activity.objects.filter(plan=plan, ref=ref).exists():
        raise PlanError(_("There is already an activity %(ref)s in this plan.") % {"ref": ref})
    change: Change = {"op": "add", "kind": "activity", "ref": ref, "values": {"section": section.ref, **values}}
    return _say_or_propose(plan, [change], by=by, reason=reason)


@transaction.atomic
def activity_give_up(*, activity: Activity, by: Any, reason: str) -> Activity | Amendment:
    """Take an activity out of the plan's work; it stays readable with all that was done."""
    change: Change = {"op": "drop", "kind": "activity", "ref": activity.ref, "values": {}}
    return _say_or_propose(activity.plan, [change], by=by, reason=reason)


def _say_or_propose(plan: Plan, changes: list[Change], *, by: Any, reason: str, **audience: Any) -> Any:
    if plan.state != Plan.State.DRAFT:
        return amendment_propose(plan=plan, changes=changes, reason=reason, by=by, **audience)
    changes_apply(plan=plan, changes=changes, by=by, reason=reason, origin=Origin.PERSON)
    return Activity.objects.get(plan=plan, ref=changes[0]["ref"])


@transaction.atomic
def activity_status_set(
    *,
    activity: Activity,
    status: str,
    version: int,
    by: Any,
    since: date,
    reason: str = "",
    audience: str = Audience.NETWORK,
) -> StatusChange:
    """Change the status; a delay, a block or giving up needs a reason."""
    if status in NEEDS_REASON and not reason.strip():
        raise PlanError(_("Say why: an activity that is delayed, blocked or dropped needs a reason."))
    now = Activity.objects.select_for_update().get(pk=activity.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    if now.status != status:
        step = getattr(now, TRANSITIONS[Activity.Status(status)])
        if not can_proceed(step):
            raise PlanError(
                _("An activity that is “%(old)s” cannot become “%(new)s”.")
                % {
                    "old": now.get_status_display(),
                    "new": Activity.Status(status).label,
                }
            )
        step()
        now.status_since = since
    now.version += 1
    # The activity's history is for whoever sees the plan; the reason may not be.
    told = reason if audience in (Audience.PUBLIC, Audience.NETWORK) else ""
    now._history_user, now._change_reason = _author(by), told[:100]
    now.save()
    return StatusChange.objects.create(
        activity=now, status=status, since=since, reason=reason.strip(), audience=audience, created_by=_author(by)
    )


def activity_working_data_change(*, activity: Activity, version: int, by: Any, **values: Any) -> Activity:
    """Funding need, scope, countries, working group: what people add while the plan runs."""
    allowed = {"funding", "scope", "countries", "working_group"}
    if unknown := set(values) - allowed:
        raise TypeError(f"not working data: {sorted(unknown)}")
    return record_change(activity, version=version, by=by, **values)


@transaction.atomic
def contributions_set(
    *, activity: Activity, by: Any, lead: list[Organisation], contributing: list[Organisation]
) -> None:
    """Say which organisations lead and which contribute."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    wanted = {o.pk: Contribution.Part.CONTRIBUTING for o in contributing} | {o.pk: Contribution.Part.LEAD for o in lead}
    for existing in Contribution.objects.filter(activity=activity):
        part = wanted.pop(existing.organisation_id, None)
        existing._history_user = _author(by)
        if part is None:
            existing.delete()
        elif part != existing.part:
            existing.part, existing.origin = part, Origin.PERSON
            existing.save()
    for organisation_id, part in wanted.items():
        new = Contribution(activity=activity, organisation_id=organisation_id, part=part)
        new._history_user = _author(by)
        new.save()
    audit_record(actor=_author(by), action="activity.organisations", subject=str(activity.ref))


@transaction.atomic
def dependency_add(*, activity: Activity, needed: Activity, by: Any, note: str = "") -> Dependency:
    """Say that an activity waits for another; a circle is refused."""
    if activity.plan_id != needed.plan_id:
        raise PlanError(_("Both activities must belong to the same plan."))
    if activity.pk == needed.pk or activity.pk in _needed_by_chain(needed):
        raise PlanError(
            _("%(a)s cannot wait for %(b)s: %(b)s already waits for it.") % {"a": activity.ref, "b": needed.ref}
        )
    new = Dependency(activity=activity, needed=needed, note=note)
    new._history_user = _author(by)
    if Dependency.objects.filter(activity=activity, needed=needed).exists():
        raise PlanError(_("That is already said."))
    new.save()
    return new


def _needed_by_chain(start: Activity) -> set[int]:
    """Everything that `start` waits for, directly or not."""
    needs: dict[int, list[int]] = {}
    for a, b in Dependency.objects.filter(activity__plan_id=start.plan_id).values_list("activity_id", "needed_id"):
        needs.setdefault(a, []).append(b)
    seen, todo = set(), [start.pk]
    while todo:
        for nxt in needs.get(todo.pop(), ()):
            if nxt not in seen:
                seen.add(nxt)
                todo.append(nxt)
    return seen


def dependency_remove(*, dependency: Dependency, by: Any) -> None:
    dependency._history_user = _author(by)
    dependency.delete()


def _author(by: Any) -> Any:
    return by if getattr(by, "pk", None) else None
