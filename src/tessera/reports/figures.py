"""Two figures of a plan, each with its sentence and its data: activities by year, and by status."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan
from tessera.plans.selectors.schedule import years_of

from .bars import Amount, bars_svg, columns_svg
from .charts import drawing_kept, status_said
from .tabular import TabularColumn

MOST_YEARS = 60
Data = tuple[list[TabularColumn], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (empty where there is nothing to draw), the words above it, and the table below it."""

    title: str
    svg: str
    sentence: str
    columns: list[TabularColumn]
    rows: list[list[Any]]


def years_figure(plan: Plan, activities: list[Activity], *, language: str, today: date) -> Figure:
    """How many activities are planned for each year; this year's column is the dark one."""
    title = _("Activities planned for each year")
    counts = activities_by_year(plan, activities)
    columns, rows = years_data(counts)
    most = max((number for _year, number in counts), default=0)
    if not most:
        return Figure(title, "", _("No activity here has years."), columns, rows)
    first = next(year for year, number in counts if number == most)
    sentence = ngettext(
        "The fullest year is %(year)s: %(n)s activity is planned for it.",
        "The fullest year is %(year)s: %(n)s activities are planned for it.",
        most,
    ) % {"year": first, "n": most}
    if len(counts) > MOST_YEARS:
        return Figure(title, "", sentence, columns, rows)
    amounts = [Amount(str(y), n, "bar-done" if y == today.year else "bar") for y, n in counts]
    words = {"title": title, "description": sentence}
    mirrored = get_language_info(language)["bidi"]
    key = ["years", [asdict(a) for a in amounts], words, mirrored]
    svg = drawing_kept(key, lambda: columns_svg(amounts, **words, mirrored=mirrored))
    return Figure(title, svg, sentence, columns, rows)


def status_figure(activities: list[Activity], *, language: str) -> Figure:
    """How many activities have each status."""
    title = _("Activities by status")
    amounts = activities_by_status(activities)
    columns, rows = status_data(amounts)
    number = len(activities)
    reported = sum(1 for a in activities if a.status_since)
    sentence = ngettext(
        "A status has been reported for %(reported)s of %(n)s activity.",
        "A status has been reported for %(reported)s of %(n)s activities.",
        number,
    ) % {"reported": reported, "n": number}
    if not amounts:
        return Figure(title, "", sentence, columns, rows)
    words = {"title": title, "description": sentence}
    mirrored = get_language_info(language)["bidi"]
    key = ["status", [asdict(a) for a in amounts], words, mirrored]
    svg = drawing_kept(key, lambda: bars_svg(amounts, **words, mirrored=mirrored))
    return Figure(title, svg, sentence, columns, rows)


def years_data(counts: list[tuple[int, int]]) -> Data:
    """The table of activities by year."""
    columns = [TabularColumn("year", _("Year")), TabularColumn("activities", _("Activities planned"))]
    return columns, [[year, number] for year, number in counts]


def status_data(amounts: list[Amount]) -> Data:
    """The table of activities by status."""
    columns = [TabularColumn("status", _("Status")), TabularColumn("activities", _("Activities"))]
    return columns, [[a.label, a.number] for a in amounts]


def activities_by_year(plan: Plan, activities: list[Activity]) -> list[tuple[int, int]]:
    """(year, activities planned for it), for every year of the plan."""
    spans = [(a.start or a.end, a.end or a.start) for a in activities if a.start or a.end]
    changes = Counter(first for first, _last in spans)
    changes.subtract(last + 1 for _first, last in spans)
    found, running = [], 0
    for year in years_of(plan, activities):
        running += changes[year]
        found.append((year, running))
    return found


def activities_by_status(activities: list[Activity]) -> list[Amount]:
    """One amount for each status that occurs, in the order of the statuses, the unreported last."""
    counts: Counter[tuple[str, str]] = Counter(status_said(a) for a in activities)
    said = {status.label: place for place, status in enumerate(Activity.Status)}
    order = sorted(counts, key=lambda pair: said.get(pair[0][2:], len(said)))
    return [Amount(label or _("Not reported"), counts[label, look], look) for label, look in order]
