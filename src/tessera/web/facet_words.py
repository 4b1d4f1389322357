"""What the values of the index's facets are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tessera.vocabulary import mechanisms, terms, themes

from .formats import country_words

POSITIONS: Mapping[str, Any] = {
    "supported": pgettext_lazy("position", "Supported"),
    "partly-supported": pgettext_lazy("position", "Partly supported"),
    "mixed": pgettext_lazy("position", "Supported and noted"),
    "noted": pgettext_lazy("position", "Noted"),
    "not-supported": pgettext_lazy("position", "Not supported"),
    "implemented": pgettext_lazy("position", "Considered implemented"),
    "pending": pgettext_lazy("position", "Pending"),
}
KINDS: Mapping[str, Any] = {
    "recommendation": gettext_lazy("Recommendation"),
    "follow-up-request": gettext_lazy("Request for follow-up"),
    "early-warning": gettext_lazy("Early warning"),
    "decision": gettext_lazy("Decision"),
    "concern": gettext_lazy("Concern or observation"),
    "positive": gettext_lazy("Positive aspect"),
    "pledge": gettext_lazy("Voluntary pledge"),
}
TERMS = {
    "region": "regions",
    "family": "mechanisms",
    "group": "groups",
    "intersection": "intersections",
    "focus": "focus",
    "language": "languages",
}


def value_words(facet: str, value: str) -> str:
    """What to call one value of a facet; the value itself where nobody knows it."""
    if facet in TERMS:
        return _term(TERMS[facet], value)
    return _WORDS[facet](value) if facet in _WORDS else value


def body_words(code: str) -> str:
    """A body by its full name and what people call it."""
    one = mechanisms.body(code)
    return one.name if one.short in (one.name, one.code) else f"{one.name} ({one.short})"


def cycle_words(value: str) -> str:
    return _("Cycle %(n)s") % {"n": value}


def _term(family: str, code: str) -> str:
    return terms.label(family, code, (get_language() or "en")[:2]) if code in terms.codes(family) else code


_WORDS: Mapping[str, Callable[[str], str]] = {
    "country": country_words,
    "state": country_words,
    "mechanism": lambda code: mechanisms.body(code).short,
    "theme": themes.label,
    "gnr": lambda number: f"GNR {number}",
    "sdg": lambda number: f"SDG {number}",
    "position": lambda code: str(POSITIONS.get(code, code)),
    "type": lambda code: str(KINDS.get(code, code)),
    "cycle": cycle_words,
}
