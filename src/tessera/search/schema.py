"""The index's fields, and how a findable record becomes a document of it.

| field | holds |
|---|---|
| key, kind, facets | codes, as they are; facets also as columns to count by |
| own, parent | audience tokens; a viewer must hold one of each |
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
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import msgspec
import tantivy

from .folding import STEMMERS, analyzers, fold, for_stemming, stem_languages, words_of
from .registry import Findable, Kind, Wording

FORMAT = 3
FACET = "f_"
LATIN = ("en", "fr", "es")


def schema_make(facets: Sequence[str]) -> tantivy.Schema:
    """The schema with a column for each facet."""
    builder = tantivy.SchemaBuilder()
    for name in ("key", "own", "parent", "ref"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("kind", *(FACET + f for f in facets)):
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


def format_hash(kinds: Sequence[Kind], facets: Sequence[str], place: str) -> str:
    """Differs whenever an index on disk no longer fits: its fields, its kinds, the engine, the database it is of."""
    said = [FORMAT, version("tantivy"), place, list(facets), sorted((k.code, k.version) for k in kinds)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def key_of(kind: str, record_id: int) -> str:
    return f"{kind}:{record_id}"


def document_make(kind: str, found: Findable, facets: Sequence[str]) -> tantivy.Document:
    """The document of one record. Every text is folded here, so that the analyzers only cut it into words."""
    document = tantivy.Document()
    document.add_text("key", key_of(kind, found.id))
    document.add_text("kind", kind)
    for token in found.audience:
        document.add_text("own", token)
    for token in found.audience_parent:
        document.add_text("parent", token)
    for name, values in found.facets.items():
        if name in facets:
            for value in values:
                document.add_text(_column(name), _code(value))
    for reference in found.references:
        document.add_text("ref", reference_key(reference))
        folded = fold(reference)
        document.add_text("words", folded)
        document.add_text("plain", folded)
    for language, wording in found.wordings.items():
        _words_add(document, language, wording)
    document.add_unsigned("day", found.day)
    document.add_unsigned("number", found.id)
    document.add_bytes("shown", msgspec.json.encode(_shown(kind, found)))
    return document


def _words_add(document: tantivy.Document, language: str, wording: Wording) -> None:
    if wording.title:
        document.add_text("title", fold(wording.title))
    for text in (wording.title, wording.text, wording.others):
        if text:
            folded = fold(text)
            document.add_text("words", folded)
            _stems_add(document, language, folded)
    if wording.labels:
        _stems_add(document, language, _code(wording.labels))


@lru_cache(maxsize=100)
def _column(facet: str) -> str:
    return FACET + facet


@lru_cache(maxsize=20_000)
def _code(value: Any) -> str:
    """What comes again and again, folded."""
    return fold(str(value))


def _stems_add(document: tantivy.Document, language: str, folded: str) -> None:
    """What a word finds: stems of the text's language, and as they are the words that this language does not stem."""
    if language not in STEMMERS:
        document.add_text("plain", folded)
        return
    document.add_text(f"stems_{language}", for_stemming(folded, language))
    mixed = language not in LATIN or not folded.isascii()
    if mixed and any(language not in stem_languages(word) for word in words_of(folded)):
        document.add_text("plain", folded)


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
