"""How long an import of UHRI's JSON takes until it is searchable, against the least that any program would do.

    .venv/bin/python benchmarks/importing.py uhri-40k.json uhri-270k.json [--json]

The floor, in the same run and process each: the file's records parsed one after the other, their rows and link rows
put into SQLite with indexes, and an index built of them by tantivy alone. A second import of the same file is
measured against the parse. Of several files it also prints the exponents with which time grows. Peak memory is that
of the process.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESSERA = Path(sys.executable).with_name("tessera")
BATCH = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        _step(given.step, given.files)
        return
    rows = [measured(path) for path in given.files]
    for row in rows[1:]:
        grown = math.log(row["records"] / rows[0]["records"])
        row["exponent"] = math.log(row["import_s"] / rows[0]["import_s"]) / grown
        row["exponent_floor"] = math.log(row["floor_s"] / rows[0]["floor_s"]) / grown
    print(json.dumps(rows, indent=2) if given.json else "\n".join(map(_said, rows)))


def measured(path: Path) -> dict[str, Any]:
    """One file: the floor's parts, the import, the import of the same file again."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TESSERA_HOME": f"{folder}/home"}
        subprocess.run([TESSERA, "migrate"], env=environment, check=True, capture_output=True)
        floor = {part: _timed([sys.executable, __file__, str(path), folder, "--step", part]) for part in STEPS}
        first = _timed([str(TESSERA), "import", "uhri", str(path), "--json"], environment)
        again = _timed([str(TESSERA), "import", "uhri", str(path), "--json"], environment)
    least = sum(part["seconds"] for part in floor.values())
    return {
        "file": path.name,
        "records": first["read"],
        **{f"floor_{name}_s": part["seconds"] for name, part in floor.items()},
        "floor_s": least,
        "import_s": first["seconds"],
        "import_x": first["seconds"] / least,
        "import_mb": first["peak_mb"],
        "again_s": again["seconds"],
        "again_x_parse": again["seconds"] / floor["parse"]["seconds"],
        "again_changed": again["created"] + again["updated"],
    }


def _timed(command: list[str], environment: dict[str, str] | None = None) -> dict[str, Any]:
    done = subprocess.run(
        ["/usr/bin/env", sys.executable, "-c", WRAP, *command],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    told, peak = done.stdout.rsplit("\n", 2)[0], done.stdout.rsplit("\n", 2)[1]
    return {**json.loads(told), "peak_mb": int(peak) / 1024}


WRAP = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
sys.stderr.write(done.stderr[-2000:])
print(done.stdout.strip()); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def _records(path: Path) -> Any:
    """A streamed, typed parse: ijson with its C parser where it is there, else the array in pieces."""
    import msgspec

    from tessera.harvest import json_elements

    class Annotation(msgspec.Struct):
        AnnotationId: str
        Text: str
        Symbol: str | None
        Body: str | None
        Countries: list[str]
        Themes: list[str]
        AffectedPersons: list[str]
        AnnotationType: str
        PublicationDate: str | None
        UprPositions: list[str]
        UprRecommendingCountry: list[str]

    decode = msgspec.json.Decoder(Annotation).decode
    return (decode(raw) for raw in json_elements(path, name=path.name))


def parse_step(path: Path, _folder: Path) -> None:
    for _record in _records(path):
        pass


TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
CREATE TABLE record (id INTEGER PRIMARY KEY, key TEXT UNIQUE, text TEXT, symbol TEXT, body TEXT, kind TEXT, date TEXT,
 position TEXT, raw TEXT);
CREATE TABLE link (record INTEGER, kind TEXT, value TEXT);
CREATE INDEX by_symbol ON record (symbol); CREATE INDEX by_body ON record (body, date);
CREATE INDEX by_value ON link (kind, value, record); CREATE INDEX by_record ON link (record);
"""
LINKS = (
    ("country", "Countries"),
    ("theme", "Themes"),
    ("person", "AffectedPersons"),
    ("state", "UprRecommendingCountry"),
)


def rows_step(path: Path, folder: Path) -> None:
    """Rows and link rows with their indexes, and the records as they came."""
    database = sqlite3.connect(folder / "floor.sqlite3")
    database.executescript(TABLES)
    rows: list[Any] = []
    links: list[Any] = []

    def write() -> None:
        database.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?)", rows)
        database.executemany("INSERT INTO link VALUES (?,?,?)", links)
        database.commit()
        rows.clear()
        links.clear()

    for number, one in enumerate(_records(path)):
        position = one.UprPositions[0] if one.UprPositions else None
        plain = (one.Text, one.Symbol, one.Body, one.AnnotationType, one.PublicationDate)
        rows.append((number, one.AnnotationId, *plain, position, one.Text))
        links.extend((number, kind, value) for kind, name in LINKS for value in getattr(one, name))
        if len(rows) == BATCH:
            write()
    write()


def index_step(path: Path, folder: Path) -> None:
    """A stemmed text, five facets and an id, as one would write it who wants nothing else."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("id", stored=True, fast=True)
    place = folder / "floor.index"
    place.mkdir(exist_ok=True)
    writer = tantivy.Index(builder.build(), path=str(place)).writer(128_000_000, 1)
    for number, one in enumerate(_records(path)):
        document = tantivy.Document()
        document.add_unsigned("id", number)
        document.add_text("text", one.Text)
        for name, values in zip(
            FACETS, (one.Countries, [one.Body or ""], one.Themes, one.AffectedPersons, one.UprPositions), strict=True
        ):
            for value in values:
                document.add_text(name, value)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


FACETS = ("country", "body", "theme", "person", "position")
STEPS: dict[str, Callable[[Path, Path], None]] = {"parse": parse_step, "rows": rows_step, "index": index_step}


def _step(name: str, paths: list[Path]) -> None:
    """One part of the floor in a process of its own; rows and index are told without their parse."""
    path, folder = paths
    began = time.perf_counter()
    STEPS[name](path, folder)
    took = time.perf_counter() - began
    if name != "parse":
        began = time.perf_counter()
        parse_step(path, folder)
        took -= time.perf_counter() - began
    print(json.dumps({"seconds": took, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _said(row: dict[str, Any]) -> str:
    floor = ", ".join(f"{name} {row[f'floor_{name}_s']:.1f}" for name in STEPS)
    grown = (
        f"; grows with exponent {row['exponent']:.3f}, the floor with {row['exponent_floor']:.3f}"
        if "exponent" in row
        else ""
    )
    return (
        f"{row['file']}: {row['records']:,} records. Floor {row['floor_s']:.1f} s ({floor}). "
        f"Import {row['import_s']:.1f} s = "
        f"{row['import_x']:.2f} x floor, {row['import_mb']:.0f} MB. The same again {row['again_s']:.2f} s = "
        f"{row['again_x_parse']:.2f} x parse, {row['again_changed']} changed{grown}."
    )


if __name__ == "__main__":
    main()
