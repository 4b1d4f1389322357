"""The state of a list's filters in words, each with the address that takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django_filters import FilterSet
from django_filters.widgets import SuffixedMultiWidget

from .formats import day_words, listed

RANGE_ENDS = ("min", "max", "after", "before")


@dataclass(frozen=True)
class Term:
    """One filter at work: "Section", "3, 4", and the query string without it."""

    label: str
    words: str
    without: str


def filter_words(filters: FilterSet, query: QueryDict) -> list[Term]:
    """One term for each filter that is set; what could not be understood says so, since it filters nothing."""
    form = filters.form
    terms = []
    for name, field in form.fields.items():
        label = str(field.label or name)
        if name in form.errors:
            words = gettext("“%(value)s” could not be understood and filters nothing") % {"value": raw(query, name)}
            terms.append(Term(label, words, without(query, name)))
        elif words := value_words(field, form.cleaned_data.get(name)):
            terms.append(Term(label, words, without(query, name)))
    return terms


def ends_name(form: forms.Form) -> None:
    """Both ends of a range say what they are to those who do not see them side by side."""
    for field in form.fields.values():
        if isinstance(field.widget, SuffixedMultiWidget) and len(field.widget.widgets) == 2:
            field.widget.use_fieldset = True
            first, last = field.widget.widgets
            first.attrs["aria-label"] = gettext("%(label)s, from") % {"label": field.label}
            last.attrs["aria-label"] = gettext("%(label)s, until") % {"label": field.label}


def value_words(field: forms.Field, value: Any) -> str:
    """A cleaned value as a person would say it; nothing where nothing was chosen."""
    if value in (None, "", [], ()) or value is False:
        return ""
    if value is True:
        return gettext("yes")
    if isinstance(value, slice):
        return range_words(value)
    if isinstance(value, date):
        return day_words(value)
    choices = dict(flat(getattr(field, "choices", ()))) if not isinstance(field, forms.ModelChoiceField) else {}
    if isinstance(value, str):
        return str(choices.get(value, value))
    if isinstance(value, Iterable) and not hasattr(value, "pk"):
        return listed(str(choices.get(part, part)) for part in value)
    return str(choices.get(str(value), value))


def range_words(value: slice) -> str:
    first, last = (day_words(end) if isinstance(end, date) else end for end in (value.start, value.stop))
    if first is not None and last is not None:
        return f"{first}–{last}"
    if first is not None:
        return gettext("from %(first)s") % {"first": first}
    return gettext("until %(last)s") % {"last": last} if last is not None else ""


def flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    """Choices without their groups."""
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            yield from label
        else:
            yield key, label


def raw(query: QueryDict, name: str) -> str:
    return ", ".join(query.getlist(name))[:100]


def without(query: QueryDict, name: str) -> str:
    """The query string less one filter (its range and date ends too), from the first page."""
    left = query.copy()
    for key in list(left):
        if key in {name, "page", "download", *(f"{name}_{end}" for end in RANGE_ENDS)}:
            del left[key]
    return f"?{left.urlencode()}"
