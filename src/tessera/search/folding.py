"""How words are made comparable, the same for what is indexed and for what is asked: pure functions.

`fold` takes away case, accents, vowel signs, letters' variants, elided articles and the English possessive, and sets
Chinese and Japanese characters apart (each is a word of its own, and a run of them a phrase). Everything below is a
function of the folded text, so that "Türkiye" and "turkiye" can only find the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import tantivy

from tessera.vocabulary.search_words import words_apart

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
LONGEST = 100
OF_THEIR_OWN = "0"  # ends the stem of a word that is kept apart; no stemmer knows it

_LETTERS = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n"}
_LETTERS |= {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ـ": "", "’": "'", "ʼ": "'", "‘": "'", "\u00ad": ""}
_MARKS = ((0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED))
_APART = ((0x3041, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_ELIDED = re.compile(r"\b(?:[ldnsjmtc]|qu|lorsqu|puisqu|quoiqu|jusqu)'(?=\w)|(?<=\w)'s\b")
# Stemmers know these endings by the accent that folding took away; which words get one back matters less than that
# asked and indexed words get it alike.
_ACCENTED = {
    "es": (re.compile(r"(?<=[cs])ion\b"), "ión"),
    "es ": (re.compile(r"ia(s?)\b"), r"ía\1"),
    "fr": (re.compile(r"ee(s?)\b"), r"ée\1"),
}


class _Table(dict[int, str]):
    """What becomes of each character; filled in as characters come."""

    def __missing__(self, code: int) -> str:
        self[code] = out = _folded(chr(code), code)
        return out


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _folded(char: str, code: int) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if _within(code, _MARKS):
        return ""
    if _within(code, _APART):
        return f" {char} "
    if (digit := unicodedata.decimal(char, None)) is not None:
        return str(digit)
    base = unicodedata.normalize("NFD", char)[0]
    # Other scripts' letters are letters of their own, whatever they are composed of (й, ї).
    return _LETTERS.get(base, base) if base < "\u0400" else char


_TABLE = _Table()


def fold(text: str) -> str:
    """`text` without case, accents and variants of letters."""
    if text.isascii():
        folded = text.lower()
    else:
        composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        folded = composed.translate(_TABLE)
    return _ELIDED.sub("", folded) if "'" in folded else folded


def for_stemming(folded: str, language: str) -> str:
    """Folded text as its language's stemmer is to see it: with the few accents that it cannot do without, and words
    apart that it would take for others ("minorities" are no "minors")."""
    if language == "en":
        for word, pattern in _apart():
            if word in folded:
                folded = pattern.sub(words_apart()[word] + OF_THEIR_OWN, folded)
        return folded
    for key in (language, f"{language} "):
        if key in _ACCENTED:
            pattern, accented = _ACCENTED[key]
            folded = pattern.sub(accented, folded)
    return folded


@lru_cache(maxsize=1)
def _apart() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One by one: looking whether a word is in a text at all is far faster than a pattern of all."""
    return tuple((word, re.compile(rf"\b{word}\b")) for word in words_apart())


@lru_cache(maxsize=1)
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """The analyzer of plain words, and one per language with a stemmer; their names stand in the index's schema."""
    made = {"words": _analyzer()}
    for language, stemmer in STEMMERS.items():
        made[f"stems_{language}"] = _analyzer(tantivy.Filter.stemmer(stemmer))
    return made


def _analyzer(*filters: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(LONGEST))
    for one in filters:
        builder = builder.filter(one)
    return builder.build()


def words_of(text: str) -> list[str]:
    """The folded words of `text` in order."""
    return analyzers()["words"].analyze(fold(text))


@lru_cache(maxsize=20_000)
def stems_of(folded: str, language: str) -> tuple[str, ...]:
    """The stems of folded words in a language that has a stemmer."""
    return tuple(analyzers()[f"stems_{language}"].analyze(for_stemming(folded, language)))


@lru_cache(maxsize=20_000)
def stem_languages(word: str) -> tuple[str, ...]:
    """The languages whose stemmer may say something of a folded word, by its script."""
    first = next((c for c in word if c.isalpha()), "")
    if "\u0400" <= first <= "\u052f":
        return ("ru",)
    if "\u0600" <= first <= "\u06ff":
        return ("ar",)
    return ("en", "fr", "es") if first and first < "\u0250" else ()
