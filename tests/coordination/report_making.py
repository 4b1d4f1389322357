"""Rounds of yearly reports for tests: on a plan of 2025 whose first activity the focal point's entity leads."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from docx import Document

from tessera.coordination.models import ReportRound, YearlyReport
from tessera.coordination.services.yearly_reports import report_step, report_write
from tessera.coordination.services.yearly_rounds import report_round_open
from tessera.plans.models import Contribution, Plan
from tests.cast import OrganisationFactory
from tests.plans.making import plan_made

YEAR = 2025


def reported_plan(**values: Any) -> Plan:
    plan = plan_made(code="AP-2024-2026", start=2024, end=2026, **values)
    Contribution.objects.create(
        activity=plan.activities.first(), organisation=OrganisationFactory(code="ohchr"), part="lead"
    )
    return plan


def round_made(
    cast: Any, *, plan: Plan | None = None, codes: tuple[str, ...] = ("ohchr", "undp"), **values: Any
) -> ReportRound:
    """Asked are the focal point's entity and the coordinator's."""
    return report_round_open(
        plan=plan or reported_plan(),
        year=YEAR,
        opens=date(2026, 1, 5),
        due=values.pop("due", date(2026, 2, 15)),
        by=cast.secretariat,
        organisations=[OrganisationFactory(code=code) for code in codes],
        **values,
    )


def report_of(found: ReportRound, code: str = "ohchr") -> YearlyReport:
    return YearlyReport.objects.select_related("round__plan", "organisation").get(round=found, organisation__code=code)


def report_in(
    cast: Any, found: ReportRound, state: str, *, code: str = "ohchr", summary: str = "A good year."
) -> YearlyReport:
    """The report of an entity, taken to a state."""
    report = report_of(found, code)
    for step in {
        "not-begun": [],
        "draft": ["begin"],
        "submitted": ["begin", "submit"],
        "asked-back": ["begin", "submit", "ask_back"],
        "approved": ["begin", "submit", "approve"],
    }[state]:
        report = report_step(report=report, step=step, by=cast.secretariat, question="How many?")
        if step == "begin":
            report = report_write(
                report=report, version=report.version, by=cast.secretariat, summary=summary, learned="", entries={}
            )
    return report


def word_file(path: Path, parts: list[tuple[str, str]]) -> Path:
    """A Word document of ("h1" or "p", text)."""
    document = Document()
    for kind, text in parts:
        if kind == "p":
            document.add_paragraph(text)
        else:
            document.add_heading(text, int(kind[1]))
    document.save(str(path))
    return path
