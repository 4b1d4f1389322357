"""Where words name groups concerned and intersections, by the rules of the vocabulary (data/naming.yml).

Everything is found among folded words, of which an import has hundreds of thousands of lists: words that tell nothing
are known by heart, and what makes a name something else is only asked where there is a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from tessera.vocabulary.naming import Head, NamingRule, denied, heads, kinds, links, naming_rules, others, titles

from .phrases import HAN, Phrase, Phrases, Token, forms, han, phrase, phrases, places, stands_at
from .reciting import is_recited, is_recited_in_chinese, silenced

MOST_SILENT = 200_000
FARTHEST_KIND = 8  # words before a head among which its kinds are looked for
_silent: set[str] = set()  # words that were looked up and tell nothing


class Named(NamedTuple):
    """Words `start` to `end` name a code; `rule` is the id of what says so."""

    family: str
    code: str
    start: int
    end: int
    rule: str


_place = attrgetter("start", "end")


class Guard(NamedTuple):
    """What makes a name something else."""

    after: Phrases
    before: Phrases


class Entry(NamedTuple):
    """What may begin with a word: a phrase of a rule, or a head; `tail` are the words behind the first.

    Of one word that names something whatever stands beside it, `plain` is what it names: family, code, rule.
    """

    tail: Phrase
    guard: Guard
    rule: NamingRule | None
    head: Head | None
    plain: tuple[str, str, str] | None = None


def named(words: Sequence[str], *, countries: Collection[str] = (), language: str = "") -> list[Named]:
    """What folded words name, in their order. `countries` are those that the text is about, as far as known."""
    found: list[Named] = []
    denials = _denied()
    for word in set(words).difference(_silent):
        if not _beginning(word):
            if len(_silent) < MOST_SILENT:
                _silent.add(word)
            continue
        at = -1
        for _ in range(words.count(word)):
            at = words.index(word, at + 1)
            entries = _entries(word, words[at + 1] if at + 1 < len(words) else "")
            if not entries or (at and words[at - 1] in denials):
                continue
            for entry in entries:
                if entry.plain is not None:
                    found.append(Named(*entry.plain[:2], at, at + 1, entry.plain[2]))
                else:
                    found += _named_by(entry, words, at, countries, language)
    found.sort(key=_place)
    titles_there = silenced(words) if found else ()
    return [one for one in found if not any(a <= one.start < b for a, b in titles_there)] if titles_there else found


def named_in_chinese(text: str, *, countries: Collection[str] = (), language: str = "") -> list[Named]:
    """What a text's Chinese names: `start` and `end` are places in the text."""
    if text.isascii() or not HAN.search(text):
        return []
    return [
        Named(rule.family, rule.code, at, at + len(word), rule.id)
        for rule in naming_rules()
        if holds(rule, countries, language)
        for word in han(rule.words)
        for at in places(text, word)
        if not text[:at].endswith(("非", *han(rule.unless_after)))
        and not text[at + len(word) :].startswith(han(rule.unless_before))
        and not (rule.ground and is_recited_in_chinese(text, at))
        and not any(title in text[max(0, at - 14) : at + 14] for title in han(titles().names))
    ]


def holds(rule: NamingRule, countries: Collection[str], language: str) -> bool:
    """Whether a rule holds for texts about some countries in a language ("" where it is not known)."""
    if rule.language and language and rule.language != language:
        return False
    if not rule.places and not rule.not_places:
        return True
    if rule.places:
        return not rule.places.isdisjoint(countries)
    return bool(countries) and rule.not_places.isdisjoint(countries)


def is_unconditional(rule: NamingRule) -> bool:
    """Whether its words say it wherever they stand."""
    conditions = rule.unless_after, rule.unless_before, rule.ground, rule.places, rule.not_places, rule.language
    return not any(conditions)


def _named_by(
    entry: Entry, words: Sequence[str], at: int, countries: Collection[str], language: str
) -> Sequence[Named]:
    """What an entry says that may begin at a place."""
    end = at + 1 + len(entry.tail)
    if (entry.tail and not stands_at(entry.tail, words, at + 1)) or _is_else(entry.guard, words, at, end):
        return ()
    if entry.head is not None:
        return list(_kinds_named(entry.head, words, at))
    rule = entry.rule
    if rule is None or not holds(rule, countries, language) or (rule.ground and is_recited(words, at, end)):
        return ()
    return (Named(rule.family, rule.code, at, end, rule.id),)


