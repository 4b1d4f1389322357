"""The addresses of yearly reports, for the table of all addresses."""

from __future__ import annotations

from tessera.coordination.models import ReportProposal
from tests.coordination.report_making import YEAR, report_in, reported_plan, round_made

Row = tuple[list, frozenset[str]]
ROUND = ["AP-2024-2026", YEAR]


def yearly_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, Row]:
    """The world's round is for the Network; its report is the focal point's entity's, asked back."""
    network = everybody - {"reader", "civil_society"}
    writing = keepers | {"focal_point"}
    return {
        "web:report-rounds": ([], everybody),
        "web:report-round-new": ([], keepers),
        "web:report-round": (ROUND, network),
        "web:report-round-edit": (ROUND, keepers),
        "web:report-round-ask": (ROUND, keepers),
        "web:report-round-remind": (ROUND, keepers),
        "web:report-round-rows": ([*ROUND, "activities"], network),
        "web:annual-report": ([*ROUND, "html"], network),
        "web:network-brief": ([ROUND[0], "html"], everybody),
        "web:group-update": (["SLUG", "html"], network),
        "web:yearly-report": (["REPORT"], writing),
        "web:yearly-report-write": (["REPORT"], writing),
        "web:yearly-report-upload": (["REPORT"], writing),
        "web:yearly-report-file": (["REPORT"], writing),
        "web:yearly-report-proposals": (["REPORT"], writing),
        "web:yearly-report-proposal": (["REPORT", "PROPOSAL"], writing),
        "web:yearly-report-entry-add": (["REPORT"], writing),
        "web:yearly-report-entry-remove": (["REPORT", "ENTRY"], writing),
        "web:yearly-report-more-time": (["REPORT"], keepers),
        "web:yearly-report-absent": (["REPORT"], keepers),
        "web:yearly-report-step": (["REPORT", "submit"], writing),
    }


def reports_made(cast, folder) -> dict[str, int]:
    """A report that was uploaded, with one entry and one passage to decide on."""
    from tessera.coordination.services.yearly_reading import report_file_add

    report = report_in(cast, round_made(cast, plan=reported_plan()), "asked-back")
    path = folder / "report.txt"
    path.write_text("Under activity 1b we held three meetings with nine offices in the year.\n", encoding="utf-8")
    report_file_add(report=report, path=path, by=cast.focal_point)
    entry = report.entries.first()
    return {"REPORT": report.pk, "ENTRY": entry.pk, "PROPOSAL": ReportProposal.objects.get(report=report).pk}
