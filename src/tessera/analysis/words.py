"""Words of a text as they are compared: lower case, without accents and signs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def folded_words(text: str) -> list[str]:
    """The words of `text` in order."""
    if text.isascii():
        return WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text.translate(INVISIBLE).casefold())
    return WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def fingerprint(words: Sequence[str]) -> int:
    """A signed 64-bit number that is the same for texts whose letters and digits are the same."""
    return number_of("".join(words))


def number_of(text: str) -> int:
    """A signed 64-bit number made of a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
