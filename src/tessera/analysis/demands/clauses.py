"""A text in clauses, each of which asks for one thing, without what says how, why or by which standard."""

from __future__ import annotations

import re
from functools import cache

from tessera.vocabulary.demands import clause_words

WORD = re.compile(r"[^\W_]+")


def clauses_of(text: str) -> list[str]:
    """The clauses of an English text, in order. What has verbs alone, or asides, belongs to what follows: "prevent and
    punish"; what points back ("and protect them") tells nothing by itself."""
    found: list[str] = []
    held = ""
    for piece in _ends().split(text):
        held = f"{held} {piece}".strip()
        if _says_what(clause_words().asides.sub(" ", held)):
            if not (found and _points_back(held)):
                found.append(held)
            held = ""
    return found or [text]


def spelt(text: str) -> str:
    """The text with names of treaties as they are spelt, where they are often misspelt."""
    for wrong, right in clause_words().misspelt.items():
        if wrong in text:
            text = text.replace(wrong, right)
    return text


def phrased(text: str) -> str:
    """The text with the vocabulary's phrases as one word each."""
    for word, said in clause_words().phrases:
        text = said.sub(word, text)
    return text


def head_of(clause: str) -> str:
    """What is to be done, without the standard, the purpose, the help or the examples that are named beside it."""
    head = clause_words().asides.sub(" ", clause)
    return without_beginning(head if _says_what(head) else clause)


def without_beginning(clause: str) -> str:
    """Without "continue to take all necessary measures to"."""
    rest = clause_words().light.sub("", clause)
    return rest if _says_what(rest) else clause


def _says_what(clause: str) -> bool:
    own = clause_words()
    return any(
        word not in own.verbs and word not in own.empty and not word.endswith("ly")
        for word in WORD.findall(clause.lower())
    )


def _points_back(clause: str) -> bool:
    words = WORD.findall(clause.lower())
    return any(
        word in clause_words().backward and following != "of"
        for word, following in zip(words, [*words[1:], ""], strict=True)
    )


@cache
def _ends() -> re.Pattern[str]:
    own = clause_words()
    verbs = "|".join(sorted(own.verbs - own.also_nouns))
    return re.compile(
        rf"\s*;\s+|\s+[-–—]\s+|(?<=[a-z)])\.\s+(?=[A-Z])"
        rf"|\s*,?\s*\b(?:and|as well as|while)\s+(?=(?:to\s+|also\s+|further\s+|\w+ly\s+)*(?:{verbs})\b)"
        rf"|\s*,\s*(?=(?:{verbs})\b)"
    )
