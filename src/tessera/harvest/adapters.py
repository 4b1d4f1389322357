"""Finding the adapters of all sources by their source.yml, and the one that knows a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import yaml

from tessera.extraction import Sentence

from .columns import TableGuess
from .documents import document_records
from .read_records import RawRecord, ReadRecord, ReadStatus, decode
from .records import Extraction, Unrecognized
from .source_file import SourceFile

SOURCES = "tessera.sources"
NUL = b"\\u0000"  # as JSON writes it


@dataclass(frozen=True, slots=True)
class Expected:
    """How many records a file holds: at least, at most, and at least where it is all that the source has."""

    minimum: int = 0
    maximum: int = 10**9
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A source's facts (source.yml) and its adapter.

    The adapter of documents offers `recognizes(file)` and `extract(file)`; that of records `recognizes(file)`,
    `records(file)`, `read(body)` and `is_complete(file)`: whether what its scopes hold is all there is. One of tables
    whose columns people name as they like also has FIELDS (and whether each may hold several values) and
    `table_guess(file)`. `audience` is who may see what it brings. `expected` is by format. `accompanied` are the codes
    of sources whose files may be given with its own. `holds` says what the records are: recommendations, or
    ratifications.
    """

    code: str
    title: str
    formats: tuple[str, ...]
    version: int
    expected: Mapping[str, Expected]
    address: str
    audience: str
    adapter: Any
    accompanied: tuple[str, ...] = ()
    holds: str = "recommendations"

    @property
    def of_documents(self) -> bool:
        return hasattr(self.adapter, "extract")

    def recognizes(self, file: SourceFile) -> bool:
        return bool(self.adapter.recognizes(file))

    def extract(self, file: SourceFile) -> Extraction:
        """What a document holds; raises Unrecognized where that is nothing."""
        found: Extraction = self.adapter.extract(file)
        if not found.recommendations:
            raise Unrecognized(
                Sentence(
                    "“%(name)s” looks like %(kind)s, but no recommendation was found in it.",
                    name=file.name,
                    kind=self.title,
                )
            )
        return found

    def records(self, file: SourceFile) -> Iterator[RawRecord]:
        """Every record of a file, in order. Raises UnreadableFile where the file is broken, at the place."""
        found = document_records(self.extract(file)) if self.of_documents else self.adapter.records(file)
        for raw in found:
            yield raw if "\x00" not in raw.key + raw.scope else _without_nul(raw)

    def read(self, body: bytes) -> ReadRecord:
        """What a record says; raises Rejected where it says nothing. NUL, which no database keeps in a text, is left
        out."""
        if NUL in body or b"\x00" in body:
            body = body.replace(NUL, b"").replace(b"\x00", b"")
        return decode(body) if self.of_documents else cast(ReadRecord, self.adapter.read(body))

    @property
    def fields(self) -> Mapping[str, bool]:
        """What the columns of its tables may be, and whether each may hold several values; none where it knows them."""
        return cast(Mapping[str, bool], getattr(self.adapter, "FIELDS", {}))

    def table_guess(self, file: SourceFile) -> TableGuess:
        """What the columns of a table seem to be. Raises UnreadableFile."""
        return cast(TableGuess, self.adapter.table_guess(file))

    def expected_of(self, file: SourceFile) -> Expected:
        return self.expected.get(format_of(file)) or Expected()

    def read_status(self, body: bytes) -> ReadStatus:
        """What a record of a source of ratifications says; raises Rejected where it says nothing."""
        return cast(ReadStatus, self.adapter.read(body))

    def is_complete(self, file: SourceFile) -> bool:
        """Whether a record that is missing from the file's scopes is gone."""
        return self.of_documents or bool(self.adapter.is_complete(file))


def _without_nul(raw: RawRecord) -> RawRecord:
    return raw._replace(key=raw.key.replace("\x00", ""), scope=raw.scope.replace("\x00", ""))


@cache
def adapters() -> tuple[Source, ...]:
    """All sources, those that are hardest to mistake first (source.yml: order), then by code."""
    found = []
    for folder in files(SOURCES).iterdir():
        facts_file = folder.joinpath("source.yml")
        if not facts_file.is_file():
            continue
        facts = yaml.safe_load(facts_file.read_text(encoding="utf-8"))
        source = Source(
            code=facts["code"],
            title=facts["title"],
            formats=tuple(facts["formats"]),
            version=facts.get("version", 1),
            expected={form: Expected(**bounds) for form, bounds in facts.get("expected", {}).items()},
            address=facts.get("address", ""),
            audience=facts.get("audience", "public"),
            adapter=import_module(f"{SOURCES}.{folder.name}.adapter"),
            accompanied=tuple(facts.get("accompanied", ())),
            holds=facts.get("holds", "recommendations"),
        )
        found.append((facts.get("order", 50), source.code, source))
    return tuple(source for *_, source in sorted(found, key=lambda row: row[:2]))


def extract_file(path: Path, *, name: str = "") -> Extraction:
    """What a mechanism's document recommends.

    Raises UnreadableFile where the file cannot be read and Unrecognized where no source knows it or it holds no
    recommendation, each one sentence.
    """
    file = SourceFile(path, name or path.name)
    return source_of(file, only_documents=True).extract(file)


def source_of(file: SourceFile, *, only_documents: bool = False) -> Source:
    """The source that knows a file; raises Unrecognized where none does."""
    known = [source for source in adapters() if source.of_documents or not only_documents]
    found = next((source for source in known if source.recognizes(file)), None)
    if found is None:
        titles = ", ".join(source.title for source in known)
        raise Unrecognized(
            Sentence(
                "“%(name)s” is none of the documents that are known here (%(known)s).", name=file.name, known=titles
            )
        )
    return found


def format_of(file: SourceFile) -> str:
    """The form of a file as source.yml names it, told by its bytes and, among tables, by its name."""
    if file.is_json:
        return "json"
    if file.is_pdf:
        return "pdf"
    return file.path.suffix.lower().removeprefix(".")


def source_get(code: str) -> Source | None:
    """The source with a code."""
    return next((source for source in adapters() if source.code == code), None)


def companions(source: Source) -> tuple[Source, ...]:
    """The sources whose files may be given with this one's: addenda with reports."""
    return tuple(one for one in adapters() if one.code in source.accompanied)
