"""A search in words: "212 recommendations to Nepal about Roma, 2011–2021", and each filter with the way without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tessera.recommendations.selectors.asking import Question
from tessera.recommendations.selectors.finding import Answer
from tessera.web.formats import Counted, listed, number_words
from tessera.web.question_words import either
from tessera.web.recommendation_words import TITLES, labels_of_sources, language_of, mechanism_words, value_words

MOST_NAMED = 3
PLAIN = "recommendation"


@dataclass(frozen=True, slots=True)
class Term:
    """One filter at work: "Country", "Nepal or India", the query string without it, and the words' language where it is
    not the page's."""

    label: str
    words: str
    without: str
    lang: str = ""


def headline(question: Question, total: int) -> str:
    """How many there are of what."""
    count = ngettext("%(count)s recommendation", "%(count)s recommendations", total) % {"count": Counted(total)}
    phrases = [count]
    if places := _named(question, "country"):
        phrases.append(pgettext("recommendations", "to %(countries)s") % {"countries": places})
    elif places := _named(question, "region"):
        phrases.append(pgettext("recommendations", "to %(regions)s") % {"regions": places})
    if makers := listed(filter(None, (_named(question, "mechanism"), _named(question, "family")))):
        phrases.append(pgettext("recommendations", "by %(mechanisms)s") % {"mechanisms": makers})
    if states := _named(question, "state"):
        phrases.append(pgettext("recommendations", "made by %(states)s") % {"states": states})
    subjects = [_named(question, name) for name in ("group", "intersection", "theme")]
    if about := listed(filter(None, subjects)):
        phrases.append(pgettext("recommendations", "about %(subjects)s") % {"subjects": about})
    if question.query:
        phrases.append(pgettext("recommendations", "with “%(query)s”") % {"query": question.query})
    years = _named(question, "year")
    said = " ".join(phrases)
    return _("%(recommendations)s, %(years)s") % {"recommendations": said, "years": years} if years else said


def units(answer: Answer) -> str:
    """Which kinds of passages were counted, and how many there are when each counts once for every State that made it.

    Nothing where all are plain recommendations that no State made.
    """
    kinds = answer.facets.get("type", ())
    made = sum(count for _state, count in answer.facets.get("state", ()))
    said = []
    if [code for code, _count in kinds] not in ([], [PLAIN]):
        said += [f"{value_words('type', code)}: {number_words(count)}" for code, count in kinds]
    if made:
        words = ngettext("%(count)s by recommending State", "%(count)s by recommending State", made)
        said.append(words % {"count": Counted(made)})
    return "; ".join(said)


def terms(question: Question) -> list[Term]:
    """One for each filter; the query has its own box, and its own term."""
    found = []
    if question.query:
        found.append(Term(_("Words"), question.query, f"?{replace(question, query='').string}"))
    labels = labels_of_sources(question.of("theme"))
    for name, _values in question.filters:
        if not any(one.label == TITLES.get(name, name) for one in found):
            words = listed(either([_long(name, one, labels) for one in some]) for some in _choices(question, name))
            lang = "en" if all(language_of(name, one) for one in question.of(name)) else ""
            found.append(Term(str(TITLES.get(name, name)), words, f"?{question.but(name, ()).string}", lang))
    return found


def _named(question: Question, facet: str) -> str:
    """The values of a facet as a person would say them; how many, where there are too many to say."""
    values = question.of(facet)
    if len(values) > MOST_NAMED:
        said = ngettext("%(count)s choice of “%(facet)s”", "%(count)s choices of “%(facet)s”", len(values))
        return said % {"count": Counted(len(values)), "facet": TITLES.get(facet, facet)}
    labels = labels_of_sources(values) if facet == "theme" else {}
    return listed(
        either([value_words(facet, value, labels=labels) for value in some]) for some in _choices(question, facet)
    )


def _choices(question: Question, facet: str) -> list[tuple[str, ...]]:
    """Values of which a record must have one, for each filter of the facet: all of them hold."""
    return [values for name, values in question.filters if name == facet]


def _long(name: str, value: str, labels: dict[str, str]) -> str:
    return mechanism_words(value) if name == "mechanism" else value_words(name, value, labels=labels)