def _is_else(guard: Guard, words: Sequence[str], at: int, end: int) -> bool:
    return guard.after.end_at(words, at) or guard.before.begin_at(words, end)


def _kinds_named(head: Head, words: Sequence[str], at: int) -> Iterator[Named]:
    """One group for each kind that stands beside a head."""
    beside = list(_kinds_before(head, words, at)) if head.before else []
    behind = list(_kinds_behind(words, at, head.behind))
    found: dict[str, tuple[int, int]] = {}
    for code, place in [*beside, *behind]:
        found.setdefault(code, (min(at, place), max(at, place) + 1))
    if head.only and not any(words[place] in head.only for _code, place in beside):
        return
    if not found and head.otherwise:
        found[head.otherwise] = (at, at + 1)
    for code, (start, end) in found.items():
        if code:
            yield Named("groups", code, start, end, f"{head.id}.{code}")


def _kinds_before(head: Head, words: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """Kinds right before a head, and those joined to them; "other" beside it is one, too."""
    if at and words[at - 1] in _links():
        return
    for place in range(at - 1, max(-1, at - 1 - FARTHEST_KIND), -1):
        if (code := _kind(words[place])) is not None:
            yield code, place
        elif place == at - 1 and _others().begin_at(words, place):
            yield head.otherwise, place
        elif words[place] not in _links():
            return


def _kinds_behind(words: Sequence[str], at: int, far: int) -> Iterator[tuple[str, int]]:
    for place in range(at + 1, min(len(words), at + 1 + far)):
        code = _kind(words[place])
        if code:
            yield code, place
        elif place == at + 1 or words[place] not in _links():
            return


@lru_cache(maxsize=20_000)
def _kind(word: str) -> str | None:
    """The code of a kind, "" for one that no group follows from, None for no kind."""
    return next((code for code, tokens in _kinds() if any(token.fits(word) for token in tokens)), None)


@cache
def _kinds() -> tuple[tuple[str, tuple[Token, ...]], ...]:
    return tuple((code, tuple(phrase(word)[0] for word in words)) for code, words in kinds().items())


@cache
def _links() -> frozenset[str]:
    return frozenset(links())


@cache
def _others() -> Phrases:
    return phrases(others())


@cache
def _denied() -> frozenset[str]:
    return frozenset(denied())


@lru_cache(maxsize=100_000)
def _entries(word: str, following: str) -> tuple[Entry, ...]:
    """What may begin with two words."""
    return tuple(one for one in _beginning(word) if not one.tail or one.tail[0].fits(following))


@lru_cache(maxsize=100_000)
def _beginning(word: str) -> tuple[Entry, ...]:
    exact, prefixes = _index()
    found: dict[int, Entry] = {}
    for form in forms(word):
        found |= {id(one): one for one in exact.get(form, ())}
        for length in range(1, len(form) + 1):
            found |= {id(one): one for one in prefixes.get(form[:length], ())}
    return tuple(found.values())


@cache
def _index() -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """Entries by their first word, and by that with which their first word begins."""
    exact: dict[str, list[Entry]] = defaultdict(list)
    prefixes: dict[str, list[Entry]] = defaultdict(list)
    for made, (first, *tail) in _made():
        entry = made._replace(tail=tuple(tail))
        if made.rule is not None and not tail and is_unconditional(made.rule):
            entry = entry._replace(plain=(made.rule.family, made.rule.code, made.rule.id))
        for word in first.exact:
            exact[word].append(entry)
        for word in first.prefixes:
            prefixes[word].append(entry)
    return exact, prefixes


def _made() -> Iterator[tuple[Entry, Phrase]]:
    for rule in naming_rules():
        guard = Guard(phrases(rule.unless_after), phrases(rule.unless_before))
        yield from ((Entry((), guard, rule, None), one) for one in phrases(rule.words).each)
    for head in heads():
        guard = Guard(phrases(head.unless_after), phrases(head.unless_before))
        yield from ((Entry((), guard, None, head), one) for one in phrases(head.words).each)
