"""What a question to the index of recommendations is called, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.asked import Asked
from tessera.vocabulary import mechanisms, terms, themes

from .formats import country_words, listed

LONGEST = 180


def asked_words(asked: Asked) -> str:
    """“birth registration” · Nepal · CERD · 2014-2017; nothing where nothing is asked."""
    parts = [f"“{asked.query}”"] if asked.query else []
    parts += [value_words(name, value) for name, value in asked.filters]
    return " · ".join(parts)


def title_suggested(asked: Asked) -> str:
    """A title for a saved search, to be changed by its person."""
    words = asked_words(asked)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def feed_title(asked: Asked) -> str:
    words = asked_words(asked)
    return _("Recommendations: %(what)s") % {"what": words} if words else _("Recommendations")


def value_words(facet: str, value: str) -> str:
    """A filter's value as people say it; several are joined."""
    said = SAID.get(facet, str)
    return listed(_known(said, one) for one in value.split(","))


def _known(said: Callable[[str], str], code: str) -> str:
    try:
        return said(code)
    except KeyError:
        return code


def _term(family: str, code: str) -> str:
    return terms.label(family, code, (get_language() or "en")[:2])


SAID: dict[str, Callable[[str], str]] = {
    "country": country_words,
    "state": lambda code: _("recommended by %(state)s") % {"state": country_words(code)},
    "mechanism": lambda code: mechanisms.body(code).short,
    "family": partial(_term, "mechanisms"),
    "group": partial(_term, "groups"),
    "intersection": partial(_term, "intersections"),
    "theme": themes.label,
    "gnr": lambda number: f"GNR {number}",
    "sdg": lambda number: f"SDG {number}",
    "cycle": lambda number: _("cycle %(number)s") % {"number": number},
    "session": lambda number: _("session %(number)s") % {"number": number},
}
