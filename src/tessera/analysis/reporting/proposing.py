"""Passages of a report with the activity, the countries and the groups that each speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tessera.extraction.passages import Passage, ReadDocument
from tessera.vocabulary.reporting_words import reporting_words

from ..documents.identity import countries_in, language_told
from ..tagging import read_groups
from ..words import folded_words
from .known import Known, Plan, headed

SAMPLE = 120  # passages by which a report's language is told
FEWEST_WORDS = 6  # of a paragraph that says something of an activity
LIKE = 0.34  # share of an activity's words from which a passage is taken to speak of it
LONGEST = 1800  # letters of passages put together
MOST_REFS = 4  # activities named in one passage; a list of all of them says nothing of each

# How sure a way of telling is, before anything is known of the report. `like` is worked out, and never above its bound.
SURE = {"reference": 0.95, "title": 0.9, "heading": 0.85, "lead-in": 0.75, "several": 0.7, "like": 0.65}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a report says of one activity (`ref` is "" where it tells of a country and of no activity).

    `part` says where it belongs: "done", "late" or "learned". `why` is how the activity was told, a key of SURE;
    `confidence` goes from 0 to 1. `page` is 0 where the file has no pages.
    """

    ref: str
    text: str
    page: int
    headings: tuple[str, ...]
    why: str
    confidence: float
    part: str
    countries: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    ref: str
    why: str
    confidence: float


NOTHING = _Told("", "country", 0.4)


def report_read(
    document: ReadDocument, activities: Sequence[Known], *, countries: Sequence[str] = ()
) -> list[Proposed]:
    """Proposals in reading order; passages beside one another that say of one activity are put together.

    `countries` are those of whoever reports: a field presence's own country is not named in each of its sentences, and
    is not said of a passage that names another.
    """
    plan = Plan(activities)
    language = language_told([document.front, *(one.text for one in islice(document.passages, SAMPLE))])
    found = list(_proposed(document.passages, plan, language, tuple(countries)))
    return _together(found)


def _proposed(passages: Sequence[Passage], plan: Plan, language: str, own: tuple[str, ...]) -> Iterator[Proposed]:
    before: tuple[Passage, list[_Told]] | None = None
    for one in passages:
        words = folded_words(one.text)
        if len(words) < FEWEST_WORDS and one.kind == "paragraph":
            before = (one, _named(one, plan)) if one.text.rstrip().endswith(":") else None
            continue
        told = _told(one, words, plan)
        if not told and before and _led_in(one, before[0]):
            told = [_Told(t.ref, "lead-in", min(t.confidence, SURE["lead-in"])) for t in before[1]]
        elif one.kind == "paragraph":
            before = (one, told) if one.text.rstrip().endswith((":", "：")) else None
        named = tuple(dict.fromkeys(countries_in(one.text)))
        if not told and named:
            told = [NOTHING]
        groups = tuple(
            dict.fromkeys(e.code for e in read_groups(one.text, language, named or own) if e.family == "groups")
        )
        for t in told:
            part = next(iter(headed(one.headings, _parts())), "done")
            yield Proposed(t.ref, one.text, one.page, one.headings, t.why, t.confidence, part, named or own, groups)


def _led_in(item: Passage, lead: Passage) -> bool:
    """A list's item under the paragraph that ends with a colon."""
    return item.kind == "item" and item.headings == lead.headings


def _told(one: Passage, words: list[str], plan: Plan) -> list[_Told]:
    """The activities of a passage: by reference, by title, by its headings, else by likeness."""
    if named := _named(one, plan):
        return named
    if ref := plan.titled(words):
        return [_Told(ref, "title", SURE["title"])]
    for heading in reversed(one.headings):
        refs = [plan.begins_with(heading)] if plan.begins_with(heading) else plan.named(heading)
        if ref := (refs[0] if len(refs) == 1 else plan.titled(folded_words(heading))):
            return [_Told(ref, "heading", SURE["heading"])]
    ref, share, ahead = plan.likest([*words, *folded_words(" ".join(one.headings[-1:]))])
    if share < LIKE or not ahead:
        return []
    return [_Told(ref, "like", round(SURE["like"] * min(1.0, share * (0.6 + ahead)), 2))]


def _named(one: Passage, plan: Plan) -> list[_Told]:
    first = plan.begins_with(one.cells[0] if one.cells else f"{one.number} {one.text}"[:40])
    refs = [first] if first else plan.named(one.text)
    if len(refs) > MOST_REFS:
        return []
    why = "reference" if len(refs) == 1 else "several"
    return [_Told(ref, why, SURE[why]) for ref in refs]


def _parts() -> dict[str, tuple[str, ...]]:
    words = reporting_words()
    return {"late": words.late, "learned": words.learned}


def _together(found: Sequence[Proposed]) -> list[Proposed]:
    joined: list[Proposed] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is None or not _belongs(one, last):
            joined.append(one)
            continue
        joined[-1] = replace(
            last,
            text=f"{last.text}\n{one.text}",
            confidence=min(last.confidence, one.confidence),
            groups=tuple(dict.fromkeys([*last.groups, *one.groups])),
        )
    return joined


def _belongs(one: Proposed, last: Proposed) -> bool:
    """An item of a list goes to the sentence above it; else both are told the same way."""
    same = (one.ref, one.headings, one.part, one.countries) == (last.ref, last.headings, last.part, last.countries)
    alike = one.why in (last.why, "lead-in")
    return bool(one.ref) and same and alike and len(last.text) + len(one.text) < LONGEST
