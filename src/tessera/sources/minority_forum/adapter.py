"""What the Forum on Minority Issues recommends to States and to all others, at one of its sessions."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tessera.analysis.dates import date_of_head
from tessera.analysis.ordinals import ordinal_value
from tessera.extraction import Sentence, numbered_paragraphs
from tessera.harvest import (
    Extraction,
    ReadDocument,
    Rules,
    SourceFile,
    front_of,
    recommendations_read,
    session_in,
    source_facts,
    symbol_in,
)

BODY = "minority-forum"
REPORT = re.compile(r"\s*(?:Report of the|Note by the|Chair(?:person)?\b|Summary|Distr\b|Agenda|\*).*", re.DOTALL)
LONGEST = 280  # characters of a title


def recognizes(file: SourceFile) -> bool:
    """By its title on the first page, and its symbol; others quote the Forum, too."""
    return not file.is_table and _title(file) is not None and bool(symbol_in(file, _symbol()))


def extract(file: SourceFile) -> Extraction:
    title = _title(file)
    printed = title[0] if title else ""
    session = _session(title) if title else ""
    found, remarks = recommendations_read(numbered_paragraphs(file.lines), _rules())
    told = [] if session else [Sentence("The document does not say at which session of the Forum it was made.")]
    return Extraction(
        document=ReadDocument(
            symbol=symbol_in(file, _symbol()),
            title=REPORT.sub("", " ".join(printed.split()))[:LONGEST].strip(" *:,"),
            mechanism=BODY,
            date=date_of_head(file.head),
            session=session,
        ),
        recommendations=found,
        remarks=(*told, *remarks),
    )


def _title(file: SourceFile) -> re.Match[str] | None:
    return re.search(_facts()["title_printed"], front_of(file), re.IGNORECASE)


def _session(title: re.Match[str]) -> str:
    """The Forum's own session, not the Council's."""
    before = ordinal_value(title["before"] or "")
    return str(before) if before else session_in(title["rest"])


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(_facts()["symbol"])


@cache
def _rules() -> Rules:
    return Rules.of(_facts(), who=_facts()["who"])


def _facts() -> dict[str, Any]:
    return source_facts(__package__)
