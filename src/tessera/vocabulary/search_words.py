"""What the search knows of words beyond their endings: data/search_words.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read


@dataclass(frozen=True, slots=True)
class Ring:
    """Words for the same. `outdated` ones are found in old texts and never shown."""

    terms: tuple[str, ...]
    outdated: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.terms, *self.outdated)


@cache
def rings() -> tuple[Ring, ...]:
    """Names of the same people or form of discrimination."""
    return tuple(Ring(tuple(one["terms"]), tuple(one["outdated"])) for one in read("search_words")["rings"])


@cache
def irregular_forms() -> dict[str, tuple[str, ...]]:
    """All forms of English words whose plurals are irregular, by each of them."""
    return {word: tuple(forms) for forms in read("search_words")["irregular"] for word in forms}


@cache
def words_apart() -> dict[str, str]:
    """English words that keep a stem of their own, and that stem's name."""
    return {word: words[0] for words in read("search_words")["apart"] for word in words}
