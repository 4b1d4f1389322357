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
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # the same where there are only the letters of ASCII


def finder_of(terms: Iterable[Word | Phrase | Prefix]) -> Finder:
    """Finds in a text as printed the words for which a query's terms found it."""
    wanted: set[tuple[str, str]] = set()  # words as they are, and stems with their language
    beginnings: tuple[str, ...] = ()
    runs: set[str] = set()  # of characters that are words each, and found as a run
    for term in terms:
        runs.update(re.findall(f"(?:{_APART}){{2,}}", term.text))
        words = words_of(re.sub(f"(?:{_APART}){{2,}}", " ", term.text))
        wanted.update(("", word) for word in words)
        if isinstance(term, Prefix) and words:
            beginnings += (words[-1],)
        if not isinstance(term, Phrase):
            folded = fold(term.text)
            wanted.update((k, stem) for k in stem_languages(folded) for stem in stems_of(folded, k))
    pieces = re.compile("|".join([*map(re.escape, sorted(runs, key=len, reverse=True)), _WORD]))
    found = _Found(wanted, beginnings, runs)

    def finder(text: str) -> list[Span]:
        if text.isascii():
            said = [word for word in set(_PLAIN.findall(text)) if found[word]]
            return (
                [m.span() for m in _any_word(tuple(sorted(said, key=len, reverse=True))).finditer(text)] if said else []
            )
        return [m.span() for m in pieces.finditer(text) if found[m.group()]]

    return finder


@lru_cache(maxsize=1_000)
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """These words as they stand in a text of ASCII's letters, the longest first."""
    return re.compile(rf"(?<![A-Za-z0-9])(?<![A-Za-z0-9]')(?:{'|'.join(words)})(?!'?[A-Za-z0-9])")


class _Found(dict[str, bool]):
    """Whether a word as printed is to be marked; texts say the same words again and again."""

    def __init__(self, wanted: set[tuple[str, str]], beginnings: tuple[str, ...], runs: set[str]) -> None:
        self.wanted, self.beginnings, self.runs = wanted, beginnings, runs

    def __missing__(self, printed: str) -> bool:
        self[printed] = out = (
            not self.wanted.isdisjoint(_said_by(printed))
            or printed in self.runs
            or (bool(self.beginnings) and any(word.startswith(self.beginnings) for word in words_of(printed)))
        )
        return out


@lru_cache(maxsize=50_000)
def _said_by(printed: str) -> tuple[tuple[str, str], ...]:
    """The words of a word as printed, and their stems in the languages they may be of."""
    words = words_of(printed)
    stems = [(k, stem) for word in words for k in stem_languages(word) for stem in stems_of(word, k)]
    return (*(("", word) for word in words), *stems)


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
