"""Files that are broken or meant to do harm are read in a process of their own: one sentence, and nothing escapes."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tessera.extraction import UnreadableFile, apart
from tessera.extraction.apart import Bounds, read_passages_apart
from tessera.extraction.passages import read_passages

from .pdf_making import pdf_made
from .test_hostile_files import bomb, corrupt, empty, entities, foreign_entity, lying_bomb, many_parts, sparse_text

BOUNDS = Bounds(seconds=20, wait=40)
LINE = ("Roma wait for water in the valley, as the survey says.", 80.0, 500.0, 10.0)


def truncated(path: Path) -> Path:
    data = pdf_made(path, [[LINE]] * 3).read_bytes()
    path.write_bytes(data[: len(data) // 3])
    return path


def deep_page(path: Path) -> Path:
    path.write_text("<!doctype html><html><body>" + "<div>" * 200_000 + "Roma</body></html>")
    return path


def open_bomb(path: Path) -> Path:
    """An OpenDocument text whose one part unpacks to 300 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", b" " * 300_000_000)
    return path


def deep_open_document(path: Path) -> Path:
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    body = f"<office:d {space}><office:body><office:text>{'<office:a>' * 50_000}{'</office:a>' * 50_000}</office:text>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"{body}</office:body></office:d>")
    return path


REFUSED: dict[str, Callable[[Path], Path]] = {
    "truncated.docx": corrupt,
    "sparse.txt": sparse_text,
    "bomb.docx": bomb,
    "lying.docx": lying_bomb,
    "many.docx": many_parts,
    "laughs.docx": entities,
    "foreign.docx": foreign_entity,
    "empty.pdf": empty,
    "bomb.odt": open_bomb,
    "deep.odt": deep_open_document,
    "nothing.pdf": lambda p: (p.write_bytes(b"%PDF-1.7\n" + b"\0" * 5000), p)[1],
    "scan.pdf": lambda p: pdf_made(p, [[]]),
    "nulls.txt": lambda p: (p.write_bytes(b"\0\1\2" * 5000), p)[1],
    "picture.png": lambda p: (p.write_bytes(b"\x89PNG\r\n" * 100), p)[1],
}
SURVIVED: dict[str, Callable[[Path], Path]] = {
    "truncated.pdf": truncated,
    "deep.html": deep_page,
    "script.html": lambda p: (
        p.write_text("<!doctype html><html><body><script>steal()</script><p>Roma wait.</p></body></html>"),
        p,
    )[1],
    "wide.pdf": lambda p: pdf_made(p, [[(LINE[0], x * 10.0, y * 3.0, 1.0) for x in range(40) for y in range(40)]]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(name, tmp_path):
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_passages_apart(REFUSED[name](tmp_path / name), bounds=BOUNDS)
    assert name in str(refused.value)
    assert "\n" not in str(refused.value)
    assert time.monotonic() - began < BOUNDS.wait


@pytest.mark.parametrize("name", SURVIVED)
def test_it_is_read_as_far_as_it_can_be_or_refused_and_never_hangs(name, tmp_path):
    said = name
    try:
        document = read_passages_apart(SURVIVED[name](tmp_path / name), bounds=BOUNDS)
    except UnreadableFile as refused:
        said = str(refused)
    else:
        assert not any("steal" in one.text for one in document.passages)
    assert name in said


def test_a_bound_of_memory_is_kept_and_said_in_one_sentence(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("Roma wait for water.\n" * 2_500_000)
    with pytest.raises(UnreadableFile, match="more memory than a document may"):
        read_passages_apart(path, bounds=replace(BOUNDS, memory_mb=60))


def test_a_bound_of_time_is_kept_and_said_in_one_sentence(tmp_path):
    path = pdf_made(tmp_path / "a.pdf", [[LINE]])
    with pytest.raises(UnreadableFile, match="takes longer to read"):
        read_passages_apart(path, bounds=replace(BOUNDS, wait=0))


def test_a_bound_of_the_answers_length_is_kept_and_said_in_one_sentence(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("Roma wait for water.\n" * 20_000)
    with pytest.raises(UnreadableFile, match="holds far more text than a document does"):
        read_passages_apart(path, bounds=replace(BOUNDS, answer_mb=1))


def test_an_answer_that_is_none_is_a_damaged_file(tmp_path, monkeypatch):
    path = pdf_made(tmp_path / "a.pdf", [[LINE]])
    for said in (b"", b"[1]", b'{"passages": 3}', b'{"refused": "a"}', b"[" * 90_000, b"\xff"):
        monkeypatch.setattr(apart, "program_run", lambda *_a, said=said, **_k: (0, said))
        with pytest.raises(UnreadableFile, match="could not be read"):
            read_passages_apart(path)


def test_the_system_bounds_time_memory_files_and_cores_and_lets_nothing_be_written(tmp_path):
    code = (
        "import resource as r; from tessera.extraction.apart import bound; bound(7, 900)\n"
        "print([r.getrlimit(w) for w in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_NOFILE, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"with open({str(tmp_path / 'a')!r}, 'w') as f: f.write('a')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert done.stdout == "[(7, 7), (900000000, 900000000), (64, 64), (0, 0), (0, 0)]\n"
    assert "File too large" in done.stderr


def test_the_process_knows_nothing_of_the_machines_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "made-up")
    assert "SECRET_KEY" not in apart._environment()


def test_what_is_read_apart_is_what_is_read_here(tmp_path):
    path = pdf_made(tmp_path / "a.pdf", [[LINE], [LINE]])
    assert read_passages_apart(path) == read_passages(path)


def test_a_real_damaged_upload_is_read(shared_data):
    broken, sound = (shared_data / "ohchr" / f"SVN-cycle1-compilation{end}.pdf" for end in ("-BROKEN", ""))
    assert read_passages_apart(broken) == read_passages_apart(sound)


def test_a_module_that_lies_in_the_folder_one_stands_in_is_not_run(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    (tmp_path / "paper.txt").write_text("1. The Roma of the made-up valley asked for a school.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_passages_apart(tmp_path / "paper.txt", bounds=BOUNDS).passages
