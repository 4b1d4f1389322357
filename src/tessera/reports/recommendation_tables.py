"""Recommendations as a table that people take away, and as the lines of the bulk export: the same fields in both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.finding import records_visible
from tessera.recommendations.selectors.shapes import recommendation_shape

from .tabular import TabularColumn

AT_ONCE = 500


def recommendation_columns() -> list[TabularColumn]:
    """The columns; their keys are those of the API."""
    return [
        TabularColumn("id", _("Number")),
        TabularColumn("countries", _("Countries")),
        TabularColumn("mechanism", _("Mechanism")),
        TabularColumn("symbol", _("Document")),
        TabularColumn("paragraph", _("Paragraph")),
        TabularColumn("date", _("Date")),
        TabularColumn("year", _("Year")),
        TabularColumn("cycle", _("UPR cycle")),
        TabularColumn("session", _("Session")),
        TabularColumn("kind", _("Kind of passage")),
        TabularColumn("text", _("Text"), width=60),
        TabularColumn("language", _("Language")),
        TabularColumn("recommending_states", _("Recommending States")),
        TabularColumn("position", _("Position of the State")),
        TabularColumn("addressees", _("Addressees")),
        TabularColumn("groups", _("Groups concerned")),
        TabularColumn("intersections", _("Also concerns")),
        TabularColumn("themes", _("Themes")),
        TabularColumn("sdgs", _("Sustainable Development Goals")),
        TabularColumn("gnr", _("Guidance Note")),
        TabularColumn("url", _("Address")),
    ]


def recommendation_record(one: Recommendation, *, origin: str = "") -> dict[str, Any]:
    """All fields of a recommendation by the keys of the columns; `origin` is what its address begins with."""
    shape = recommendation_shape(one, url=f"{origin}/recommendations/{one.pk}/")
    more = {
        "date": one.date,
        "cycle": one.cycle,
        "session": one.session or None,
        "language": one.language,
        "addressees": list(one.addressees),
    }
    return shape | more


def recommendation_rows(viewer: Any, ids: Sequence[int], *, origin: str = "") -> Iterator[list[Any]]:
    """A row for each of the records that `viewer` may see, in the order of `ids`; a few are in memory at a time."""
    keys = [column.key for column in recommendation_columns()]
    for one in records_of(viewer, ids):
        told = recommendation_record(one, origin=origin)
        yield [told[key] for key in keys]


def recommendation_lines(records: Iterable[Recommendation], *, origin: str = "") -> Iterator[bytes]:
    """JSON lines, a few hundred to a chunk."""
    records = iter(records)
    while chunk := list(islice(records, AT_ONCE)):
        lines = (json.dumps(_plain(recommendation_record(r, origin=origin)), ensure_ascii=False) for r in chunk)
        yield ("\n".join(lines) + "\n").encode()


def records_of(viewer: Any, ids: Sequence[int]) -> Iterator[Recommendation]:
    """The records of these ids that `viewer` may see, in this order."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        there = records_visible(viewer, part)
        yield from (there[own] for own in part if own in there)


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"date": told["date"].isoformat() if told["date"] else None}
