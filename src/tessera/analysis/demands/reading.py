"""What a text demands: of treaties, of what many ask for, and else by its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tessera.analysis.name_patterns import same_length_folded
from tessera.analysis.tagging import FAMILIES, codes_of_words
from tessera.analysis.treaties import CAPITALS, NAMING, treaties_asked
from tessera.analysis.treaty_names import treaties_named
from tessera.analysis.words import folded_words
from tessera.vocabulary.demands import Ask, asks, purposes
from tessera.vocabulary.treaties import own_treaty

from .clauses import clauses_of, head_of
from .weighing import Weighed, weighed

VERSION = 3  # raised with every change of what is read: texts are placed anew then
ACTS = {"accede": "ratify"}  # one demand in two words
SHORT = 130  # letters of a text that asks for one thing
MOST = 12  # demands of one text
LEAST = 7.5  # weight of a clause beside others: lighter ones tell nothing


class Part(NamedTuple):
    """What is told by words: those of one `block` may be compared, others never."""

    block: str
    words: Weighed


class Demanded(NamedTuple):
    """`keys` name what is demanded, whatever the language: each is a demand of its own, and so is each of `parts`, of
    which no rule knows the name."""

    keys: tuple[str, ...]
    parts: tuple[Part, ...]


def demands_read(
    text: str, *, body: str = "", language: str = "en", about_treaties: bool = True, leave_out: Sequence[str] = ()
) -> Demanded:
    """`body` is the mechanism whose text it is; `about_treaties` whether it may ask about any, as is known of records;
    `leave_out` the words of the name of the country that is asked."""
    keys: dict[str, None] = {}
    if about_treaties:
        for one in treaties_asked(text, body=body):
            keys[f"{ACTS.get(one.act, one.act)}:{one.treaty}"] = None
    about = bool(keys)
    parts: dict[Part, None] = {}
    clauses = clauses_of(text) if language == "en" else [text]
    for clause in clauses:
        words = folded_words(clause)
        groups = _groups(words, clause)
        named = _treaties(clause, body)
        if about and named:
            continue  # what it asks of them is told
        head = folded_words(head_of(clause)) if language == "en" else words
        told = weighed(head, leave_out=leave_out)
        found = [_key(ask, groups, told) for ask in _asks(clause, alone=not about, short=not named)]
        keys |= dict.fromkeys(found)
        if not found and told.stems and (len(clauses) == 1 or (told.weight >= LEAST and len(told.stems) > 1)):
            parts[Part(" ".join((language, told.act, *told.means, *groups, *named)), told)] = None
    return Demanded(tuple(keys)[:MOST], tuple(parts)[:MOST])


def _asks(text: str, *, alone: bool, short: bool) -> list[Ask]:
    """What the text asks for of all that many ask for. A purpose counts where nothing else is asked: `alone`."""
    plain = same_length_folded(text).lower()
    short = short and len(plain) <= SHORT
    near = [ask for ask in asks() if (short or not ask.early) and any(letters in plain for letters in ask.needs)]
    if not near:
        return []
    found = [ask for ask in near if _says(ask, purposes().sub(" ", plain))]
    if any(not ask.early for ask in found):
        return [ask for ask in found if not ask.early]
    return found or ([ask for ask in near if _says(ask, plain)] if alone else [])


def _says(ask: Ask, plain: str) -> bool:
    return bool(ask.says.search(plain) and not (ask.unless and ask.unless.search(plain)))


def _treaties(text: str, body: str) -> list[str]:
    """Codes of the treaties that a text names, whatever it asks of them."""
    lower = text.lower()
    if not (any(letters in lower for letters in NAMING) or CAPITALS.search(text)):
        return []
    return sorted({one.code for one in treaties_named(text, own=own_treaty(body))})


def _key(ask: Ask, groups: Sequence[str], told: Weighed) -> str:
    apart = [code for code in groups if ask.groups == "all" or code == ask.groups]
    means = [stem for stem in told.means if stem not in ask.means] if ask.early else []
    return ":".join((ask.code, *apart, *means))


def _groups(words: Sequence[str], text: str) -> list[str]:
    """Codes of the groups and intersections that a text names, in one order."""
    found = codes_of_words(words, text)
    return sorted({code for family in FAMILIES for code in found[family]})
