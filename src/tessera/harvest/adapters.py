"""Finding the adapters of all sources by their source.yml, and the one that knows a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

import yaml

from tessera.extraction import Sentence

from .records import Extraction, Unrecognized
from .source_file import SourceFile

SOURCES = "tessera.sources"


class Adapter(Protocol):
    """A source's adapter.py."""

    def recognizes(self, file: SourceFile) -> bool:
        """Whether this is one of the source's documents."""

    def extract(self, file: SourceFile) -> Extraction:
        """What the document holds."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source's facts (source.yml) and its adapter."""

    code: str
    title: str
    formats: tuple[str, ...]
    adapter: Adapter


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
            adapter=cast(Adapter, import_module(f"{SOURCES}.{folder.name}.adapter")),
        )
        found.append((facts.get("order", 50), source.code, source))
    return tuple(source for *_, source in sorted(found, key=lambda row: row[:2]))


def extract_file(path: Path, *, name: str = "") -> Extraction:
    """What a mechanism's document recommends.

    Raises UnreadableFile where the file cannot be read and Unrecognized where no source knows it or it holds no
    recommendation, each one sentence.
    """
    file = SourceFile(path, name or path.name)
    source = next((s for s in adapters() if s.adapter.recognizes(file)), None)
    if source is not None:
        found = source.adapter.extract(file)
        if not found.recommendations:
            raise Unrecognized(
                Sentence(
                    "“%(name)s” looks like %(kind)s, but no recommendation was found in it.",
                    name=file.name,
                    kind=source.title,
                )
            )
        return found
    titles = ", ".join(source.title for source in adapters())
    raise Unrecognized(
        Sentence("“%(name)s” is none of the documents that are known here (%(known)s).", name=file.name, known=titles)
    )
