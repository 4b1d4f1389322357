"""What the Permanent Forum recommends at a session, to States, to bodies of the United Nations and to others."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tessera.analysis.dates import date_of_head
from tessera.analysis.ordinals import ordinal_value
from tessera.extraction import Sentence, numbered_paragraphs, text_lines
from tessera.harvest import (
    Extraction,
    ReadDocument,
    ReadRecommendation,
    Rules,
    SourceFile,
    recommendations_read,
    source_facts,
)

from .drafts import Draft, drafts_of

BODY = "pfii"
NEAR = 1_200  # characters of the first page in which title and symbol of a report stand


def recognizes(file: SourceFile) -> bool:
    """By symbol and title at the beginning; statements made at the Forum quote both, further down."""
    if file.is_table:
        return False
    head = file.head[:NEAR]
    named = re.search(_facts()["forum"], head, re.IGNORECASE)
    return bool(named and _symbol(head) and _title(head))


def extract(file: SourceFile) -> Extraction:
    head = file.head[:NEAR]
    title = _title(head)
    drafts, others = drafts_of(text_lines(file.lines), re.compile(_facts()["draft"], re.IGNORECASE))
    found, remarks = recommendations_read(numbered_paragraphs(others), _rules())
    session = _session(title)
    told = [] if session else [Sentence("The document does not say which session it reports on.")]
    return Extraction(
        document=ReadDocument(
            symbol=_symbol(head),
            title=f"Permanent Forum on Indigenous Issues: {title[0][0].lower()}{title[0][1:]}" if title else "",
            mechanism=BODY,
            date=date_of_head(file.head),
            session=session,
        ),
        recommendations=(*(_decision(one) for one in drafts), *found),
        remarks=(*told, *remarks),
    )


def _decision(one: Draft) -> ReadRecommendation:
    """What the Forum puts before the Economic and Social Council to decide."""
    return ReadRecommendation(
        paragraph=f"Draft decision {one.number}",
        text=one.text,
        page=one.page or None,
        kind="decision",
        heading=one.title,
        addressees=("un",),
    )


def _symbol(head: str) -> str:
    """Both symbols, joined by a hyphen, as they are cited."""
    match = re.search(_facts()["symbol"], head)
    if match is None:
        return ""
    bare = re.sub(r"[\s*–—-]+|\(SUPP\)", "", match[0])
    return re.sub(r"(?<=\w)(?=E/C\.19)", "-", bare)


def _title(head: str) -> re.Match[str] | None:
    return re.search(_facts()["title_printed"], head, re.IGNORECASE)


def _session(title: re.Match[str] | None) -> str:
    printed = next((said for said in title.groups() if said), "") if title else ""
    value = ordinal_value(printed)
    return str(value) if value else ""


@cache
def _rules() -> Rules:
    return Rules.of(_facts(), who=_facts()["who"])


def _facts() -> dict[str, Any]:
    return source_facts(__package__)
