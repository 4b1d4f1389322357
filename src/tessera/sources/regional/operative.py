"""Operative paragraphs of resolutions: each begins with a verb, and they need no numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tessera.extraction import Line, joined
from tessera.vocabulary.asking import asking

from .layouts import facts

NUMBER = re.compile(r"\W*(?:(\d{1,2}|[ivx]{1,5})[.)]\s*)?")


def operative_paragraphs(lines: Sequence[Line], *, end: re.Pattern[str]) -> list[tuple[str, str, str, int]]:
    """Number, text, kind and page of those that ask or decide, in order."""
    held: list[list[Line]] = []
    for line in lines:
        if held and end.fullmatch(line.text):
            break
        if _opens().match(line.text):
            held.append([line])
        elif held:
            held[-1].append(line)
    found = []
    for paragraph in held:
        text = joined([line.text for line in paragraph])
        number = NUMBER.match(text)
        words = text[number.end() :] if number else text
        if kind := _kind(words):
            found.append(((number[1] or "") if number else "", words, kind, paragraph[0].page))
    return found


def _kind(words: str) -> str:
    if re.match(facts()["decides"], words, re.IGNORECASE):
        return "decision"
    asks = re.match(rf"(?:(?:further|also|strongly|urgently|once again)\s+)*{asking().asks}", words, re.IGNORECASE)
    return "recommendation" if asks else ""


@cache
def _opens() -> re.Pattern[str]:
    """Upper case, as resolutions print it, tells the verb from one within a sentence."""
    return re.compile(rf"\W*(?:(?:\d{{1,2}}|[ivx]{{1,5}})[.)]\s*)?(?=[A-Z])(?i:{facts()['operative']})\b")
