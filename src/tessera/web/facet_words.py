"""What the values of the index's facets are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.vocabulary import mechanisms, terms, themes

from .formats import country_words

TERMS = {
    "region": "regions",
    "family": "mechanisms",
    "group": "groups",
    "intersection": "intersections",
    "focus": "focus",
    "language": "languages",
    "type": "recommendation-kinds",
    "position": "positions",
    "addressee": "addressees",
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


def position_words() -> dict[str, str]:
    """All positions by code; "" is what no source tells."""
    return {code: value_words("position", code) for code in terms.codes("positions")} | {
        "": _("No position in any source")
    }


def _term(family: str, code: str) -> str:
    return terms.label(family, code, (get_language() or "en")[:2]) if code in terms.codes(family) else code


_WORDS: Mapping[str, Callable[[str], str]] = {
    "country": country_words,
    "state": country_words,
    "mechanism": lambda code: mechanisms.body(code).short,
    "theme": themes.label,
    "gnr": lambda number: f"GNR {number}",
    "sdg": lambda number: f"SDG {number}",
    "cycle": cycle_words,
}
