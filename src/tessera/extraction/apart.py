"""Files from strangers are read in a process of their own: what crashes, hangs or swells takes nothing else with it.

The system bounds its processor time, memory and open files, and lets it write none; whoever waits for it bounds the
time on the clock and the length of its answer.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from .document import UnreadableFile, shown_name
from .passages import Passage, ReadDocument, ScanLimits, read_passages
from .programs import SaidTooMuch, program_run
from .sentences import Sentence
from .tesseract import tesseract

MB = 1_000_000
OPEN_FILES = 64


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take: seconds of processor time and of waiting, megabytes of memory and of answer.

    Recognizing the text of scanned pages has bounds of its own and is waited for besides.
    """

    seconds: int = 120
    wait: int = 180
    memory_mb: int = 1_500
    answer_mb: int = 60
    scans: ScanLimits = field(default=ScanLimits())

    @property
    def wait_in_all(self) -> int:
        """Seconds until the file is given up."""
        return self.wait + (self.scans.seconds if self.scans.pages and tesseract() else 0)


def read_passages_apart(path: Path, *, name: str = "", bounds: Bounds | None = None) -> ReadDocument:
    """`read_passages` in a process of its own. Raises UnreadableFile with one sentence, also where a bound was met."""
    bounds, name = bounds or Bounds(), shown_name(name or path.name)
    try:
        code, said = _read_apart(path, name, bounds)
        if code not in ENDED and not said and bounds.scans.pages and tesseract():
            # A picture that cannot be drawn must not take the text of the other pages with it.
            code, said = _read_apart(path, name, replace(bounds, scans=NO_SCANS))
    except TimeoutError:
        raise UnreadableFile(_too_long(name)) from None
    except SaidTooMuch:
        raise UnreadableFile(Sentence("“%(name)s” holds far more text than a document does.", name=name)) from None
    if code in ENDED:
        raise UnreadableFile(_too_long(name))
    try:
        return _document(json.loads(said))
    except UnreadableFile:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableFile(_damaged(name)) from None


NO_SCANS = ScanLimits(pages=0)
ENDED = (-signal.SIGXCPU, -signal.SIGKILL)  # by the system, when a bound was met


def _read_apart(path: Path, name: str, bounds: Bounds) -> tuple[int, bytes]:
    scans = bounds.scans
    numbers = (bounds.seconds, bounds.memory_mb, scans.pages, scans.page_seconds, scans.seconds)
    # -P: without the folder one happens to stand in, which may hold a stranger's modules.
    command = [sys.executable, "-P", "-m", __name__, str(path.absolute()), name, *map(str, numbers)]
    most = bounds.answer_mb * MB
    return program_run(command, seconds=bounds.wait_in_all, most_bytes=most, environment=_environment(), alone=True)


def _damaged(name: str) -> Sentence:
    return Sentence("“%(name)s” could not be read: it is damaged, or needs more memory than a document may.", name=name)


def _too_long(name: str) -> Sentence:
    return Sentence("“%(name)s” takes longer to read than any document should and was given up.", name=name)


def _environment() -> dict[str, str]:
    """No more than Python needs: settings and secrets of the machine stay out of the process."""
    kept = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TESSDATA_PREFIX")
    return {name: os.environ[name] for name in kept if name in os.environ}


def bound(seconds: int, memory_mb: int) -> None:
    """Bounds this process, and what it starts, for good."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory_mb * MB),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def answer_to(path: str, name: str, scans: ScanLimits) -> dict[str, Any]:
    """JSON, not pickle: what comes from a process that read a stranger's file is only ever data."""
    try:
        document = read_passages(Path(path), name=name, scans=scans)
    except UnreadableFile as error:
        return {"refused": _said(error.message)}
    except RecursionError:
        return {"refused": _said(Sentence("“%(name)s” nests its parts deeper than any document does.", name=name))}
    return {**asdict(document), "remarks": [_said(one) for one in document.remarks]}


def _said(sentence: Sentence) -> dict[str, Any]:
    return {"words": sentence.words, "values": {key: str(value) for key, value in sentence.values.items()}}


def _sentence(said: Mapping[str, Any]) -> Sentence:
    return Sentence(said["words"], **said["values"])


def _document(answer: Mapping[str, Any]) -> ReadDocument:
    if "refused" in answer:
        raise UnreadableFile(_sentence(answer["refused"]))
    passages = tuple(
        Passage(
            text=one["text"],
            page=one["page"],
            kind=one["kind"],
            headings=tuple(one["headings"]),
            number=one["number"],
            cells=tuple(one["cells"]),
            columns=tuple(one["columns"]),
            certainty=one["certainty"],
        )
        for one in answer["passages"]
    )
    return ReadDocument(
        passages,
        title=answer["title"],
        front=answer["front"],
        pages=answer["pages"],
        notes=tuple(answer["notes"]),
        remarks=tuple(_sentence(one) for one in answer["remarks"]),
    )


def main(arguments: list[str]) -> None:
    """The process itself: a path, a name, and numbers for the bounds; the answer goes to stdout."""
    path, name, *numbers = arguments
    seconds, memory_mb, pages, page_seconds, scan_seconds = map(int, numbers)
    bound(seconds, memory_mb)
    out = os.dup(1)
    os.dup2(2, 1)  # whatever else prints goes to stderr
    data = json.dumps(answer_to(path, name, ScanLimits(pages, page_seconds, scan_seconds))).encode()
    with os.fdopen(out, "wb") as pipe:
        pipe.write(data)


if __name__ == "__main__":
    main(sys.argv[1:])
