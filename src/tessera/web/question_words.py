"""A question to the index of recommendations in words: the title of a saved search, of a feed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tessera.recommendations.selectors.asking import Question

from .recommendation_words import TITLES, labels_of_sources, value_words

LONGEST = 180
BARE = ("state", "gnr", "sdg", "addressee", "session", "language")  # whose values do not say of what they are


def question_words(question: Question) -> str:
    """“birth registration” · Nepal or India · CERD · 2014–2017; nothing where nothing is asked."""
    labels = labels_of_sources(question.of("theme"))
    parts = [f"“{question.query}”"] if question.query else []
    for name, values in question.filters:
        words = either([value_words(name, value, labels=labels) for value in values])
        parts.append(f"{TITLES[name]}: {words}" if name in BARE else words)
    return " · ".join(parts)


def title_suggested(question: Question) -> str:
    """A title for a saved search, to be changed by its person."""
    words = question_words(question)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def feed_title(question: Question) -> str:
    words = question_words(question)
    return _("Recommendations: %(what)s") % {"what": words} if words else _("Recommendations")


def either(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
