"""A plan as tables: its activities, milestones, matrix and figures, one by one or as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from tessera.plans.models import Contribution, Plan
from tessera.plans.selectors.activities import activities_listed, funding_sums
from tessera.plans.selectors.schedule import milestones_listed

from .figures import activities_by_status, activities_by_year, status_data, years_data
from .tabular import TabularColumn, tabular_csv
from .workbook import Sheet, workbook_made

GNR = range(1, 20)
Table = tuple[list[TabularColumn], Iterator[list[Any]]]
Builder = Callable[[Plan, Any, str], Table]


def activities_table(plan: Plan, viewer: Any, language: str) -> Table:
    """One row an activity; the next due day is that of milestones which the viewer may see."""
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
        TabularColumn("next_due", _("Next due")),
        TabularColumn("text", _("Text")),
    ]
    return columns, _activity_rows(plan, viewer, language)


def _activity_rows(plan: Plan, viewer: Any, language: str) -> Iterator[list[Any]]:
    due = next_due(plan, viewer)
    for a in activities_listed(plan, viewer):
        who = {
            part: [str(c.organisation) for c in a.contributions.all() if c.part == part]
            for part in Contribution.Part.values
        }
        yield [
            a.ref,
            f"{a.section.ref}. {a.section.wording('title', language)}",
            a.wording("title", language),
            a.start,
            a.end,
            ", ".join(map(str, a.gnr)),
            a.get_status_display() if a.status_since else None,
            a.status_since,
            who[Contribution.Part.LEAD],
            who[Contribution.Part.CONTRIBUTING],
            a.get_funding_display() if a.funding else None,
            due.get(a.pk),
            a.wording("text", language) or a.wording("summary", language),
        ]


def next_due(plan: Plan, viewer: Any) -> dict[int, date]:
    """By activity: the earliest due day of its milestones that are not reached, as far as the viewer may see them."""
    waiting = milestones_listed(viewer, plan).filter(due__isnull=False, done_on__isnull=True)
    found: dict[int, date] = {}
    for activity_id, due in waiting.values_list("activity_id", "due"):
        found.setdefault(activity_id, due)
    return found


def milestones_table(plan: Plan, viewer: Any, language: str) -> Table:
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


def matrix_table(plan: Plan, viewer: Any, language: str) -> Table:
    """One row an activity, one column a recommendation: 1 where the activity names it."""
    columns = [TabularColumn("ref", _("Ref.")), TabularColumn("title", _("Activity"))]
    columns += [TabularColumn(f"gnr_{n}", f"GNR {n}", width=8) for n in GNR]
    rows = (
        [a.ref, a.wording("title", language), *(1 if n in a.gnr else None for n in GNR)]
        for a in activities_listed(plan, viewer)
    )
    return columns, rows


def years_table(plan: Plan, viewer: Any, language: str) -> Table:
    """How many activities are planned for each year."""
    columns, rows = years_data(activities_by_year(plan, list(activities_listed(plan, viewer))))
    return columns, iter(rows)


def status_table(plan: Plan, viewer: Any, language: str) -> Table:
    """How many activities have each status."""
    columns, rows = status_data(activities_by_status(list(activities_listed(plan, viewer))))
    return columns, iter(rows)


def plan_table(plan: Plan, viewer: Any, language: str) -> Table:
    """The plan as a whole, one line for each thing; money by currency, as far as the viewer may see it."""
    said: list[list[Any]] = [
        [_("Code"), plan.code],
        [_("Title"), plan.wording("title", language)],
        [_("First year"), plan.start],
        [_("Last year"), plan.end],
        [_("State"), plan.get_state_display()],
        [_("Adopted on"), plan.adopted_on],
        [_("Summary"), plan.wording("summary", language) or plan.wording("text", language)],
        [_("Activities"), activities_listed(plan, viewer).count()],
        [_("As of"), timezone.now()],
    ]
    names = {"asked": _("Asked"), "pledged": _("Pledged"), "received": _("Received"), "spent": _("Spent")}
    for money in funding_sums(plan, viewer):
        said += [[f"{label} ({money['currency']})", money[name]] for name, label in names.items()]
    return [TabularColumn("what", _("Plan")), TabularColumn("value", plan.code)], iter(said)


TABLES: dict[str, Builder] = {
    "activities": activities_table,
    "milestones": milestones_table,
    "matrix": matrix_table,
    "years": years_table,
    "status": status_table,
}


def plan_csv(plan: Plan, what: str, *, viewer: Any, language: str) -> bytes:
    """One of TABLES as CSV."""
    return b"".join(tabular_csv(*TABLES[what](plan, viewer, language)))


def plan_workbook(plan: Plan, *, viewer: Any, language: str) -> bytes:
    """The plan, its activities, milestones and matrix as the sheets of one workbook."""
    parts: list[tuple[str, Builder]] = [
        (_("Plan"), plan_table),
        (_("Activities"), activities_table),
        (_("Milestones"), milestones_table),
        (_("Guidance Note matrix"), matrix_table),
    ]
    sheets = (Sheet(name, *build(plan, viewer, language)) for name, build in parts)
    return workbook_made(sheets, rtl=get_language_info(language)["bidi"])
