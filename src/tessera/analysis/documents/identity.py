"""What a document is: its language, its kind, and the country it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from tessera.vocabulary import countries
from tessera.vocabulary.document_kinds import OTHER, Told, document_kinds, document_parts

from ..language import language_of
from ..phrases import Phrases, phrases
from ..words import folded_words

LONGEST_NAME = 7  # words
OFTEN, CLEARLY = 3, 2  # how often a country is named that a document is about, and how much oftener than the next
SYMBOL = re.compile(r"/([A-Z]{3})(?=[/\s.]|$)|\((X[A-Z]{2})\)")
YEAR = re.compile(r"(?<!\d)((?:19[5-9]|20[0-9])\d)(?!\d)")
CAPITAL = re.compile(r"[^\W\d_][\w’'-]*")
LINKS = {"of", "the", "and", "de", "del", "la", "le", "du", "et", "y", "da", "do", "e", "s"}
PORTUGUESE = frozenset(folded_words("o os as em do da dos das no na nos nas um uma com não são pelo pela ao aos"))
SPANISH = frozenset(folded_words("el los las en del la una con no son por al lo y"))


def language_told(texts: Iterable[str]) -> str:
    """Of a whole document: one of the six languages of the United Nations, or Portuguese."""
    text = " ".join(texts)
    words = folded_words(text)
    language = language_of(text, words)
    if language not in ("es", "fr", "en"):
        return language
    counts = Counter(words)
    portuguese, spanish = (sum(counts[word] for word in own) for own in (PORTUGUESE, SPANISH))
    english = sum(counts[word] for word in ("the", "of", "and", "to", "in"))
    return "pt" if portuguese > spanish and portuguese > english else language


def kind_told(title: str, front: str) -> str:
    """The code of a kind: by the title, else by the first page; "other" where neither tells."""
    return _first(document_kinds(), title) or _first(document_kinds(), front) or OTHER


def year_told(title: str, front: str) -> int | None:
    """The first year that the title names, or else the first page: of "2026-2030" that is 2026. None where none is."""
    found = YEAR.search(title) or YEAR.search(front)
    return int(found[1]) if found else None


def part_told(headings: Sequence[str]) -> str:
    """The code of the part that a passage stands in, by the nearest heading that tells one; "" where none does."""
    return next((code for heading in reversed(headings) if (code := _part(heading))), "")


@lru_cache(maxsize=2048)
def _part(heading: str) -> str:
    return _first(document_parts(), heading)


def country_told(title: str, front: str, texts: Iterable[str]) -> str:
    """The alpha-3 code: by the symbol, the title, the first page, else the country named most; "" if none is."""
    for match in SYMBOL.finditer(front):
        if code := countries.resolve(match[1] or match[2]):
            return code
    for text in (title, front):
        named = Counter(countries_in(text))
        if len(named) == 1 or (named and _is_clear(named)):
            return named.most_common(1)[0][0]
    named = Counter(code for text in texts for code in countries_in(text))
    return named.most_common(1)[0][0] if named and _is_clear(named) and max(named.values()) >= OFTEN else ""


def _is_clear(named: Mapping[str, int]) -> bool:
    most, second = ([*sorted(named.values(), reverse=True), 0])[:2]
    return most >= CLEARLY * second


def countries_in(text: str) -> Iterator[str]:
    """Codes of the countries that a text names, the longest name at each place."""
    words = CAPITAL.findall(text)
    at = 0
    while at < len(words):
        step = 1
        if words[at][0].isupper() or not words[at].isascii():
            for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                name = words[at : at + length]
                if name[-1].casefold() in LINKS or (length == 1 and len(name[0]) <= 3):
                    continue
                if code := _resolved(" ".join(name)):
                    yield code
                    step = length
                    break
        at += step


@cache
def _resolved(name: str) -> str | None:
    return countries.resolve(name.removesuffix("’s").removesuffix("'s"))


def _first(told: Mapping[str, Told], text: str) -> str:
    """The first code whose words stand in a text."""
    words = folded_words(text)
    for code, (said, unless) in _phrases(frozenset(told)).items():
        for at in range(len(words)):
            if said.begin_at(words, at) and not unless.end_at(words, at):
                return code
    return ""


@cache
def _phrases(codes: Collection[str]) -> dict[str, tuple[Phrases, Phrases]]:
    told = document_kinds() if OTHER in codes else document_parts()
    return {code: (phrases(one.words), phrases(one.unless_after)) for code, one in told.items() if one.words}
