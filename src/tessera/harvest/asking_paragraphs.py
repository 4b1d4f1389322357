"""Which numbered paragraphs of a report ask for something, of what kind, and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tessera.analysis.asking import addressees_asked, addressees_of_heading, countries_asked
from tessera.extraction import NumberedParagraph, Sentence
from tessera.vocabulary.asking import asking

from .facts import FLAGS, Kinds
from .records import ReadRecommendation

LISTED = 12  # numbers that a remark names


@dataclass(frozen=True, slots=True)
class Rules:
    """How a kind of report asks.

    `named` holds where the body itself asks, anywhere; `under` below headings that announce recommendations (`section`)
    and not below those that describe (`apart`); `mixed` ones announce both; `never` is said in introductions.
    """

    named: Kinds
    under: Kinds
    section: re.Pattern[str]
    apart: re.Pattern[str]
    mixed: re.Pattern[str]
    never: re.Pattern[str]

    @classmethod
    def of(cls, facts: dict[str, Any], **parts: str) -> Rules:
        """Out of what a source.yml says."""
        return cls(
            named=Kinds(facts["named"], **parts),
            under=Kinds(facts["under"], **parts),
            section=_any(facts["section"]),
            apart=_any(facts["apart"]),
            mixed=_any(facts["mixed"]),
            never=_any(facts["never"]),
        )


def recommendations_read(
    paragraphs: Sequence[NumberedParagraph], rules: Rules, *, otherwise: tuple[str, ...] = (), country: str = ""
) -> tuple[tuple[ReadRecommendation, ...], tuple[Sentence, ...]]:
    """The recommendations in order, and remarks on numbers and on paragraphs that a person should look at.

    `otherwise` is who is asked where the document does not say; `country` the State that the whole document is about.
    """
    found: list[ReadRecommendation] = []
    unread: list[str] = []
    led: tuple[str, ...] = ()  # whom the paragraph asked to which those below belong
    led_under: tuple[str, ...] = ()
    for one in paragraphs:
        if one.headings != led_under:
            led, led_under = (), one.headings
        if _only_leads(one.text):
            led = addressees_asked(one.text) or led
            continue
        kind = _kind(one, rules)
        if not kind:
            if _announced(one, rules):
                unread.append(str(one.number))
            continue
        asked = addressees_asked(one.text) or _of_headings(one.headings) or led or otherwise
        named = () if country else countries_asked(one.text)
        found.append(
            ReadRecommendation(
                paragraph=str(one.number),
                text=one.text,
                page=one.page or None,
                kind=kind,
                heading=one.heading,
                addressees=asked,
                countries=named,
            )
        )
    return tuple(found), (*gaps_told(paragraphs), *_unread_told(unread))


def gaps_told(paragraphs: Sequence[NumberedParagraph]) -> tuple[Sentence, ...]:
    """A remark for each place where numbers are missing."""
    return tuple(
        Sentence("After paragraph %(before)s comes %(number)s: one is missing or misnumbered.", before=a, number=b)
        for a, b in pairwise(p.number for p in paragraphs)
        if b != a + 1
    )


def _kind(one: NumberedParagraph, rules: Rules) -> str:
    if rules.never.search(one.text):
        return ""
    if kind := rules.named.of(one.text):
        return kind
    if not _within(one, rules):
        return ""
    return rules.under.of(one.text) or ("recommendation" if asking().opens.match(one.text) else "")


def _within(one: NumberedParagraph, rules: Rules) -> bool:
    """Whether it stands below a heading that announces recommendations, the innermost that says anything."""
    return _announcing(one, rules) != ""


def _announced(one: NumberedParagraph, rules: Rules) -> bool:
    """Whether a paragraph that was not read stands where only recommendations do."""
    heading = _announcing(one, rules)
    return heading != "" and not rules.mixed.search(heading)


def _announcing(one: NumberedParagraph, rules: Rules) -> str:
    for heading in reversed(one.headings):
        if rules.section.search(heading):
            return heading
        if rules.apart.search(heading):
            return ""
    return ""


def _only_leads(text: str) -> bool:
    return text.rstrip().endswith(":")


def _of_headings(headings: Sequence[str]) -> tuple[str, ...]:
    return next((codes for heading in reversed(headings) if (codes := addressees_of_heading(heading))), ())


def _unread_told(numbers: list[str]) -> tuple[Sentence, ...]:
    if not numbers:
        return ()
    named = ", ".join(numbers[:LISTED]) + (" …" if len(numbers) > LISTED else "")
    return (
        Sentence("Under the heading of recommendations, these were not read as recommending: paragraphs %(numbers)s.",
                 numbers=named),
    )  # fmt: skip


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """One of the patterns; none where there are none."""
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)", FLAGS)
