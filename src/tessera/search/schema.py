"""The index's fields, and how a findable record becomes a document of it.

| field | holds |
|---|---|
| key, kind, facets | codes, as they are |
| columns | what facets are counted by (search.counting) |
| seen | pairs of audience tokens (or threes), alone and with the kind; a viewer must hold all of one of them |
| words | folded words of title, text and references in all languages, with their places |
| title, ref | the same of titles alone, and whole references: they weigh more, and have query fields of their own |
| stems_xx | the stems of what is written in that language, labels of tags included |
| plain | words as they are that no stemmer of the text's language stands for: references, other scripts |
| day, number | the ordinal of its date, its id: to order and to choose by |
| shown | JSON of what a list of results shows |
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import combinations, product
from typing import Any

import msgspec
import tantivy

from .counting import FACET, Facets, columns_fill, columns_of
from .folding import STEMMERS, analyzers, fold, for_stemming, stem_languages, words_of
from .registry import PUBLIC, Findable, Kind, Wording

FORMAT = 3
LATIN = ("en", "fr", "es")


def schema_make(facets: Facets) -> tantivy.Schema:
    """The schema with a field and columns for each facet."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "seen", "ref", *(FACET + f for f in facets)):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", *(column for f in facets for column in columns_of(f, facets))):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("words", "title"):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    builder.add_text_field("plain", tokenizer_name="words", index_option="position")
    for language in STEMMERS:
        builder.add_text_field(f"stems_{language}", tokenizer_name=f"stems_{language}", index_option="position")
    builder.add_unsigned_field("day", fast=True)
    builder.add_unsigned_field("number", fast=True, indexed=True)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def analyzers_register(index: tantivy.Index) -> None:
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)


def format_hash(kinds: Sequence[Kind], facets: Facets, place: str) -> str:
    """Differs whenever an index on disk no longer fits: its fields, its kinds, the engine, the database it is of."""
    said = [FORMAT, _engine(), place, list(facets.items()), sorted((k.code, k.version) for k in kinds)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


@cache
def _engine() -> str:
    """Its version, which the package's files on disk tell."""
    return version("tantivy")


def key_of(kind: str, record_id: int) -> str:
    return f"{kind}:{record_id}"


def seen_token(own: str, parent: str, kind: str = "") -> str:
    """What a viewer who holds both tokens may see, of every kind or of one."""
    return f"{kind} {own} {parent}"


def seen_by(tokens: frozenset[str], kinds: Sequence[str], deep: Sequence[str]) -> list[str]:
    """What a viewer who holds `tokens` may see of `kinds` ("": of every kind); of `deep`, threes as well as pairs.

    Everybody holds "public", so that threes are of other tokens, in a fixed order.
    """
    pairs = [seen_token(own, parent, kind) for own in tokens for parent in tokens for kind in kinds]
    threes = [" ".join((kind, *three)) for three in combinations(sorted(tokens - PUBLIC), 3) for kind in deep]
    return pairs + threes


def document_json(kind: str, found: Findable, facets: Facets) -> str:
    """The document of one record. Every text is folded here, so that the analyzers only cut it into words.

    Written as the JSON that the engine reads: of a document's seventy values most come again and again with others, and
    are written once for all of them.
    """
    parts = [_seen(found.audience, found.audience_parent, found.audience_above, kind)]
    parts += [_facet(name, tuple(found.facets.get(name, ())), count) for name, count in facets.items()]
    held: dict[str, list[str]] = {"words": []}
    for reference in found.references:
        held.setdefault("ref", []).append(reference_key(reference))
        folded = fold(reference)
        held["words"].append(folded)
        held.setdefault("plain", []).append(folded)
    for language, wording in found.wordings.items():
        _words_add(held, language, wording)
    own = {"key": key_of(kind, found.id), "day": found.day, "number": found.id}
    shown = b64encode(_encode(_shown(kind, found))).decode("ascii")
    return "".join(["{", *parts, _encode(own | held).decode()[1:-1], ',"shown":"', shown, '"}'])


_encode = msgspec.json.Encoder().encode


@lru_cache(maxsize=1_000)
def _seen(audience: frozenset[str], parent: frozenset[str], above: frozenset[str], kind: str) -> str:
    if above == PUBLIC:
        tokens = [seen_token(a, p, k) for a in sorted(audience) for p in sorted(parent) for k in ("", kind)]
    else:
        tokens = [" ".join((k, *names)) for names in _together(audience, parent, above) for k in ("", kind)]
    return _encode({"kind": kind, "seen": tokens}).decode()[1:-1] + ","


def _together(*audiences: frozenset[str]) -> list[list[str]]:
    """Tokens of which a viewer must hold all, one of each audience: two or three. Nobody is two people."""
    found = {frozenset(one) - PUBLIC for one in product(*audiences)}
    can_be = [names for names in found if sum(name.startswith("person:") for name in names) < 2]
    return sorted([*sorted(names), *["public"] * (2 - len(names))] for names in can_be)


@lru_cache(maxsize=100_000)
def _facet(name: str, values: tuple[Any, ...], count: int) -> str:
    """A facet's values as they are searched for and as they are counted."""
    codes = tuple(map(code_of, values))
    found = f'"{FACET}{name}":[{",".join(map(_quoted, codes))}],' if codes else ""
    return found + "".join(
        f'"{column}":"",' if held == "" else f'"{column}":{_quoted(held)},'
        for column, held in columns_fill(name, codes, count)
    )


@lru_cache(maxsize=20_000)
def _quoted(text: str) -> str:
    return _encode(text).decode()


def _words_add(held: dict[str, list[str]], language: str, wording: Wording) -> None:
    if wording.title:
        held.setdefault("title", []).append(fold(wording.title))
    for text in (wording.title, wording.text, wording.others):
        if text:
            folded = fold(text)
            held["words"].append(folded)
            _stems_add(held, language, folded)
    for label in wording.labels:
        for field, words in _label(label, language).items():
            held.setdefault(field, []).extend(words)


@lru_cache(maxsize=20_000)
def code_of(value: Any) -> str:
    """What comes again and again, folded; without commas, which stand between the values of a filter."""
    return " ".join(fold(str(value)).replace(",", " ").split())


@lru_cache(maxsize=20_000)
def _label(label: str, language: str) -> dict[str, list[str]]:
    """What a tag's label gives to be found; it comes with thousands of records."""
    held: dict[str, list[str]] = {}
    _stems_add(held, language, code_of(label))
    return held


def _stems_add(held: dict[str, list[str]], language: str, folded: str) -> None:
    """What a word finds: stems of the text's language, and as they are the words that this language does not stem."""
    if language not in STEMMERS:
        held.setdefault("plain", []).append(folded)
        return
    held.setdefault(f"stems_{language}", []).append(for_stemming(folded, language))
    mixed = language not in LATIN or not folded.isascii()
    if mixed and any(language not in stem_languages(word) for word in words_of(folded)):
        held.setdefault("plain", []).append(folded)


def reference_key(reference: str) -> str:
    """A reference as one term: folded, its spaces single."""
    return " ".join(fold(reference).split())


def _shown(kind: str, found: Findable) -> dict[str, Any]:
    return {
        "k": kind,
        "i": found.id,
        "w": {language: [w.title, w.text] for language, w in found.wordings.items()},
        "u": found.url_name,
        "a": [str(a) for a in found.url_args],
        "n": found.anchor,
        "r": list(found.references),
    }
