"""The piece of a text that shows why it was found, with the words that found it marked. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from .folding import fold, stem_languages, stems_of, words_of
from .query import Phrase, Prefix, Word

Span = tuple[int, int]
Finder = Callable[[str], list[Span]]
Pieces = list[tuple[str, bool]]
LENGTH = 240
READ = 20_000
_APART = r"[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_WORD = rf"{_APART}|(?:(?!{_APART})[^\W_])+(?:['’](?:(?!{_APART})[^\W_])+)*"


def finder_of(terms: Iterable[Word | Phrase | Prefix]) -> Finder:
    """Finds in a text as printed the words for which a query's terms found it."""
    exact: set[str] = set()
    stems: dict[str, set[str]] = {}
    beginnings: tuple[str, ...] = ()
    runs: set[str] = set()  # of characters that are words each, and found as a run
    for term in terms:
        runs.update(re.findall(f"(?:{_APART}){{2,}}", term.text))
        words = words_of(re.sub(f"(?:{_APART}){{2,}}", " ", term.text))
        exact.update(words)
        if isinstance(term, Prefix) and words:
            beginnings += (words[-1],)
        if not isinstance(term, Phrase):
            for language in stem_languages(fold(term.text)):
                stems.setdefault(language, set()).update(stems_of(fold(term.text), language))
    pieces = re.compile("|".join([*map(re.escape, sorted(runs, key=len, reverse=True)), _WORD]))
    known: dict[str, bool] = {}  # texts say the same words again and again

    def is_found(printed: str) -> bool:
        if printed not in known:
            known[printed] = printed in runs or any(
                word in exact
                or (beginnings and word.startswith(beginnings))
                or any(not stems[k].isdisjoint(stems_of(word, k)) for k in stem_languages(word) if k in stems)
                for word in _words_of(printed)
            )
        return known[printed]

    return lambda text: [m.span() for m in pieces.finditer(text) if is_found(m.group())]


@lru_cache(maxsize=20_000)
def _words_of(printed: str) -> tuple[str, ...]:
    return tuple(words_of(printed))


def marked(text: str, finder: Finder) -> Pieces:
    """The whole text as pieces; the second of each says whether it is to be marked."""
    return _pieces(text, finder(text), 0, len(text))


def snippet(text: str, finder: Finder, length: int = LENGTH) -> Pieces:
    """About `length` characters around the densest place of words that `finder` finds, else the beginning."""
    text = " ".join(text[:READ].split())
    hits = finder(text)
    if len(text) <= length:
        return _pieces(text, hits, 0, len(text))
    start = _densest(hits, length) if hits else 0
    start = _word_start(text, max(0, start - length // 4)) if start > length // 4 else 0
    end = _word_end(text, min(len(text), start + length))
    pieces = _pieces(text, hits, start, end)
    if start:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return pieces


def _densest(hits: Sequence[Span], length: int) -> int:
    """Where most marked words begin within half the length."""
    best, place, last = 0, hits[0][0], 0
    for first, (start, _end) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + length // 2:
            last += 1
        if last - first > best:
            best, place = last - first, start
    return place


def _word_start(text: str, at: int) -> int:
    space = text.rfind(" ", max(0, at - 30), at)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    space = text.find(" ", at, at + 30)
    return space if space >= 0 else at


def _pieces(text: str, hits: Sequence[Span], start: int, end: int) -> Pieces:
    pieces: Pieces = []
    at = start
    for first, last in hits:
        if first < at or last > end:
            continue
        if pieces and pieces[-1][1] and first - at <= 1 and text[at:first].strip() == "":
            pieces[-1] = (pieces[-1][0] + text[at:last], True)  # neighbours are one mark
        else:
            if first > at:
                pieces.append((text[at:first], False))
            pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    return pieces
