"""Which other words a query's words find: irregular forms always, names of the same people unless switched off.

Only words typed without quotation marks are widened, each by itself, so that the laws of AND, OR and NOT hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tessera.vocabulary.search_words import Ring, irregular_forms, rings

from .folding import fold
from .query import And, Node, Not, Or, Phrase, Prefix, Word


@dataclass(frozen=True, slots=True)
class Widened:
    """A word as typed, and the names it also found; `outdated` says that names were searched for which are not
    shown."""

    word: str
    others: tuple[str, ...]
    outdated: bool


def widen(node: Node, *, names: bool) -> tuple[Node, list[Widened]]:
    """The tree with other words beside each word, and what to tell the reader; `names`: other names, too."""
    told: list[Widened] = []
    return _widen(node, names, told), list(dict.fromkeys(told))


def _widen(node: Node, names: bool, told: list[Widened]) -> Node:
    match node:
        case And(parts):
            return And(tuple(_widen(p, names, told) for p in parts))
        case Or(parts):
            return Or(tuple(_widen(p, names, told) for p in parts))
        case Not(part):
            return Not(_widen(part, names, told))
        case Prefix(text):
            others = _others(text, names, told)
            return Or((node, *others)) if others else node
        case Word(text):
            others = _others(text, names, told)
            return Or((node, *others)) if others else node
    return node


def _others(text: str, names: bool, told: list[Widened]) -> list[Node]:
    word = fold(text)
    others: list[Node] = [Word(form) for form in irregular_forms().get(word, ()) if form != word]
    ring = _ring_of().get(word) if names else None
    if ring:
        others += [Phrase(name) if " " in name else Word(name) for name in ring.words if fold(name) != word]
        shown = tuple(name for name in ring.terms if fold(name) != word)
        told.append(Widened(text, shown, bool(ring.outdated)))
    return others


@cache
def _ring_of() -> dict[str, Ring]:
    return {fold(name): ring for ring in rings() for name in ring.words}
