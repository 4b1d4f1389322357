"""A plan's activities, milestones and matrix as tables, one by one or as a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from tessera.plans.models import Contribution, Plan
from tessera.plans.selectors.activities import activities_listed
from tessera.plans.selectors.schedule import milestones_listed

from .tabular import TabularColumn, harmless, tabular_csv

GNR = range(1, 20)
Builder = Callable[[Plan, Any, str], tuple[list[TabularColumn], Iterator[list[Any]]]]


def activities_table(plan: Plan, viewer: Any, language: str) -> tuple[list[TabularColumn], Iterator[list[Any]]]:
    """One row an activity."""
    columns = [
        TabularColumn("ref", _("Ref.")),
        TabularColumn("section", _("Section")),
        TabularColumn("title", _("Activity")),
        TabularColumn("start", _("From")),
        TabularColumn("end", _("To")),
        TabularColumn("gnr", _("GNR")),
        TabularColumn("status", _("Status")),
        TabularColumn("status_since", _("Status since")),
        TabularColumn("lead", _("Lead")),
        TabularColumn("contributing", _("Contributing")),
        TabularColumn("funding", _("Funding")),
        TabularColumn("text", _("Text")),
    ]

    def rows() -> Iterator[list[Any]]:
        for a in activities_listed(plan, viewer):
            who = {
                part: ", ".join(str(c.organisation) for c in a.contributions.all() if c.part == part)
                for part in Contribution.Part.values
            }
            yield [
                a.ref,
                f"{a.section.ref}. {a.section.wording('title', language)}",
                a.wording("title", language),
                a.start,
                a.end,
                ", ".join(map(str, a.gnr)),
                a.get_status_display() if a.status_since else "",
                a.status_since,
                who[Contribution.Part.LEAD],
                who[Contribution.Part.CONTRIBUTING],
                a.get_funding_display() if a.funding else "",
                a.text or a.wording("summary", language),
            ]

    return columns, rows()


def milestones_table(plan: Plan, viewer: Any, language: str) -> tuple[list[TabularColumn], Iterator[list[Any]]]:
    """One row a milestone or output that the viewer may see."""
    columns = [
        TabularColumn("activity", _("Activity")),
        TabularColumn("kind", _("Kind")),
        TabularColumn("title", _("Milestone or output")),
        TabularColumn("due", _("Due")),
        TabularColumn("done_on", _("Reached on")),
    ]
    rows = (
        [m.activity.ref, m.get_kind_display(), m.wording("title", language), m.due, m.done_on]
        for m in milestones_listed(viewer, plan)
    )
    return columns, rows


def matrix_table(plan: Plan, viewer: Any, language: str) -> tuple[list[TabularColumn], Iterator[list[Any]]]:
    """One row an activity, one column a recommendation: 1 where the activity names it."""
    columns = [TabularColumn("ref", _("Ref.")), TabularColumn("title", _("Activity"))]
    columns += [TabularColumn(f"gnr_{n}", f"GNR {n}", width=8) for n in GNR]
    rows = (
        [a.ref, a.wording("title", language), *(1 if n in a.gnr else None for n in GNR)]
        for a in activities_listed(plan, viewer)
    )
    return columns, rows


TABLES: dict[str, Builder] = {"activities": activities_table, "milestones": milestones_table, "matrix": matrix_table}


def plan_csv(plan: Plan, what: str, *, viewer: Any, language: str) -> bytes:
    """One of TABLES as CSV."""
    return b"".join(tabular_csv(*TABLES[what](plan, viewer, language)))


def plan_workbook(plan: Plan, *, viewer: Any, language: str) -> bytes:
    """All tables as the sheets of one workbook."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "remove_timezone": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        names = {"activities": _("Activities"), "milestones": _("Milestones"), "matrix": _("Guidance Note matrix")}
        for what, build in TABLES.items():
            columns, rows = build(plan, viewer, language)
            sheet = book.add_worksheet(names[what][:31])
            sheet.write_row(0, 0, [c.label for c in columns], bold)
            sheet.freeze_panes(1, 0)
            for at, column in enumerate(columns):
                sheet.set_column(at, at, column.width or (50 if column.key in ("title", "text") else 14))
            for number, row in enumerate(rows, start=1):
                for at, value in enumerate(row):
                    _write(sheet, number, at, value, day)
            sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 1), len(columns) - 1)
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if hasattr(value, "year"):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, harmless(str(value)))
