"""How long reviewing PDF files takes, against taking their bare text out with pypdfium2 in the same run.

    .venv/bin/python benchmarks/reviewing.py FILE.pdf... [--workers 2] [--json]

Prints processor time for each page in one process (the start of a worker left out) and how many times the bare
text that is; then, by the clock, pages a second of the whole as `tessera review` does it (every file in a process of
its own) with one worker and with several, and how many times one they are. Files are read three times over, the best
of three counts.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdfium2 as pdfium

from tessera.analysis.documents import review_document
from tessera.cli.reviews.workers import Task, pool, reviewed
from tessera.extraction.passages import read_passages

TURNS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, default=0, help="measure this many workers against one, too")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measured(given.files)
    if given.workers > 1:
        found |= spread(given.files, workers=given.workers, pages=found["pages"])
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


def spread(files: Iterable[Path], *, workers: int, pages: float) -> dict[str, float]:
    """Pages a second with one worker and with several, each warm before the clock starts."""
    several = list(files)
    one, many = (_by_workers(several, count) for count in (1, workers))
    return {
        "one_worker_pages_a_second": pages / one,
        f"{workers}_workers_pages_a_second": pages / many,
        "times_one_worker": one / many,
    }


def _by_workers(files: list[Path], workers: int) -> float:
    tasks = [Task(place, file) for place, file in enumerate(sorted(files, key=lambda f: -f.stat().st_size))]
    with pool(workers) as executor:
        list(executor.map(reviewed, tasks[:1] * workers * 2))  # starts all of them and loads what they need
        return min(_clock(lambda: list(executor.map(reviewed, tasks))) for _ in range(TURNS))


def _clock(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _timed(read: Callable[[Path], object], files: list[Path]) -> float:
    return min(_processor(read, files) for _ in range(TURNS))


def _processor(read: Callable[[Path], object], files: list[Path]) -> float:
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
