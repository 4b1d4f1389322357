"""Files from strangers are read in a process of their own: what crashes, hangs or swells takes nothing else with it.

The process is bounded in processor time and memory by the system, and in wall-clock time by whoever waits for it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .document import UnreadableFile
from .passages import Passage, ReadDocument, read_passages
from .sentences import Sentence

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may take: seconds of processor time and of waiting, megabytes of memory."""

    seconds: int = 120
    wait: int = 180
    memory_mb: int = 1_500


def read_passages_apart(path: Path, *, name: str = "", bounds: Bounds | None = None) -> ReadDocument:
    """`read_passages` in a process of its own. Raises UnreadableFile with one sentence, also where a bound was met."""
    bounds, name = bounds or Bounds(), name or path.name
    # -P: without the folder one happens to stand in, which may hold a stranger's modules.
    command = [sys.executable, "-P", "-m", __name__, str(path), name, str(bounds.seconds), str(bounds.memory_mb)]
    try:
        done = subprocess.run(  # noqa: S603  our own words, and a path as one argument
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=bounds.wait, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(_too_long(name)) from None
    if done.returncode == 0 and done.stdout:
        return _document(json.loads(done.stdout))
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableFile(_too_long(name))
    raise UnreadableFile(
        Sentence("“%(name)s” could not be read: it is damaged, or needs more memory than a document may.", name=name)
    )


def _too_long(name: str) -> Sentence:
    return Sentence("“%(name)s” takes longer to read than any document should and was given up.", name=name)


def _environment() -> dict[str, str]:
    """No more than Python needs: settings and secrets of the machine stay out of the process."""
    kept = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _bound(seconds: int, memory_mb: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MB, memory_mb * MB))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, resource.getrlimit(resource.RLIMIT_NPROC))


def _answer(path: str, name: str) -> dict[str, Any]:
    """JSON, not pickle: what comes from a process that read a stranger's file is only ever data."""
    try:
        document = read_passages(Path(path), name=name)
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
    """The process itself: a path, a name, seconds and megabytes; the answer goes to stdout."""
    path, name, seconds, memory_mb = arguments
    _bound(int(seconds), int(memory_mb))
    out = os.dup(1)
    os.dup2(2, 1)  # whatever else prints goes to stderr
    data = json.dumps(_answer(path, name)).encode()
    with os.fdopen(out, "wb") as pipe:
        pipe.write(data)


if __name__ == "__main__":
    main(sys.argv[1:])
