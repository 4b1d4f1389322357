"""What a treaty body asks of a State, or of all States, in whatever form it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tessera.analysis.dates import date_of_head
from tessera.extraction import Sentence
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile

from .asking import addressees_of, deciding_kind, general_kind, introduces_imperatives, kind_of
from .document import FORMS_OF_STATES, Own, committee_of, form_of, is_of_another_body, own_of
from .follow_up import assessments_of, sections_of
from .paragraphs import Paragraph, paragraphs_of
from .pointers import paragraphs_named

POINTING = ("follow-up-request",)
IMPORTANT = re.compile(r"particular importance|\battention\b[^.]{0,80}\brecommendations?\b|urgent action")


def recognizes(file: SourceFile) -> bool:
    return bool(form_of(file)) and bool(committee_of(file)) and not is_of_another_body(file)


def extract(file: SourceFile) -> Extraction:
    own, date = own_of(file), date_of_head(file.head)
    remarks = []
    if own.form in FORMS_OF_STATES and not own.country:
        remarks.append(Sentence("The document does not say which State was reviewed."))
    if own.form == "follow-up":
        found = list(assessments_of(sections_of(file.lines), own.answered))
    else:
        paragraphs = paragraphs_of(file.lines)
        found = list(_asking(paragraphs, own))
        remarks += [
            Sentence("After paragraph %(before)s comes %(number)s: one is missing or misnumbered.", before=a, number=b)
            for a, b in _gaps(paragraphs)
        ]
    return Extraction(
        document=ReadDocument(
            symbol=own.symbol,
            title=own.title if own.symbol else f"{own.title}, {date}",  # several letters may bear the same title
            mechanism=own.committee,
            country=own.country,
            date=date,
            session=own.session,
        ),
        recommendations=tuple(found),
        remarks=tuple(remarks),
    )


def _asking(paragraphs: list[Paragraph], own: Own) -> Iterator[ReadRecommendation]:
    introduced = False
    for one in paragraphs:
        text = one.text
        if own.form == "general":
            kind = general_kind(text, imperatives=introduced)
            introduced = introduced or introduces_imperatives(text)
        elif own.form == "decision":
            kind = deciding_kind(text)
        else:
            kind = kind_of(text, one.section)
        if kind:
            yield ReadRecommendation(
                paragraph=str(one.number) if one.number else "",
                text=text,
                page=one.page or None,
                kind=kind,
                heading=one.heading,
                addressees=addressees_of(text),
                points_to=_pointed(text, own.symbol) if kind in POINTING or IMPORTANT.search(text) else (),
            )


def _pointed(text: str, symbol: str) -> tuple[str, ...]:
    return tuple(f"{symbol} {paragraph}".strip() for paragraph in paragraphs_named(text))


def _gaps(paragraphs: list[Paragraph]) -> list[tuple[int, int]]:
    numbers = [p.number for p in paragraphs if p.number]
    return [(a, b) for a, b in pairwise(numbers) if b != a + 1]
