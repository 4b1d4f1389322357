"""What a text demands: of treaties, of what many ask for, and else by its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tessera.analysis.name_patterns import same_length_folded
from tessera.analysis.tagging import FAMILIES, codes_of_words
from tessera.analysis.treaties import NAMING, treaties_asked
from tessera.analysis.treaty_names import CAPITALS, treaties_named
from tessera.analysis.words import folded_words
from tessera.vocabulary.demands import Ask, asks, purposes
from tessera.vocabulary.treaties import own_treaty

from .weighing import Weighed, weighed

VERSION = 2  # raised with every change of what is read: texts are placed anew then
ACTS = {"accede": "ratify"}  # one demand in two words
SHORT = 130  # letters of a text that asks for one thing
MOST = 12  # demands of one text


class Demanded(NamedTuple):
    """`keys` name what is demanded, whatever the language: each is a demand of its own. Where there are none the words
    tell it: those of one `block` may be compared, others never."""

    keys: tuple[str, ...]
    block: str
    words: Weighed


def demands_read(
    text: str, *, body: str = "", language: str = "en", about_treaties: bool = True, leave_out: Sequence[str] = ()
) -> Demanded:
    """`body` is the mechanism whose text it is; `about_treaties` whether it may ask about any, as is known of records;
    `leave_out` the words of the name of the country that is asked."""
    words = folded_words(text)
    groups = _groups(words, text)
    keys: dict[str, None] = {}
    if about_treaties:
        for one in treaties_asked(text, body=body):
            keys[f"{ACTS.get(one.act, one.act)}:{one.treaty}"] = None
    named = _treaties(text, body)
    keys |= dict.fromkeys(_key(ask, groups) for ask in _asks(text, alone=not keys, short=not (keys or named)))
    told = weighed(words, leave_out=leave_out)
    block = " ".join((language, told.act, *groups, *(named if not keys else ())))
    return Demanded(tuple(keys)[:MOST], block, told)


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


def _key(ask: Ask, groups: Sequence[str]) -> str:
    apart = [code for code in groups if ask.groups == "all" or code == ask.groups]
    return ":".join((ask.code, *apart))


def _groups(words: Sequence[str], text: str) -> list[str]:
    """Codes of the groups and intersections that a text names, in one order."""
    found = codes_of_words(words, text)
    return sorted({code for family in FAMILIES for code in found[family]})
