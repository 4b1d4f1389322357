"""Loads the fictional yearly reports of demo_reports.yml, through the same services that people use."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import ReportEntry, ReportRound, YearlyReport
from tessera.network.models import Organisation, Person
from tessera.network.services.demo import demo_data
from tessera.plans.models import FundingLine, Plan
from tessera.plans.services.delivery import delivery_add

from .demo import PLAN
from .yearly_reports import report_entry_add, report_step, report_write
from .yearly_rounds import report_round_open

DATA = Path(__file__).resolve().parents[1] / "demo_reports.yml"


@transaction.atomic
def demo_reports_load() -> int:
    """Load the demonstration's round; returns how many entities were asked, 0 where it was loaded before."""
    data = demo_data(DATA)
    plan = Plan.objects.filter(code__startswith=PLAN).first()
    secretariat = Person.objects.filter(email=data["secretariat"]).first()
    today = timezone.now().date()
    year = today.year - 1
    if plan is None or secretariat is None or ReportRound.objects.filter(plan=plan).exists():
        return 0
    organisations = {
        o.code: o for o in Organisation.objects.filter(code__in=[r["organisation"] for r in data["reports"]])
    }
    found = report_round_open(
        plan=plan, year=year, opens=_day(data["opens"]), due=_day(data["due"]), note=data["note"], by=secretariat,
        organisations=organisations.values(), audience="public",
    )  # fmt: skip
    for line in data["money"]:
        activity = plan.activities.get(ref=line.pop("activity"))
        delivery_add(FundingLine, activity=activity, by=secretariat, audience="public", year=year, **line)
    reports = {
        report.organisation.code: report for report in found.reports.select_related("organisation", "round__plan")
    }
    for entry in data["reports"]:
        if entry["steps"]:
            _report(reports[entry["organisation"]], entry, secretariat)
    return len(reports)


def _report(report: YearlyReport, entry: dict[str, Any], secretariat: Person) -> None:
    by = Person.objects.get(email=entry["by"])
    report = report_step(report=report, step="begin", by=by)
    words: dict[int, dict[str, str]] = {}
    for ref, said in entry["entries"].items():
        kept = report_entry_add(report=report, by=by, activity=report.round.plan.activities.get(ref=str(ref)))
        ReportEntry.objects.filter(pk=kept.pk).update(countries=said.get("countries", []))
        words[kept.pk] = {name: said.get(name, "") for name in ("text", "late", "learned")}
    report.refresh_from_db()
    report = report_write(
        report=report, version=report.version, by=by, summary=entry["summary"], learned=entry["learned"], entries=words,
        audience=entry.get("audience", "network"),
    )  # fmt: skip
    for step in entry["steps"]:
        report = report_step(
            report=report, step=step, by=by if step == "submit" else secretariat, question=entry.get("question", "")
        )


def _day(offset: int) -> date:
    return timezone.now().date() + timedelta(days=offset)
