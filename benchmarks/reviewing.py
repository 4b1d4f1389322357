"""How long reviewing PDF files takes, against taking their bare text out with pypdfium2 in the same run.

    .venv/bin/python benchmarks/reviewing.py FILE.pdf... [--json]

Prints processor time for each page in one process (the start of a worker left out), and how many times the bare
text that is.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2 as pdfium

from tessera.analysis.documents import review_document
from tessera.extraction.passages import read_passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measured(given.files)
    print(json.dumps(found, indent=2) if given.json else ", ".join(f"{name} {n:,.2f}" for name, n in found.items()))


def measured(files: Iterable[Path]) -> dict[str, float]:
    """Milliseconds of processor time a page; vocabulary and patterns are loaded before."""
    several = list(files)
    review_document(read_passages(several[0]))
    pages = sum(_bare(file) for file in several)
    bare = _timed(_bare, several) / pages
    reading = _timed(read_passages, several) / pages
    whole = _timed(lambda file: review_document(read_passages(file)), several) / pages
    return {"pages": pages, "bare_ms": bare, "reading_ms": reading, "review_ms": whole, "times_bare": whole / bare,
            "pages_a_second": 1000 / whole}  # fmt: skip


def _timed(read: Callable[[Path], object], files: list[Path]) -> float:
    began = time.process_time()
    for file in files:
        read(file)
    return (time.process_time() - began) * 1000


def _bare(file: Path) -> int:
    document = pdfium.PdfDocument(file)
    for page in document:
        page.get_textpage().get_text_range()
    count = len(document)
    document.close()
    return count


if __name__ == "__main__":
    main()
