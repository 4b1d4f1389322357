"""The language of a text among the six of the United Nations, by its script and its commonest words.

Enough to know how to stem it; recommendations are too many for a statistical detector at import.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)
_COMMON = {
    "en": frozenset(["the", "of", "and", "to", "in", "for", "with", "that", "on", "by", "all", "its"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "du", "en", "pour", "dans", "une", "aux", "par", "que", "l", "d"]),
    "es": frozenset(["el", "la", "los", "las", "de", "del", "y", "en", "para", "con", "por", "una", "que", "al"]),
}
HALF = 2


def language_of(text: str, words: Collection[str]) -> str:
    """ "en", "fr", "es", "ru", "ar" or "zh"; English where nothing tells. `words` are the folded words of `text`."""
    if not text.isascii():
        for code, script in _SCRIPTS:
            if len(script.findall(text)) * HALF > sum(map(str.isalpha, text)):
                return code
    seen = set(words)
    if len(seen & _COMMON["en"]) >= HALF and "the" in seen:
        return "en"
    counts = {code: len(seen & common) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > HALF and counts[best] > counts["en"] else "en"
