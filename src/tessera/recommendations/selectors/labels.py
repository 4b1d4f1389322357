"""Who gave a recommendation its labels: a source as printed, a rule of the vocabulary, or a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tessera.analysis.tagging import codes_of_label, codes_of_theme, codes_of_words, goals_of
from tessera.analysis.words import folded_words
from tessera.harvest import ReadRecord
from tessera.recommendations.models import Recommendation
from tessera.vocabulary import themes
from tessera.vocabulary.tags import guidance_of_theme

SOURCE, RULE, PERSON = "source", "rule", "person"
Said = Sequence[tuple[str, ReadRecord]]  # the code of a source and what it says


@dataclass(frozen=True, slots=True)
class Reason:
    """`by` is source, rule or person; `what` is what it rests on: sources' codes, a label or theme as printed, or ""
    for the words of the text."""

    by: str
    what: str = ""
    on: str = ""  # label, theme, words


@dataclass(frozen=True, slots=True)
class Label:
    """One code with the reasons for it."""

    code: str
    reasons: tuple[Reason, ...]


def labels_of(record: Recommendation, said: Said) -> Mapping[str, list[Label]]:
    """Labels by facet: theme, group, intersection, sdg, gnr."""
    words = codes_of_words(folded_words(record.text), record.text)
    return {
        "theme": [Label(code, _of_theme(code, said)) for code in record.themes],
        "group": [Label(code, _of_tag("groups", code, record, words)) for code in record.groups],
        "intersection": [Label(code, _of_tag("intersections", code, record, words)) for code in record.intersections],
        "sdg": [Label(code, _of_goal(code, said)) for code in record.goals],
        "gnr": [Label(code, _of_guidance(code, record)) for code in record.guidance],
    }


def _of_theme(code: str, said: Said) -> tuple[Reason, ...]:
    sources = {source for source, r in said if code in {themes.resolve(t) or themes.slug(t) for t in r.themes}}
    return tuple(Reason(SOURCE, source) for source in sorted(sources))


def _of_goal(code: str, said: Said) -> tuple[Reason, ...]:
    return tuple(Reason(SOURCE, source) for source in sorted({s for s, r in said if code in goals_of(r.goals)}))


def _of_tag(family: str, code: str, record: Recommendation, words: Mapping[str, Sequence[str]]) -> tuple[Reason, ...]:
    found = [Reason(RULE, label, "label") for label in record.persons if code in codes_of_label(family, label)]
    found += [Reason(RULE, theme, "theme") for theme in record.themes if code in codes_of_theme(family, theme)]
    found += [Reason(RULE, "", "words")] if code in words[family] else []
    return tuple(found)


def _of_guidance(code: str, record: Recommendation) -> tuple[Reason, ...]:
    bearing = [theme for theme in record.themes if int(code) in guidance_of_theme().get(theme, ())]
    return tuple(Reason(RULE, theme, "theme") for theme in bearing)
