"""The timeline of a plan: a bar for each activity under its section, with today's line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from tessera.plans.models import Activity, Plan, Section
from tessera.plans.selectors.schedule import years_of

from .svg import COLOUR, svg_drawn

WIDTH, PITCH, BAR, HEAD = 900, 34, 9, 40
LABEL_CHARACTERS = 95
LATE = {Activity.Status.DELAYED, Activity.Status.BLOCKED}


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG and the sentence that says what it shows."""

    svg: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the timeline: a section's heading where `start` is None and `heading` true."""

    label: str
    start: int | None
    end: int | None
    look: str
    href: str
    heading: bool = False


def timeline_drawing(
    plan: Plan, sections: list[tuple[Section, list[Activity]]], *, language: str, today: date
) -> Drawing:
    """The timeline of these sections, drawn once for each content and kept."""
    activities = [a for _section, rows in sections for a in rows]
    years = years_of(plan, activities)
    sentence = _sentence(activities, years, today)
    bars = _bars(plan, sections, language, today)
    mirrored = get_language_info(language)["bidi"]
    within = bool(years) and years.start <= today.year < years.stop
    key_parts = [[b.label, b.start, b.end, b.look, b.href] for b in bars]
    key = hashlib.sha256(
        json.dumps([key_parts, list(years), today.isoformat() if within else "", mirrored, sentence]).encode()
    ).hexdigest()
    kept = caches["drawings"].get(key)
    if kept is None:
        spec = gantt_spec(bars, years, today=today if within else None, today_word=_("today"), mirrored=mirrored)
        kept = svg_drawn(spec, title=sentence)
        caches["drawings"].set(key, kept)
    return Drawing(kept, sentence)


def _sentence(activities: list[Activity], years: range, today: date) -> str:
    number = len(activities)
    if not years:
        return ngettext("%(n)s activity, without years.", "%(n)s activities, without years.", number) % {"n": number}
    said = ngettext(
        "%(n)s activity from %(first)s to %(last)s.", "%(n)s activities from %(first)s to %(last)s.", number
    ) % {"n": number, "first": years.start, "last": years.stop - 1}
    if any(not a.status_since for a in activities):
        said += " " + _("A dashed bar says that no status has been reported.")
    active = sum(1 for a in activities if a.start and a.start <= today.year <= (a.end or a.start))
    if active:
        return f"{said} " + _("%(n)s of them are planned for %(year)s.") % {"n": active, "year": today.year}
    return said


def _bars(plan: Plan, sections: list[tuple[Section, list[Activity]]], language: str, today: date) -> list[Bar]:
    bars = []
    for section, activities in sections:
        bars.append(Bar(f"{section.ref}. {section.wording('title', language)}", None, None, "strong", "", heading=True))
        for activity in activities:
            words = activity.wording("title", language) or activity.wording("summary", language)
            label = _short(f"{activity.ref} {words}")
            status = activity.get_status_display() if activity.status_since else ""
            bars.append(
                Bar(
                    label=f"{label} · {status}" if status else label,
                    start=activity.start,
                    end=activity.end or activity.start,
                    look=_look(activity),
                    href=reverse("web:activity", args=[plan.code, activity.ref]),
                )
            )
    return bars


def _short(words: str) -> str:
    return words if len(words) <= LABEL_CHARACTERS else words[: LABEL_CHARACTERS - 1].rstrip() + "…"


def _look(activity: Activity) -> str:
    if not activity.status_since or activity.status == Activity.Status.DROPPED:
        return "bar-open"
    if activity.status == Activity.Status.DONE:
        return "bar-done"
    return "bar-late" if activity.status in LATE else "bar-shape"


