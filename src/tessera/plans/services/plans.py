"""A plan as a whole: make, word, adopt, close."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.network.services.audit import audit_record
from tessera.plans.errors import PlanError
from tessera.plans.models import Plan


@transaction.atomic
def plan_create(*, code: str, title: str, by: Any, start: int | None = None, end: int | None = None) -> Plan:
    """An empty draft."""
    if Plan.objects.filter(code__iexact=code).exists():
        raise PlanError(_("There is already a plan with the code %(code)s.") % {"code": code})
    plan = Plan(code=code, title=title, start=start, end=end)
    plan._history_user = by if getattr(by, "pk", None) else None
    plan.save()
    audit_record(actor=plan._history_user, action="plan.create", subject=code)
    return plan


def plan_adopt(*, plan: Plan, by: Any, day: date) -> Plan:
    """The Network adopts the draft: from now on it changes by amendment."""
    return _moved(plan, "adopt", by, day=day)


def plan_close(*, plan: Plan, by: Any) -> Plan:
    """The plan's time is over; it stays readable."""
    return _moved(plan, "close", by)


def plan_reopen(*, plan: Plan, by: Any) -> Plan:
    return _moved(plan, "reopen", by)


@transaction.atomic
def _moved(plan: Plan, transition: str, by: Any, **arguments: Any) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    try:
        getattr(plan, transition)(**arguments)
    except TransitionNotAllowed:
        raise PlanError(
            _("The plan is %(state)s; this step is not open to it.") % {"state": plan.get_state_display().lower()}
        ) from None
    plan.version += 1
    plan._history_user = by if getattr(by, "pk", None) else None
    plan._change_reason = transition
    plan.save()
    audit_record(actor=plan._history_user, action=f"plan.{transition}", subject=plan.code)
    return plan
