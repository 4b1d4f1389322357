"""Rows of UPR Info: who recommended what to whom, what became of it, what it is about."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from tessera.analysis.cycles import cycle_of_session, year_of_session
from tessera.extraction import Sentence
from tessera.harvest import (
    RawRecord,
    ReadRecord,
    Rejected,
    SourceFile,
    State,
    country_guesses,
    word_guesses,
)
from tessera.vocabulary import countries

NEEDED = {"country", "text", "state", "response", "session"}
ACTIONS = ("", "1", "2", "3", "4", "5")
_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(dict[str, str]).decode


def recognizes(file: SourceFile) -> bool:
    return file.is_table and _columns(file.header).keys() >= NEEDED


def is_complete(file: SourceFile) -> bool:
    """Whoever exports the reviews of a State at a session has all of its rows."""
    return True


def records(file: SourceFile) -> Iterator[RawRecord]:
    rows = file.rows()
    header = next(rows, [])
    columns = _columns(header)
    known = {*columns.values(), *(at for at, h in enumerate(header) if h.casefold() in _facts()["ignored"])}
    for place, cells in enumerate(row for row in rows if any(row)):
        row = {name: " ".join(cells[at].split()) for name, at in columns.items() if at < len(cells)}
        row |= {header[at]: cell for at, cell in enumerate(cells) if cell and at not in known and at < len(header)}
        if not row.get("country") or not row.get("text"):
            yield RawRecord(
                "", _encode(row), place, problem=Sentence("It names no State under review, or has no text.")
            )
            continue
        review = f"{row.get('session', '')}:{row['country']}"
        own = hashlib.blake2b(f"{row.get('state')}\0{row['text']}".encode(), digest_size=8).hexdigest()
        yield RawRecord(f"{review}:{own}", _encode(row), place, scope=review)


def read(body: bytes) -> ReadRecord:
    row = _decode(body)
    remarks: list[str] = []
    country, state = _country(row.pop("country"), remarks), html.unescape(row.pop("state", ""))
    response = row.pop("response", "")
    is_pledge = response.casefold() == _facts()["pledge"]
    position = "" if is_pledge else _facts()["positions"].get(response.casefold(), "")
    if response and not position and not is_pledge:
        guesses = word_guesses(response, (*_facts()["positions"], _facts()["pledge"]))
        said = Sentence("The response “%(said)s” is not known; nearest: %(guesses)s.", said=response, guesses=guesses)
        remarks.append(str(said))
    held = row.pop("session", "")
    session = int(held) if held.isdecimal() else None
    if session is None:
        raise Rejected(Sentence("It names no session of the Working Group."))
    text = row.pop("text")
    issues = tuple(i for one in row.pop("issue", "").split(",") if (i := one.strip()))
    action = row.pop("action", "")
    if action not in ACTIONS:
        remarks.append(str(Sentence("The action “%(action)s” is not one of 1 to 5.", action=action)))
    remarks += [str(Sentence("The column “%(column)s” is not known and was left out.", column=name)) for name in row]
    return ReadRecord(
        text=text.rstrip(" .;"),
        kind="pledge" if is_pledge else "recommendation",
        body="upr",
        countries=(country,) if country else (),
        states=() if is_pledge else (State(_country(state, remarks), state),),
        position=position,
        session=str(session),
        cycle=cycle_of_session(session),
        year=year_of_session(session),
        themes=issues,
        action=action if action in ACTIONS else "",
        remarks=tuple(remarks),
    )


def _country(printed: str, remarks: list[str]) -> str:
    code = _resolve(printed)
    if code is None:
        said = "The country “%(country)s” is not known; nearest: %(guesses)s."
        remarks.append(str(Sentence(said, country=printed, guesses=country_guesses(printed))))
    return code or ""


@cache
def _resolve(printed: str) -> str | None:
    return countries.resolve(printed)


def _columns(header: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        for name, words in _facts()["columns"].items():
            if head.strip().casefold() in words:
                found.setdefault(name, at)
    return found


@cache
def _facts() -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    return facts