def gantt_spec(bars: list[Bar], years: range, *, today: date | None, today_word: str, mirrored: bool) -> dict[str, Any]:
    """A Vega-Lite specification: years along x, one line for each bar, labels above their bars."""
    first, last = (years.start, years.stop) if years else (2000, 2001)
    height = HEAD + PITCH * len(bars)
    scale_x = {"domain": [first, last], "range": [WIDTH, 0] if mirrored else [0, WIDTH], "nice": False, "zero": False}
    scale_y = {"domain": [0, height], "range": [0, height], "nice": False, "zero": True}
    x = {"type": "quantitative", "scale": scale_x, "axis": None}
    y = {"field": "y", "type": "quantitative", "scale": scale_y, "axis": None}
    rows = [_row(bar, i, first) for i, bar in enumerate(bars)]
    ticks = [{"x": year, "y": HEAD - 18, "label": str(year), "top": HEAD - 10, "bottom": height} for year in years]
    side = "right" if mirrored else "left"
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [*ticks, {"x": last, "y": 0, "label": "", "top": HEAD - 10, "bottom": height}]},
            "mark": {"type": "rule", "color": COLOUR["grid"]},
            "encoding": {"x": {**x, "field": "x"}, "y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
        },
        {
            "data": {"values": ticks},
            "mark": {
                "type": "text",
                "align": side,
                "dx": -4 if mirrored else 4,
                "fontSize": 13,
                "color": COLOUR["quiet"],
            },
            "encoding": {"x": {**x, "field": "x"}, "y": y, "text": {"field": "label"}},
        },
    ]
    for look in ("bar-shape", "bar-done", "bar-late", "bar-open"):
        values = [r for r in rows if r["look"] == look and r["start"] is not None]
        if values:
            layers.append(_bar_layer(values, look, x, y))
    layers += [_label_layer(rows, strong, x, y, side, mirrored) for strong in (True, False)]
    if today is not None:
        layers += _today_layers(today, today_word, x, y, height)
    return {"width": WIDTH, "height": height, "padding": 2, "layer": layers}


def _row(bar: Bar, place: int, first: int) -> dict[str, Any]:
    top = HEAD + PITCH * place
    return {
        "label": bar.label,
        "start": bar.start,
        "end": (bar.end or bar.start or first) + 1,
        "at": bar.start if bar.start is not None else first,
        "y": top + 10,
        "top": top + 19,
        "bottom": top + 19 + BAR,
        "look": bar.look,
        "href": bar.href,
        "heading": bar.heading,
    }


def _bar_layer(values: list[dict[str, Any]], look: str, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "color": COLOUR[look], "cursor": "pointer"},
        "encoding": {
            "x": {**x, "field": "start"},
            "x2": {"field": "end"},
            "y": {**y, "field": "top"},
            "y2": {"field": "bottom"},
            "href": {"field": "href"},
            "description": {"field": "label"},
        },
    }


def _label_layer(
    rows: list[dict[str, Any]], strong: bool, x: dict[str, Any], y: dict[str, Any], side: str, mirrored: bool
) -> dict[str, Any]:
    """Labels start at their bar, but no further than leaves them room."""
    weight = "bold" if strong else "normal"
    mark = {"type": "text", "align": side, "dx": -3 if mirrored else 3, "fontSize": 13, "fontWeight": weight}
    values = [r if not r["heading"] else {**r, "y": r["y"] + 8} for r in rows if r["heading"] == strong]
    return {
        "data": {"values": values},
        "mark": {**mark, "color": COLOUR["strong" if strong else "ink"]},
        "encoding": {"x": {**x, "field": "at"}, "y": y, "text": {"field": "label"}},
    }


def _today_layers(today: date, word: str, x: dict[str, Any], y: dict[str, Any], height: int) -> list[dict[str, Any]]:
    at = today.year + (today.timetuple().tm_yday - 1) / 366
    values = [{"x": at, "top": 14, "bottom": height, "y": 7, "label": word}]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": COLOUR["today"]},
            "encoding": {"x": {**x, "field": "x"}, "y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "fontSize": 13, "color": COLOUR["ink"]},
            "encoding": {"x": {**x, "field": "x"}, "y": y, "text": {"field": "label"}},
        },
    ]
