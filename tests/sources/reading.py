"""Reading a file's records through its adapter, as an import does, without a database."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from tessera.harvest import Columns, RawRecord, ReadRecord, Rejected, SourceFile, source_get, source_of


class One(NamedTuple):
    """A record as it came and what it says, or why it says nothing."""

    raw: RawRecord
    record: ReadRecord | None
    problem: str


def read_all(path: Path, code: str = "", columns: Columns | None = None) -> list[One]:
    file = SourceFile(path, path.name, columns)
    source = source_get(code) if code else source_of(file)
    return [read_one(source, raw) for raw in source.records(file)]


def read_one(source, raw: RawRecord) -> One:
    if raw.problem is not None:
        return One(raw, None, str(raw.problem))
    try:
        return One(raw, source.read(raw.body), "")
    except Rejected as error:
        return One(raw, None, str(error))


def sample(folder: str, name: str) -> Path:
    with as_file(files(f"tessera.sources.{folder}").joinpath(name)) as path:
        return Path(path)
