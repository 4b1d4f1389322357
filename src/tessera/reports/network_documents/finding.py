"""The documents of the Network by what is typed: the code of a plan, a year, the address of a working group."""

from __future__ import annotations

from datetime import date

from tessera.coordination.models import ReportRound, WorkingGroup
from tessera.coordination.selectors.readership import NETWORK
from tessera.plans.models import Plan
from tessera.reports.written import Written

from .annual import annual_report
from .brief import network_brief
from .update import group_update, since_default


def annual_report_of(plan: str | None, year: str | None, *, readers: str = NETWORK, language: str = "en") -> Written:
    """The annual report; without a year, of the last round of the plan. Raises ValueError with one sentence."""
    rounds = ReportRound.objects.select_related("plan").filter(plan=_plan(plan)).order_by("-year")
    if year and not year.isdecimal():
        raise ValueError(f"“{year}” is no year; give one such as 2017.")
    found = rounds.filter(year=int(year)).first() if year else rounds.first()
    if found is None:
        raise ValueError(f"No yearly reports were asked for on {plan} for {year or 'any year'}.")
    return annual_report(found, readers=readers, language=language)


def network_brief_of(plan: str | None, *, readers: str = NETWORK, language: str = "en") -> Written:
    """The brief on one page. Raises ValueError with one sentence."""
    return network_brief(_plan(plan), readers=readers, language=language)


def group_update_of(group: str | None, since: str | None, *, readers: str = NETWORK, language: str = "en") -> Written:
    """The update of a working group; without a day, of the last month. Raises ValueError with one sentence."""
    if not group:
        raise ValueError("Say which working group with --group, as its address names it.")
    found = WorkingGroup.objects.filter(slug=group).first()
    if found is None:
        raise ValueError(f"There is no working group “{group}”.")
    try:
        day = date.fromisoformat(since) if since else since_default()
    except ValueError:
        raise ValueError(f"“{since}” is no day; write it as 2015-06-30.") from None
    return group_update(found, day, readers=readers, language=language)


def _plan(code: str | None) -> Plan:
    if not code:
        raise ValueError("Say which plan with --plan.")
    found = Plan.objects.filter(code__iexact=code).first()
    if found is None:
        raise ValueError(f"There is no plan “{code}”.")
    return found
