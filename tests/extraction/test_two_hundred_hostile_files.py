"""Two hundred files that are damaged, disguised or meant to do harm: none crashes, hangs, or escapes its limits.

Those that may take much time or memory are read as a person's upload is, each in a process of its own. The others go
through the same function within the same limits of the system, one after another in one process; whatever ends that
process, or comes out of it as anything but a document or a sentence, fails the test and names the file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tessera.extraction import UnreadableFile
from tessera.extraction.apart import Bounds, read_passages_apart
from tessera.extraction.document import shown_name
from tessera.extraction.passages import ScanLimits

from . import hostile_pdfs, hostile_texts

MADE = hostile_pdfs.PDFS | hostile_texts.TEXTS
ALONE = (*hostile_pdfs.HEAVY, *hostile_texts.HEAVY)
BOUNDS = Bounds(seconds=4, wait=12, memory_mb=700, answer_mb=20, scans=ScanLimits(2, 3, 5))
SLOWEST = 8  # seconds that one may take among the many
MANY = """
import json, resource, signal, sys
from tessera.extraction.apart import answer_to, bound
from tessera.extraction.passages import ScanLimits
bound(60, 700)
for path in sys.stdin.read().split("\\0"):
    signal.alarm(%d)
    try:
        answer = answer_to(path, path.rpartition("/")[2], ScanLimits(pages=0))
    except Exception as error:
        answer = {"crashed": repr(error)}
    print(json.dumps({"path": path, **answer}), flush=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to stand in, of which the files are but one part."""
    (tmp_path / "files").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "files"


def written(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(MADE[name]())
    return path


def holds_what_it_may(text: str) -> bool:
    return not any(harm in text for harm in ("steal()", "root:", "Traceback", "hahahaha"))


def said_in_one_sentence(said: str, name: str) -> bool:
    return said.isprintable() and shown_name(name) in said and said.endswith(".") and holds_what_it_may(said)


def test_there_are_two_hundred():
    assert len(MADE) >= 200
    assert set(ALONE) < set(MADE)


def test_the_many_are_read_in_part_or_refused_in_one_sentence(folder):
    paths = [str(written(name, folder)) for name in MADE if name not in ALONE]
    given = "\0".join(paths).encode("utf-8", "surrogateescape")
    done = subprocess.run([sys.executable, "-P", "-c", MANY % SLOWEST], input=given, capture_output=True, timeout=90)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(paths), f"it ended at {paths[len(answers)]!r}: {done.returncode} {done.stderr[-500:]!r}"
    assert not [answer for answer in answers if "crashed" in answer]
    for answer in answers:
        name = answer["path"].rpartition("/")[2]
        if "refused" in answer:
            said = answer["refused"]["words"] % answer["refused"]["values"]
            assert said_in_one_sentence(said, name), (name, said)
        else:
            assert all(holds_what_it_may(one["text"]) for one in answer["passages"]), name
    assert sum("passages" in answer for answer in answers) > 40, "what can be read in part is read"
    nothing_has_come_of_it(folder)


@pytest.mark.parametrize("name", ALONE, ids=map(repr, ALONE))
def test_the_heavy_are_read_in_part_or_refused_in_one_sentence(name, folder):
    path = written(name, folder)
    began = time.monotonic()
    refused, texts = "", list[str]()
    try:
        texts = [one.text for one in read_passages_apart(path, bounds=BOUNDS).passages]
    except UnreadableFile as error:
        refused = str(error)
    assert texts or said_in_one_sentence(refused, name), refused
    assert all(map(holds_what_it_may, texts))
    assert time.monotonic() - began < BOUNDS.wait_in_all + 2
    nothing_has_come_of_it(folder)


def nothing_has_come_of_it(folder: Path) -> None:
    """No file was written, and nothing was launched."""
    assert os.listdir(folder.parent) == ["files"]
    assert {path.name for path in folder.iterdir()} <= set(MADE)
    assert not Path("/launched").exists()
