"""Words of a text as they are compared: lower case, without accents and signs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class _Folds(dict[int, str]):
    """What each sign is compared as, worked out when it is first met; `uneven` are those that are not one sign then."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


FOLDS = _Folds()


def folded_words(text: str) -> list[str]:
    """The words of `text` in order."""
    return WORD.findall(text.lower() if text.isascii() else text.translate(FOLDS))


def _folded(character: str) -> str:
    if ord(character) in INVISIBLE:
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", character.casefold()) if not unicodedata.combining(c))


def fingerprint(words: Sequence[str]) -> int:
    """A signed 64-bit number that is the same for texts whose letters and digits are the same."""
    return number_of("".join(words))


def number_of(text: str) -> int:
    """A signed 64-bit number made of a text."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
