"""One passage read: what is of the field, whom it names, and how it addresses them, with the words that say so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod
from typing import NamedTuple

from ..naming import named
from ..sentences import sentence_spans
from ..spans import words_with_spans
from ..tagging import read_groups
from .addressing import how_addressed
from .figures import figures_in
from .finding import Found, found_in
from .mechanisms import mechanisms_in

RELEVANT = 0.5
WEIGHTS = {"group": 0.95, "field": 0.9, "recited": 0.3, "euphemism": 0.2, "heading": 0.42, "discrimination": 0.25}
UNMENTIONED = "mention"
SHOWN = ("field", "euphemism", "sign", "partner")  # families whose words are evidence whatever the passage is about


class Evidence(NamedTuple):
    """text[start:end] says what the rule of this id says."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class PassageReading:
    """`relevance` is 0 to 1, and `relevant` whether it is enough. Codes are those of the vocabulary's terms."""

    relevance: float
    relevant: bool
    groups: tuple[str, ...] = ()
    intersections: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    euphemisms: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    voice: str = ""
    evidence: tuple[Evidence, ...] = field(default=())


def read_passage(
    text: str, *, language: str = "", countries: Collection[str] = (), headings: Sequence[str] = ()
) -> PassageReading:
    """Reads one passage. `headings` are those above it: a weak sign, never enough by themselves."""
    words, spans = words_with_spans(text)
    names = read_groups(text, language, countries)
    groups = [one for one in names if one.family == "groups"]
    found = found_in(words, language)
    own = [one for one in found if one.rule.family == "field"]
    relevance = _relevance(bool(groups), own, found, headings, countries)
    mechanisms = mechanisms_in(text)
    evidence = [Evidence(one.start, one.end, one.rule) for one in names]
    evidence += [_placed(one, spans) for one in found if one.rule.family in SHOWN]
    evidence += [Evidence(one.start, one.end, f"mechanism.{one.what}") for one in mechanisms]
    how: tuple[str, ...] = ()
    if relevance >= RELEVANT:
        topics = [(one.start, one.end) for one in groups]
        topics += [(spans[one.start][0], spans[one.end - 1][1]) for one in own if not one.recited]
        cues = [_placed(one, spans) for one in found if one.rule.family == "how"]
        cues += [Evidence(*one) for one in figures_in(text)]
        said = how_addressed(text, sentence_spans(text), topics, cues)
        evidence += [Evidence(*cue) for cue in said.cues]
        how = said.codes or (UNMENTIONED,)
    return PassageReading(
        relevance=relevance,
        relevant=relevance >= RELEVANT,
        groups=tuple(dict.fromkeys(one.code for one in groups)),
        intersections=tuple(dict.fromkeys(one.code for one in names if one.family == "intersections")),
        how=how,
        euphemisms=tuple(dict.fromkeys(one.rule.code for one in found if one.rule.family == "euphemism")),
        mechanisms=tuple(dict.fromkeys(one.what for one in mechanisms)),
        voice=next((one.rule.code for one in found if one.rule.family == "voice"), ""),
        evidence=tuple(sorted(set(evidence))),
    )


def _placed(one: Found, spans: Sequence[tuple[int, int]]) -> Evidence:
    return Evidence(spans[one.start][0], spans[one.end - 1][1], one.rule.id)


def _relevance(
    has_group: bool, own: list[Found], found: list[Found], headings: Sequence[str], countries: Collection[str]
) -> float:
    """Signs that are independent of one another: one strong sign is enough, weak ones together are not."""
    signs = [WEIGHTS["group"]] if has_group else []
    if any(not one.recited for one in own):
        signs.append(WEIGHTS["field"])
    elif own:
        signs.append(WEIGHTS["recited"])
    if any(one.rule.family == "euphemism" for one in found):
        signs.append(WEIGHTS["euphemism"])
    if any(one.rule.id == "sign.discrimination" for one in found):
        signs.append(WEIGHTS["discrimination"])
    if headings and _is_of_field(headings[-1], tuple(countries)):
        signs.append(WEIGHTS["heading"])
    return round(1 - prod(1 - sign for sign in signs), 2)


@lru_cache(maxsize=2048)
def _is_of_field(heading: str, countries: tuple[str, ...]) -> bool:
    words, _ = words_with_spans(heading)
    if any(one.family == "groups" for one in named(words, countries=countries)):
        return True
    return any(one.rule.family == "field" and not one.recited for one in found_in(words))
