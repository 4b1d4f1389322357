"""The elements of a JSON array, one after the other, of a file that is too large to be held whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tessera.extraction import Sentence, UnreadableFile

CHUNK = 4_000_000  # bytes read at a time
LARGEST = 64_000_000  # bytes of a single element
TRIES = 200  # ends of elements to try before more is read: a brace may stand inside a text
MARK = b"\xef\xbb\xbf"  # of UTF-8
BLANK = b" \t\r\n"
_elements = msgspec.json.Decoder(list[msgspec.Raw])


def json_elements(path: Path, *, name: str) -> Iterator[msgspec.Raw]:
    """Each element as its bytes. Raises UnreadableFile, in one sentence, where the file is not a whole JSON array.

    A piece of the file that ends with a brace and, put between brackets, is a JSON array can only be whole elements:
    were the brace inside of a text or of another element, that one would be left open.
    """
    with path.open("rb") as file:
        rest = file.read(max(CHUNK, len(MARK))).removeprefix(MARK).lstrip(BLANK)
        while not rest and (more := file.read(CHUNK)):
            rest = more.lstrip(BLANK)
        if not rest.startswith(b"["):
            raise _broken(name)
        rest = rest[1:]
        first = True
        while True:
            more = file.read(CHUNK)
            if not more:
                yield from _last(rest, first=first, name=name)
                return
            pieces, rest = _whole(rest + more)
            if pieces:
                first = False
            elif len(rest) > LARGEST:
                raise _broken(name)
            yield from pieces


def is_json_array(start: bytes) -> bool:
    return start.removeprefix(MARK).lstrip(BLANK).startswith(b"[")


def _whole(buffer: bytes) -> tuple[list[msgspec.Raw], bytes]:
    """The elements that `buffer` holds whole, and what remains behind them and their comma."""
    end = len(buffer)
    for _try in range(TRIES):
        end = buffer.rfind(b"}", 0, end)
        if end < 0:
            break
        behind = buffer[end + 1 : end + 200].lstrip(BLANK)
        if not behind.startswith(b","):
            continue
        try:
            pieces = _elements.decode(b"[" + buffer[: end + 1] + b"]")
        except msgspec.DecodeError:
            continue
        return pieces, buffer[buffer.index(b",", end) + 1 :]
    return [], buffer


def _last(rest: bytes, *, first: bool, name: str) -> list[msgspec.Raw]:
    """What stands before the closing bracket; an array that ends with a comma is broken."""
    try:
        pieces = _elements.decode(b"[" + rest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise _broken(name) from None
    if not pieces and not first:
        raise _broken(name)
    return pieces


def _broken(name: str) -> UnreadableFile:
    return UnreadableFile(
        Sentence(
            "“%(name)s” is not a whole JSON list: it may have been cut off on its way. Nothing was imported.", name=name
        )
    )
