"""Recommendations as a table that people take away, and as the lines of the bulk export: the same fields in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.finding import records_visible
from tessera.recommendations.selectors.shapes import recommendation_shape

from .tabular import TabularColumn

AT_ONCE = 500
KEYS = (
    "id", "countries", "mechanism", "symbol", "paragraph", "date", "year", "cycle", "session", "kind", "text",
    "language", "recommending_states", "position", "addressees", "groups", "intersections", "themes", "sdgs", "gnr",
    "url",
)  # fmt: skip
_lines = msgspec.json.Encoder().encode_lines


def recommendation_columns() -> list[TabularColumn]:
    """The columns; their keys are those of the API."""
    labels = (
        _("Number"),
        _("Countries"),
        _("Mechanism"),
        _("Document"),
        _("Paragraph"),
        _("Date"),
        _("Year"),
        _("UPR cycle"),
        _("Session"),
        _("Kind of passage"),
        _("Text"),
        _("Language"),
        _("Recommending States"),
        _("Position of the State"),
        _("Addressees"),
        _("Groups concerned"),
        _("Also concerns"),
        _("Themes"),
        _("Sustainable Development Goals"),
        _("Guidance Note"),
        _("Address"),
    )
    wide = {"text": 60}
    return [TabularColumn(key, label, width=wide.get(key)) for key, label in zip(KEYS, labels, strict=True)]


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
    for one in records_of(viewer, ids):
        yield values_of(one, origin=origin)


def values_of(one: Recommendation, *, origin: str = "") -> list[Any]:
    """The values of the columns."""
    told = recommendation_record(one, origin=origin)
    return [told[key] for key in KEYS]


def recommendation_lines(records: Iterable[Recommendation], *, origin: str = "") -> Iterator[bytes]:
    """JSON lines, a few hundred to a chunk."""
    records = iter(records)
    while chunk := list(islice(records, AT_ONCE)):
        yield _lines([recommendation_record(one, origin=origin) for one in chunk])


def records_of(viewer: Any, ids: Sequence[int]) -> Iterator[Recommendation]:
    """The records of these ids that `viewer` may see, in this order."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        there = records_visible(viewer, part)
        yield from (there[own] for own in part if own in there)
