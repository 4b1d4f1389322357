"""Columns of list pages: how a value is shown, aligned, and taken away in a download."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from .formats import number_words
from .templatetags import tessera as tags

NUMERIC = {"td": {"class": "num"}, "th": {"class": "num"}}


class NumberColumn(tables.Column):
    """Aligned to the end, tabular figures, written as the language writes numbers; a number in downloads."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"attrs": NUMERIC, **options})

    def render(self, value: Any) -> str:
        return number_words(value)

    def value(self, value: Any) -> Any:
        return value


class DayColumn(tables.Column):
    """A day; a real date in downloads."""

    def render(self, value: date) -> SafeString | str:
        return tags.day(value)

    def value(self, value: date) -> date:
        return value


class DueColumn(DayColumn):
    """A due date, in words that say how far off it is; the date itself in downloads."""

    def render(self, value: date) -> SafeString | str:
        return tags.due(value)


class MomentColumn(tables.Column):
    """A moment in the reader's zone; in downloads the moment in UTC."""

    def render(self, value: datetime) -> SafeString | str:
        return tags.moment(value)

    def value(self, value: datetime) -> datetime:
        return value


class CountryColumn(tables.Column):
    """A country by its name; in downloads its ISO 3166 alpha-3 code."""

    def render(self, value: str) -> str:
        return tags.country(value)

    def value(self, value: str) -> str:
        return value


class StatusColumn(tables.Column):
    """A code with choices, as a word with a sign; `labels` maps codes to words (default: the model's choices)."""

    def __init__(self, *, labels: dict[str, str | Promise] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.labels = labels

    def label(self, value: Any, record: Any, bound_column: Any) -> str:
        if self.labels is not None:
            return str(self.labels.get(value, value))
        return str(getattr(record, f"get_{bound_column.accessor}_display")())

    def render(self, value: Any, record: Any, bound_column: Any) -> SafeString:
        return tags.status(value, self.label(value, record, bound_column))

    def value(self, value: Any, record: Any, bound_column: Any) -> str:
        return self.label(value, record, bound_column)
