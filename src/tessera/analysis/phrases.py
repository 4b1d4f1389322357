"""Phrases of the vocabulary, made ready to be found among folded words.

Arabic writes "and", "for", "with" and the article together with the word: every form that a word may have without them
is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .words import folded_words

HAN = re.compile(r"[\u3400-\u9fff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN = "\u0600"  # words before it have one form
AND = "وف"  # "and", "then"
BEFORE = ("ب", "ك", "ل", "ال", "لل", "بال", "كال")  # "with", "as", "for", the article, and those together
SHORTEST = 3  # letters of an Arabic word that are left


class Token(NamedTuple):
    """One word of a phrase: any of some words, or what begins with any of some."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    def fits(self, word: str) -> bool:
        if word in self.exact or (self.prefixes and word.startswith(self.prefixes)):
            return True
        return word > LATIN and any(form in self.exact or form.startswith(self.prefixes) for form in forms(word))


Phrase = tuple[Token, ...]


def phrase(said: str) -> Phrase:
    """ "cast*" and "a|b" are as in the vocabulary's files."""
    return tuple(token for part in said.split() for token in _tokens(part))


class Phrases(NamedTuple):
    """Several phrases; `first` and `last` are all first and last words, so that most places are passed over at once."""

    each: tuple[Phrase, ...]
    first: Token
    last: Token

    def begin_at(self, words: Sequence[str], at: int) -> bool:
        """Whether any stands from `at` on."""
        if not 0 <= at < len(words) or not self.first.fits(words[at]):
            return False
        return any(stands_at(one, words, at) for one in self.each)

    def end_at(self, words: Sequence[str], end: int) -> bool:
        """Whether any stands right before `end`."""
        if not 0 < end <= len(words) or not self.last.fits(words[end - 1]):
            return False
        return any(stands_at(one, words, end - len(one)) for one in self.each)


def phrases(said: Iterable[str]) -> Phrases:
    """Those that are written in letters."""
    each = tuple(phrase(one) for one in said if not HAN.search(one))
    return Phrases(each, _any(one[0] for one in each), _any(one[-1] for one in each))


def han(said: Iterable[str]) -> tuple[str, ...]:
    """Those in Chinese, which writes no words apart."""
    return tuple(one for one in said if HAN.search(one))


def places(text: str, said: str) -> Iterator[int]:
    """Where a string stands in a text."""
    at = text.find(said)
    while at >= 0:
        yield at
        at = text.find(said, at + 1)


def stands_at(one: Phrase, words: Sequence[str], at: int) -> bool:
    """Whether a phrase stands among words from `at` on."""
    if at < 0 or at + len(one) > len(words):
        return False
    for token in one:  # asked a million times an import: a plain loop
        if not token.fits(words[at]):
            return False
        at += 1
    return True


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, ...]:
    """A word, and in Arabic what it is without what is written together with it."""
    if word < LATIN or not ARABIC.match(word):
        return (word,)
    found = [word]
    for one in (word, word[1:]) if word[0] in AND else (word,):
        found.append(one)
        found += [one[len(before) :] for before in BEFORE if one.startswith(before)]
    return tuple(dict.fromkeys(form for form in found if len(form) >= SHORTEST or form == word))


def _tokens(part: str) -> list[Token]:
    choices = [(folded_words(one), one.endswith("*")) for one in part.split("|")]
    if any(not words for words, _open in choices):
        raise ValueError(f"“{part}” has no word")
    if len(choices) > 1 and any(len(words) > 1 for words, _open in choices):
        raise ValueError(f"“{part}” is more than one word")
    if len(choices) == 1 and len(choices[0][0]) > 1:
        words, is_open = choices[0]
        return [*(_token([(one, False)]) for one in words[:-1]), _token([(words[-1], is_open)])]
    return [_token([(words[0], is_open) for words, is_open in choices])]


def _token(choices: Iterable[tuple[str, bool]]) -> Token:
    said = list(choices)
    return Token(frozenset(w for w, is_open in said if not is_open), tuple(w for w, is_open in said if is_open))


def _any(tokens: Iterable[Token]) -> Token:
    several = list(tokens)
    return Token(frozenset(w for t in several for w in t.exact), tuple(w for t in several for w in t.prefixes))
