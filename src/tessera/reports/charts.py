"""The drawings of a plan's pages, each with the sentence that says what it shows, drawn once for each content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan, Section
from tessera.plans.selectors.schedule import years_of

from .gantt import GanttRow, GanttWords, gantt_svg

MOST_BARS = 150  # more on one page are no chart, and too heavy for a slow connection
SIGNS = {
    Activity.Status.NOT_STARTED: "○",
    Activity.Status.ON_TRACK: "◔",
    Activity.Status.DELAYED: "▲",
    Activity.Status.BLOCKED: "■",
    Activity.Status.DONE: "✓",
    Activity.Status.DROPPED: "–",
}
LOOKS = {
    Activity.Status.NOT_STARTED: "bar-planned",
    Activity.Status.ON_TRACK: "bar",
    Activity.Status.DELAYED: "bar-late",
    Activity.Status.BLOCKED: "bar-late",
    Activity.Status.DONE: "bar-done",
    Activity.Status.DROPPED: "muted",
}
Sections = list[tuple[Section, list[Activity]]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG (empty where there is nothing to draw), its sentence, and what could not be drawn."""

    svg: str
    sentence: str
    undated: list[Activity] = field(default_factory=list)


def timeline_drawing(plan: Plan, sections: Sections, *, language: str, today: date) -> Drawing:
    """The timeline of these sections: at most MOST_BARS bars, and the sentence says so where there are more."""
    activities = [a for _section, rows in sections for a in rows]
    dated = [a for a in activities if a.start or a.end]
    undated = [a for a in activities if not (a.start or a.end)]
    years = years_of(plan, activities)
    sentence = _sentence(dated, years, today)
    if not dated:
        return Drawing("", sentence, undated)
    drawn = {a.pk for a in dated[:MOST_BARS]}
    rows = _rows(plan, [(s, [a for a in found if a.pk in drawn]) for s, found in sections], language)
    words = GanttWords(
        title=_("Timeline: %(plan)s") % {"plan": plan.wording("title", language) or plan.code},
        description=sentence,
        today=_("today"),
    )
    shown = today if today.year in years else None
    mirrored = get_language_info(language)["bidi"]
    key = ["gantt", [asdict(row) for row in rows], list(years), str(shown), asdict(words), mirrored]
    svg = drawing_kept(key, lambda: gantt_svg(rows, years=years, today=shown, words=words, mirrored=mirrored))
    return Drawing(svg, sentence, undated)


def drawing_kept(key: list[Any], draw: Callable[[], str]) -> str:
    """The drawing for everything that it depends on, from the cache where it was drawn before."""
    name = hashlib.sha256(json.dumps(key).encode()).hexdigest()
    kept = caches["drawings"].get(name)
    if kept is None:
        kept = draw()
        caches["drawings"].set(name, kept)
    return kept


def _sentence(dated: list[Activity], years: range, today: date) -> str:
    number = len(dated)
    if not dated:
        return _("No activity here has years.")
    said = [
        ngettext("%(n)s activity from %(first)s to %(last)s.", "%(n)s activities from %(first)s to %(last)s.", number)
        % {"n": number, "first": years.start, "last": years.stop - 1}
    ]
    active = sum(1 for a in dated if _first(a) <= today.year <= _last(a))
    if active:
        said.append(_("%(n)s of them are planned for %(year)s.") % {"n": active, "year": today.year})
    if any(not a.status_since for a in dated):
        said.append(_("A dashed bar says that no status has been reported."))
    if number > MOST_BARS:
        said.append(_("The first %(n)s are drawn; the list of activities has all.") % {"n": MOST_BARS})
    return " ".join(said)


def _rows(plan: Plan, sections: Sections, language: str) -> list[GanttRow]:
    rows = []
    for section, activities in sections:
        if activities:
            rows.append(GanttRow(f"{section.ref}. {section.wording('title', language)}"))
            rows += [_row(plan, activity, language) for activity in activities]
    return rows


def _row(plan: Plan, activity: Activity, language: str) -> GanttRow:
    title = activity.wording("title", language) or activity.wording("summary", language) or activity.text[:200]
    said, look = status_said(activity)
    first, last = _first(activity), _last(activity)
    years = f"{first}–{last}" if last > first else str(first)
    return GanttRow(
        label=" · ".join(part for part in (f"{activity.ref} {title}"[:100].strip(), said) if part),
        start=first,
        end=last,
        look=look,
        href=reverse("web:activity", args=[plan.code, activity.ref]),
        tip=", ".join(part for part in (f"{activity.ref} {title}", years, said) if part),
    )


def status_said(activity: Activity) -> tuple[str, str]:
    """The sign and word of an activity's status, empty where none was reported, and the look of its bar."""
    if not activity.status_since:
        return "", "bar-open"
    status = Activity.Status(activity.status)
    return f"{SIGNS[status]} {status.label}", LOOKS[status]


def _first(activity: Activity) -> int:
    return int(activity.start or activity.end or 0)


def _last(activity: Activity) -> int:
    return int(activity.end or activity.start or 0)
