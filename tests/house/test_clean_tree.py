"""The tree names no place on a machine, no package registry, and no folder of test data outside the tests' markers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .tree import ROOT, name_of, project_files

# Put together here, so that this file does not name them either.
PLACES = {
    "a place on one machine": r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/[\w.]",
    "a package registry": "|".join(
        re.escape(".".join(parts))
        for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"), ("test", "pypi"))
    )
    + r"|^\s*--?(?:index-url|extra-index-url|find-links|i|f)\b",
    "the folder of real documents": r"\.\./shared\b|\bshared/data\b|[\"']shared[\"']\s*/",
}
MAY_NAME_THE_DATA = {"tests/conftest.py", "tests/house/test_clean_tree.py", "script/test"}
BINARY = {".mo", ".docx", ".xlsx", ".pdf", ".png", ".jpg", ".woff2", ".ico"}


def text_files() -> list[Path]:
    return [p for p in project_files() if p.suffix not in BINARY]


@pytest.mark.parametrize("what", PLACES)
def test_no_file_names(what):
    pattern = re.compile(PLACES[what], re.MULTILINE)
    may = MAY_NAME_THE_DATA if "documents" in what else set()
    found = {
        name_of(path): match.group()
        for path in text_files()
        if name_of(path) not in may and (match := pattern.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_such_names_would_be_found():
    assert re.search(PLACES["a place on one machine"], "see " + "/".join(["", "root", "notes.txt"]))
    assert re.search(PLACES["a package registry"], "--find-links wheels", re.MULTILINE)
    assert not re.search(PLACES["a place on one machine"], "https://example.org/work/plan")


def test_requirement_files_have_a_hash_for_every_package():
    for name in ("build", "main", "test", "postgres"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.\[\],-]+==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert pinned, name
        assert all("--hash=sha256:" in block for block in pinned), name


def test_everything_in_main_is_in_test_at_the_same_version():
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE))

    assert pins("main").items() <= pins("test").items()
