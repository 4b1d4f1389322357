"""What a recommendation's record holds, from what its sources say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from tessera.analysis.language import language_of
from tessera.analysis.tagging import codes_of_label, codes_of_theme, codes_of_words, goals_of, guidance_of
from tessera.analysis.theming import goals_by_rule, themes_by_rule
from tessera.analysis.treaties import treaties_asked
from tessera.analysis.words import fingerprint, folded_words, number_of
from tessera.harvest import RESPONSE, ReadRecord
from tessera.vocabulary import themes

Fields = dict[str, Any]
Said = tuple[str, ReadRecord]  # the source's code and what it says


class DocumentKey(NamedTuple):
    """What tells a document from others: its symbol; without one, the body that made it and its title."""

    symbol: str
    body: str = ""
    title: str = ""


# Whose words stand, best first: the document itself, then lists made from it, then those that flattened it.
WORDS = ("upr-report", "treaty-body", "special-procedure", "minority-forum", "permanent-forum", "ilo", "regional")
WORDS += ("ohchr-thematic-list", "uhri", "spreadsheet", "upr-info")
ANSWERS = "upr-addendum"  # the source of States' answers
# Whose position stands, after the State's own answer: what was settled after the report was written.
POSITIONS = ("ohchr-thematic-list", "uhri", "upr-info", "spreadsheet", "upr-report")
OPEN = ("", "pending")
_OTHER_EDITION = re.compile(r"/(?:CORR|REV)\.\d+$", re.IGNORECASE)
_ADDENDUM = re.compile(r"/ADD\.\d+$", re.IGNORECASE)


def merged(said: Sequence[Said]) -> ReadRecord:
    """One record out of what several sources say. States are those of the source whose words stand, English ones first.

    A State's answer gives its position and nothing else, unless what it answers is not known yet.
    """
    if len(said) == 1:
        return said[0][1]
    answers = sorted((r for _source, r in said if r.kind == RESPONSE), key=lambda r: r.date, reverse=True)
    said = [one for one in said if one[1].kind != RESPONSE] or [said[0]]
    ranked = sorted(said, key=lambda one: (one[1].language not in ("", "en"), _rank(WORDS, one[0])))
    best_source, best = ranked[0]
    lists = [r for _source, r in sorted(said, key=lambda one: _rank(POSITIONS, one[0]))]
    settled = [r.position for r in (*answers, *lists) if r.position not in OPEN]
    records = [record for _source, record in ranked]
    named = next((source for source, record in ranked if record.states), best_source)
    states = {
        state.iso3 or state.printed: state for source, r in reversed(ranked) if source == named for state in r.states
    }
    first = {
        name: next((value for r in records if (value := getattr(r, name))), getattr(best, name))
        for name in ("symbol", "title", "paragraph", "heading", "countries", "date", "year", "cycle", "session", "body")
    }
    union = {
        name: tuple(dict.fromkeys(value for r in records for value in getattr(r, name)))
        for name in ("themes", "persons", "goals", "addressees", "points_to")
    }
    position = settled[0] if settled else next((r.position for r in records if r.position), "")
    return msgspec.structs.replace(
        best, **first, **union, position=position, states=tuple(reversed(states.values())), remarks=()
    )


def described(record: ReadRecord) -> Fields:
    """The values of a recommendation's fields, all but its document's and its own id."""
    words = folded_words(record.text)
    printed = tuple(dict.fromkeys(themes.resolve(label) or themes.slug(label) for label in record.themes))
    language = record.language or language_of(record.text, words)
    in_words = codes_of_words(words, record.text, countries=record.countries, language=language)
    groups = _tags("groups", record, printed, in_words)
    intersections = _tags("intersections", record, printed, in_words)
    codes = printed or themes_by_rule(words, record.text, groups)
    return {
        "body": record.body,
        "kind": record.kind,
        "paragraph": record.paragraph[:40],
        "heading": record.heading[:300],
        "text": record.text.replace("\x00", ""),
        "language": language,
        "countries": record.countries,
        "addressees": record.addressees,
        "states": tuple(dict.fromkeys(s.iso3 for s in record.states if s.iso3)),
        "states_printed": tuple(s.printed for s in record.states),
        "position": record.position[:40],
        "date": record.date or None,
        "year": record.year,
        "cycle": record.cycle,
        "session": record.session[:40],
        "themes": codes,
        "persons": record.persons,
        "groups": groups,
        "intersections": intersections,
        "goals": tuple(goals_of(record.goals)) or goals_by_rule(codes, groups),
        "groups_by": _groups_by(groups, in_words["groups"], record, printed),
        "themes_by": ("source",) if printed else ("rule",) if codes else (),
        "points_to": record.points_to,
        "guidance": tuple(str(number) for number in guidance_of(codes, groups, intersections)),
        "treaties": tuple(dict.fromkeys(asked.treaty for asked in treaties_asked(record.text, body=record.body))),
        "bucket": bucket_of(record),
        "fingerprint": fingerprint(words),
    }


def bucket_of(record: ReadRecord) -> int | None:
    """Where the same recommendation can only be found again: the review of a State, or the document."""
    if record.body == "upr" and record.countries and record.cycle:
        return _number(f"upr {record.countries[0]} {record.cycle}")
    if record.symbol:
        return _number(f"document {symbol_root(record.symbol, record.body)}")
    if (key := document_key(record)) is not None:
        return _number(f"document {key.body} {key.title}")
    return None


def document_key(record: ReadRecord) -> DocumentKey | None:
    """The document that a record stands in; None where it names none."""
    if record.symbol:
        return DocumentKey(symbol_root(record.symbol, record.body)[:80])
    return DocumentKey("", record.body[:60], record.title[:300]) if record.title else None


@lru_cache(maxsize=20_000)
def symbol_root(symbol: str, body: str) -> str:
    """The symbol of the document that corrigenda belong to. Where it bears two, the first.

    An addendum to a report of the UPR belongs to it; of other bodies it is a document of its own, such as a visit's.
    """
    first = re.split(r"[\s–,;]|-(?=[A-Z]+/)", symbol.strip())[0].upper()
    root = _OTHER_EDITION.sub("", first)
    return _ADDENDUM.sub("", root) if body == "upr" else root


def day_of(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


@lru_cache(maxsize=20_000)
def _number(text: str) -> int:
    return number_of(text)


def _tags(family: str, record: ReadRecord, codes: Sequence[str], words: dict[str, list[str]]) -> tuple[str, ...]:
    """By labels of persons affected, by themes, and by words: each a rule of the vocabulary."""
    return tuple(dict.fromkeys([*_of_source(family, record, codes), *words[family]]))


def _groups_by(
    groups: Sequence[str], in_words: Sequence[str], record: ReadRecord, printed: Sequence[str]
) -> tuple[str, ...]:
    """Who gave a record's groups: a source by what it printed, a rule where only words of the text say it."""
    if not groups:
        return ()
    told = _of_source("groups", record, printed)
    return tuple(by for by, codes in (("source", told), ("rule", set(in_words).difference(told))) if codes)


def _of_source(family: str, record: ReadRecord, codes: Sequence[str]) -> list[str]:
    found = [code for label in record.persons for code in codes_of_label(family, label)]
    return found + [code for theme in codes for code in codes_of_theme(family, theme)]


def _rank(order: Sequence[str], source: str) -> int:
    return order.index(source) if source in order else len(order)
