"""No source claims a document of another kind: real ones, which name every mechanism there is."""

from __future__ import annotations

import pytest

from tessera.extraction import UnreadableFile
from tessera.harvest import SourceFile, source_get

CODES = ("special-procedure", "minority-forum", "permanent-forum", "ilo", "regional")
FOLDERS = ("ohchr", "excerpts", "excerpts/documents")


@pytest.mark.parametrize("folder", FOLDERS)
def test_reports_of_the_review_compilations_and_excerpts_are_not_claimed(shared_data, folder):
    claimed = []
    for path in sorted(p for p in (shared_data / folder).iterdir() if p.is_file()):
        file = SourceFile(path, path.name)
        for code in CODES:
            try:
                if source_get(code).recognizes(file):
                    claimed.append((code, path.name))
            except UnreadableFile:
                continue
    assert claimed == []
