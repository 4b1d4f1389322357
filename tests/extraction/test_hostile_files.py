"""Files that are broken, disguised or meant to do harm: one sentence, little memory, nothing written."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

MB = 1_000_000
ROOM = 120 * MB  # what refusing may need beyond reading a tiny plan
SMALL = "Work plan 2030-2031\n\n1. Section\n\na) First: the Network meets. (GNR 1)\nTimeline: 2030\n"
MEASURED = (
    "import resource, sys; from tessera.cli import main\n"
    "try: main(['plan', 'import', sys.argv[1]])\n"
    "except SystemExit as end: code = end.code or 0\n"
    "else: code = 0\n"
    "print('PEAK', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024); sys.exit(code)"
)


def zipped(parts: dict[str, bytes], path: Path, *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def word_parts() -> dict[str, bytes]:
    held = io.BytesIO()
    docx.Document().save(held)
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def corrupt(path: Path) -> Path:
    data = zipped(word_parts(), path).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def sparse_text(path: Path) -> Path:
    path.write_text(SMALL)
    os.truncate(path, 200 * MB)
    return path


def bomb(path: Path) -> Path:
    """One part of 300 MB that packs into some 300 KB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in word_parts().items():
            if name != "word/document.xml":
                archive.writestr(name, data)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0"?><w:document xmlns:w="x"><w:body>')
            for _ in range(300):
                part.write(b" " * MB)
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def lying_bomb(path: Path) -> Path:
    """The same, but the archive's list claims that the part is small."""
    bomb(path)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"word/document.xml") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    return path


def many_parts(path: Path) -> Path:
    return zipped(word_parts() | {f"word/media/{n}.txt": b"x" for n in range(6000)}, path)


def entities(path: Path) -> Path:
    lines = ['<!ENTITY a "aaaaaaaaaa">']
    lines += [f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";"}{("&" + chr(97 + n) + ";") * 9}">' for n in range(9)]
    doctype = f'<?xml version="1.0"?><!DOCTYPE w [{"".join(lines)}]>'
    name_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{name_space}"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>'
    return zipped(word_parts() | {"word/document.xml": (doctype + body).encode()}, path)


def foreign_entity(path: Path) -> Path:
    doctype = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    name_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f"<w:p><w:r><w:t>{SMALL.splitlines()[2]}</w:t></w:r></w:p><w:p><w:r><w:t>a) &x; (GNR 1)</w:t></w:r></w:p>"
    body = f'<w:document xmlns:w="{name_space}"><w:body>{text}</w:body></w:document>'
    return zipped(word_parts() | {"word/document.xml": (doctype + body).encode()}, path)


REFUSED = {
    "corrupt.docx": corrupt,
    "large.txt": sparse_text,
    "bomb.docx": bomb,
    "empty.docx": empty,
    "empty.txt": empty,
    "lying.docx": lying_bomb,
    "many.docx": many_parts,
    "laughs.docx": entities,
    "foreign.docx": foreign_entity,
    "pages.txt": lambda p: (p.write_bytes(b"%PDF-1.7\n"), p)[1],
    "other.docx": lambda p: zipped({"hello.txt": b"hello"}, p),
    "plain.docx": lambda p: (p.write_text(SMALL), p)[1],
    "nulls.txt": lambda p: (p.write_bytes(b"\x00\x01\x02" * 5000), p)[1],
    "prose.txt": lambda p: (p.write_text("A letter.\n\nDear all, nothing here is a plan.\n"), p)[1],
}


def imported(path: Path, home: Path) -> tuple[int, str, int]:
    """Exit code, what was said on stderr, and the peak of memory in bytes."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TESSERA_", "DJANGO_", "DATABASE_URL"))}
    environment["TESSERA_HOME"] = str(home)
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], env=environment, capture_output=True, text=True, timeout=120
    )
    peak = int(run.stdout.rsplit("PEAK ", 1)[1])
    return run.returncode, run.stderr, peak


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def usual_peak(home, tmp_path_factory):
    path = tmp_path_factory.mktemp("small") / "small.txt"
    path.write_text(SMALL)
    code, said, peak = imported(path, home)
    assert code == 0, said
    return peak


def plans(home: Path) -> list[tuple]:
    with sqlite3.connect(home / "tessera.sqlite3") as database:
        return database.execute("SELECT code, title FROM plans_plan ORDER BY id").fetchall()


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence_within_bounded_memory_and_nothing_is_written(name, home, usual_peak, tmp_path):
    before = plans(home)
    code, said, peak = imported(REFUSED[name](tmp_path / name), home)
    assert code == 1, said
    sentence = said.strip().splitlines()
    assert len(sentence) == 1, said
    assert name in sentence[0]
    assert "Traceback" not in said
    assert "root:" not in said
    assert peak < usual_peak + ROOM, f"{peak / MB:.0f} MB, usually {usual_peak / MB:.0f} MB"
    assert plans(home) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_of_any_usual_encoding_is_read(encoding, tmp_path):
    from tessera.plans.reading import read_plan

    path = tmp_path / "plan.txt"
    path.write_bytes(SMALL.replace("the Network", "the Network’s “café”").encode(encoding))
    (activity,) = read_plan(path).sections[0].activities
    assert "the Network’s “café” meets" in activity.text


def test_a_word_document_is_told_by_its_bytes_and_not_by_its_name(tmp_path):
    from tessera.plans.reading import read_plan

    document = docx.Document()
    for line in SMALL.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.txt"))
    assert [a.ref for s in read_plan(tmp_path / "plan.txt").sections for a in s.activities] == ["1a"]
