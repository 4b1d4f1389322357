"""Amendments of an adopted plan: propose, decide, withdraw."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.network.models import Audience, Group, Person
from tessera.network.services.audit import audit_record
from tessera.plans.changes import Change, conflicts
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Amendment, Plan
from tessera.plans.models.plan import Origin
from tessera.plans.selectors.content import content_now

from .applying import changes_apply


@transaction.atomic
def amendment_propose(
    *,
    plan: Plan,
    changes: list[Change],
    reason: str,
    by: Any,
    audience: str = Audience.NETWORK,
    group: Group | None = None,
    people: Iterable[Person] = (),
) -> Amendment:
    """Propose `changes` to an adopted plan with a reason, to an audience."""
    if not reason.strip():
        raise PlanError(_("Say why the plan should change."))
    if not changes:
        raise PlanError(_("Nothing would change."))
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != Plan.State.ADOPTED:
        raise PlanError(_("Only an adopted plan is amended; a draft is edited, a closed plan stays as it is."))
    if conflicts(content_now(plan), changes):
        raise EditConflict(_("The plan was changed meanwhile: look at it as it stands and propose again."))
    number = (Amendment.objects.filter(plan=plan).aggregate(n=Max("number"))["n"] or 0) + 1
    author = by if getattr(by, "pk", None) else None
    amendment = Amendment(plan=plan, number=number, reason=reason.strip(), changes=changes, proposed_by=author)
    amendment.audience, amendment.audience_group = audience, group
    amendment._history_user = author
    amendment.save()
    amendment.audience_people.set(people)
    audit_record(actor=author, action="amendment.propose", subject=str(amendment))
    return amendment


@transaction.atomic
def amendment_adopt(*, amendment: Amendment, by: Any, note: str = "") -> Amendment:
    """Adopt a proposed amendment: the plan changes now. Refused where the plan moved under it (EditConflict)."""
    amendment = _decided(amendment, "adopt", by, note)
    reason = _("Amendment %(number)s") % {"number": amendment.number}
    if amendment.audience in (Audience.PUBLIC, Audience.NETWORK):  # the parts' history is for whoever sees the plan
        reason = _("Amendment %(number)s: %(reason)s") % {"number": amendment.number, "reason": amendment.reason}
    changes_apply(plan=amendment.plan, changes=amendment.changes, by=by, reason=reason, origin=Origin.PERSON)
    return amendment


@transaction.atomic
def amendment_reject(*, amendment: Amendment, by: Any, note: str) -> Amendment:
    """Reject a proposed amendment; the note says why."""
    if not note.strip():
        raise PlanError(_("Say why the amendment is rejected."))
    return _decided(amendment, "reject", by, note)


@transaction.atomic
def amendment_withdraw(*, amendment: Amendment, by: Any, note: str = "") -> Amendment:
    """Take a proposal back."""
    return _decided(amendment, "withdraw", by, note)


def _decided(amendment: Amendment, transition: str, by: Any, note: str) -> Amendment:
    amendment = Amendment.objects.select_for_update().select_related("plan").get(pk=amendment.pk)
    try:
        getattr(amendment, transition)()
    except TransitionNotAllowed:
        raise EditConflict(
            _("This amendment was already decided: %(state)s.") % {"state": amendment.get_state_display()}
        ) from None
    amendment.decided_at, amendment.decided_by = timezone.now(), by if getattr(by, "pk", None) else None
    amendment.decision_note = note.strip()
    amendment._history_user = amendment.decided_by
    amendment.save()
    audit_record(actor=amendment.decided_by, action=f"amendment.{transition}", subject=str(amendment))
    return amendment
