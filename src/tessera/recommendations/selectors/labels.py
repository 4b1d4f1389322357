"""Who gave a recommendation its labels: a source as printed, a rule of the vocabulary, or a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tessera.analysis.tagging import Evidence, codes_of_label, codes_of_theme, goals_of, read_groups
from tessera.analysis.theming import goals_by_rule
from tessera.harvest import ReadRecord
from tessera.recommendations.models import Recommendation
from tessera.vocabulary import themes
from tessera.vocabulary.crosswalk import theme_of_group
from tessera.vocabulary.tags import guidance_of_intersection, guidance_of_theme

SOURCE, RULE, PERSON = "source", "rule", "person"
Said = Sequence[tuple[str, ReadRecord]]  # the code of a source and what it says


@dataclass(frozen=True, slots=True)
class Reason:
    """`by` is source, rule or person; `what` is what it rests on: a source's code, a label, theme, group or
    intersection, or, for the words of the text, those that stand there."""

    by: str
    what: str = ""
    on: str = ""  # label, theme, group, intersection, words


@dataclass(frozen=True, slots=True)
class Label:
    """One code with the reasons for it."""

    code: str
    reasons: tuple[Reason, ...]


def labels_of(record: Recommendation, said: Said) -> Mapping[str, list[Label]]:
    """Labels by facet: theme, group, intersection, sdg, gnr."""
    evidence = evidence_of(record)
    return {
        "theme": [Label(code, _of_theme(code, record, said)) for code in record.themes],
        "group": [Label(code, _of_tag("groups", code, record, said, evidence)) for code in record.groups],
        "intersection": [
            Label(code, _of_tag("intersections", code, record, said, evidence)) for code in record.intersections
        ],
        "sdg": [Label(code, _of_goal(code, record, said)) for code in record.goals],
        "gnr": [Label(code, _of_guidance(code, record)) for code in record.guidance],
    }


def evidence_of(record: Recommendation) -> list[Evidence]:
    """The words of a record's text that make a rule give it a group or an intersection."""
    return read_groups(record.text, record.language, record.countries)


def marked(record: Recommendation) -> list[tuple[str, bool]]:
    """A record's text in pieces, each with whether it names a group that the record is labelled with."""
    pieces, at = [], 0
    for one in evidence_of(record):
        if one.family != "groups" or one.code not in record.groups or one.start < at:
            continue
        pieces += [(record.text[at : one.start], False), (record.text[one.start : one.end], True)]
        at = one.end
    return [piece for piece in (*pieces, (record.text[at:], False)) if piece[0]]


def _themes_said(said: Said) -> dict[str, set[str]]:
    """Codes of themes by who says them."""
    return {source: {themes.resolve(t) or themes.slug(t) for t in r.themes} for source, r in said}


def _of_theme(code: str, record: Recommendation, said: Said) -> tuple[Reason, ...]:
    told = _themes_said(said)
    found = tuple(Reason(SOURCE, source) for source in sorted(told) if code in told[source])
    if found or not said or any(told.values()):
        return found
    groups = tuple(Reason(RULE, group, "group") for group in record.groups if theme_of_group().get(group) == code)
    return groups or (Reason(RULE, "", "words"),)


def _of_goal(code: str, record: Recommendation, said: Said) -> tuple[Reason, ...]:
    found = tuple(Reason(SOURCE, source) for source in sorted({s for s, r in said if code in goals_of(r.goals)}))
    if found:
        return found
    leads = [Reason(RULE, theme, "theme") for theme in record.themes if code in goals_by_rule((theme,), ())]
    return (*leads, *(Reason(RULE, group, "group") for group in record.groups if code in goals_by_rule((), (group,))))


def _of_tag(
    family: str, code: str, record: Recommendation, said: Said, evidence: Sequence[Evidence]
) -> tuple[Reason, ...]:
    printed = set().union(*_themes_said(said).values())
    found = [Reason(RULE, label, "label") for label in record.persons if code in codes_of_label(family, label)]
    found += [
        Reason(RULE, theme, "theme")
        for theme in record.themes
        if theme in printed and code in codes_of_theme(family, theme)
    ]
    words = dict.fromkeys(record.text[e.start : e.end] for e in evidence if (e.family, e.code) == (family, code))
    return (*found, *(Reason(RULE, said_so, "words") for said_so in words))


def _of_guidance(code: str, record: Recommendation) -> tuple[Reason, ...]:
    number = int(code)
    found = [Reason(RULE, theme, "theme") for theme in record.themes if number in guidance_of_theme().get(theme, ())]
    found += [
        Reason(RULE, one, "intersection")
        for one in record.intersections
        if number in guidance_of_intersection().get(one, ())
    ]
    return tuple(found)
