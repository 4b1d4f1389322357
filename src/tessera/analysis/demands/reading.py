"""What a text demands: of treaties, of what many ask for, and else by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tessera.analysis.name_patterns import same_length_folded
from tessera.analysis.tagging import FAMILIES, codes_of_words
from tessera.analysis.treaties import NAMING, treaties_asked
from tessera.analysis.treaty_names import CAPITALS, treaties_named
from tessera.analysis.words import folded_words
from tessera.vocabulary.demands import Apart, Ask, Topic, acts, asks, clause_words, purposes, topics, word_weights
from tessera.vocabulary.treaties import own_treaty

from .clauses import clauses_of, head_of, phrased, spelt, without_beginning
from .weighing import Weighed, stem_of, weighed, weighed_stems

VERSION = 5  # raised with every change of what is read: texts are placed anew then
ACTS = {"accede": "ratify"}  # one demand in two words
SHORT = 150  # letters of a clause that may have a topic
BESIDE = 6.0  # weight of what may stand beside a topic
LONGEST = 400  # letters of a block
HELP = frozenset(["assistan", "experien"])  # stems: help and experience are of one kind wherever they are asked for
PUNISHED = "perpetrat"  # the stem: to prevent and punish is one demand, to punish alone another
MOST = 12  # demands of one text
LEAST = 5.0  # weight of a clause beside others: lighter ones tell nothing


class Part(NamedTuple):
    """What is told by words: those of one `block` may be compared, others never."""

    block: str
    words: Weighed


class Demanded(NamedTuple):
    """`keys` name what is demanded, whatever the language: each is a demand of its own, and so is each of `parts`, of
    which no rule knows the name. `ruled` are clauses whose names are known, by these."""

    keys: tuple[str, ...]
    parts: tuple[Part, ...]
    ruled: tuple[tuple[str, Part], ...] = ()


def demands_read(
    text: str, *, body: str = "", language: str = "en", about_treaties: bool = True, leave_out: Sequence[str] = ()
) -> Demanded:
    """`body` is the mechanism whose text it is; `about_treaties` whether it may ask about any, as is known of records;
    `leave_out` the words of the name of the country that is asked."""
    text = spelt(text)
    keys: dict[str, None] = {}
    if about_treaties:
        for one in treaties_asked(text, body=body):
            keys[f"{ACTS.get(one.act, one.act)}:{one.treaty}"] = None
    about = bool(keys)
    parts: dict[Part, None] = {}
    ruled: dict[str, Part] = {}
    clauses = clauses_of(text) if language == "en" else [text]
    for clause in clauses:
        groups, head = _groups(clause), head_of(clause) if language == "en" else clause
        part = _part(clause, head, groups, body=body, language=language, leave_out=leave_out)
        found = [_key(ask, groups, head) for ask in _asks(clause, alone=not about)]
        if not (found or _treaties(head, body)):
            found = _topics(head, groups, part.words, leave_out)
        keys |= dict.fromkeys(found)
        ruled |= {key: part for key in found if key not in ruled}
        if not (found or (about and _treaties(clause, body))) and _tells(part.words, alone=len(clauses) == 1):
            parts[part] = None
    return Demanded(tuple(keys)[:MOST], tuple(parts)[:MOST], tuple(ruled.items())[:MOST])


def clauses_read(text: str, *, leave_out: Sequence[str] = ()) -> list[Part]:
    """What each clause of an English text tells by words, in order, whether or not a rule knows its name."""
    return [_part(one, head_of(one), _groups(one), leave_out=leave_out) for one in clauses_of(spelt(text))]


def _part(
    clause: str,
    head: str,
    groups: Sequence[str],
    *,
    body: str = "",
    language: str = "en",
    leave_out: Sequence[str] = (),
) -> Part:
    words = folded_words(clause)
    told = weighed(_words_told(clause, head) if language == "en" else words, whole=words, leave_out=leave_out)
    # With what help is asked for stands all over the clause: it is the same only where all is.
    whole = () if HELP.isdisjoint(told.stems) else told.stems
    block = " ".join((language, told.act, *told.means, *groups, *_treaties(clause, body), *whole))
    return Part(block[:LONGEST], told)


def _tells(told: Weighed, *, alone: bool) -> bool:
    """Whether words tell what is asked for: beside others a clause must say more than what is to be done."""
    if alone:
        return bool(told.stems)
    return told.weight >= LEAST and len(set(told.stems).difference(told.means)) > 1


def _asks(clause: str, *, alone: bool) -> list[Ask]:
    """What the clause asks for of all that many ask for. A purpose counts where nothing else is asked: `alone`."""
    plain = same_length_folded(clause).lower()
    near = [ask for ask in asks() if any(letters in plain for letters in ask.needs)]
    if not near:
        return []
    found = [ask for ask in near if _says(ask, purposes().sub(" ", plain))]
    return found or ([ask for ask in near if _says(ask, plain)] if alone else [])


def _says(ask: Ask, plain: str) -> bool:
    return bool(ask.says.search(plain) and not (ask.unless and ask.unless.search(plain)))


def _treaties(text: str, body: str) -> list[str]:
    """Codes of the treaties that a text names, whatever it asks of them."""
    lower = text.lower()
    if not (any(letters in lower for letters in NAMING) or CAPITALS.search(text)):
        return []
    return sorted({one.code for one in treaties_named(text, own=own_treaty(body))})


def _topics(head: str, groups: Sequence[str], told: Weighed, leave_out: Sequence[str]) -> list[str]:
    """The keys of the topics of a short clause, where hardly anything stands beside them."""
    plain = same_length_folded(head).lower()
    if len(plain) > SHORT:
        return []
    near = [one for one in topics() if any(letters in plain for letters in one.needs)]
    found = [one for one in near if one.said.search(plain) and not one.unless.search(plain)]
    found = [one for one in found if one.act.search(plain) or (told.act != "end" and one.act in _usual())]
    if not found:
        return []
    rest = without_beginning(plain)
    for one in found:
        rest = one.act.sub(" ", one.said.sub(" ", rest))
    beside = weighed(folded_words(phrased(rest)), leave_out=leave_out)
    if weighed_stems(set(beside.stems).difference(told.means), act="").weight > BESIDE:
        return []
    own = frozenset().union(*(one.means for one in found))
    means = set(told.means) - own
    return [
        ":".join((one.code, *groups, *_named(one.apart, plain), *sorted(means | _apart(one, told, plain))))
        for one in found
    ]


def _apart(topic: Topic, told: Weighed, plain: str) -> set[str]:
    own = topic.means | ({PUNISHED} if topic.act.search(plain) else set())
    return set(word_weights().apart.intersection(told.stems) - own)


def _usual() -> tuple[re.Pattern[str], ...]:
    """Acts that go without saying: "continue its efforts in the field of ..."."""
    return tuple(acts()[name] for name in ("promote", "fight"))


def _key(ask: Ask, groups: Sequence[str], head: str) -> str:
    whom = (code for code in groups if ask.groups == "all" or code == ask.groups)
    return ":".join((ask.code, *whom, *_named(ask.apart, same_length_folded(head).lower())))


def _named(apart: Apart, plain: str) -> list[str]:
    return [name for name, said in apart if said.search(plain)]


def _words_told(clause: str, head: str) -> list[str]:
    """Words by which a clause is compared: its head; all of it where it asks for a law or for help, which what stands
    beside them tells apart."""
    clause, head = (clause_words().women_and_girls.sub("women", one) for one in (clause, head))
    words = folded_words(phrased(head))
    if any(stem_of(word) in clause_words().standards for word in words):
        return folded_words(phrased(without_beginning(clause)))
    return words


def _groups(clause: str) -> list[str]:
    """Codes of the groups and intersections that a clause names, in one order."""
    named = clause_words().women_and_girls.sub("women", clause)
    found = codes_of_words(folded_words(named), named)
    return sorted({code for family in FAMILIES for code in found[family]})
