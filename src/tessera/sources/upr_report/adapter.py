"""What a report of the Working Group recommends, and who recommended it."""

from __future__ import annotations

import re
from itertools import pairwise

from tessera.analysis.cycles import cycle_of_date
from tessera.analysis.dates import date_of_head
from tessera.analysis.recommending_states import recommendation_split, state_code
from tessera.extraction import Sentence, joined
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile

from .chapter import chapter_lines
from .numbering import Item, leads_of
from .positions import position_of

TITLE = "Report of the Working Group on the Universal Periodic Review"
TITLES = {
    "en": TITLE.casefold(),
    "fr": "rapport du groupe de travail sur l'examen périodique universel",
    "es": "informe del grupo de trabajo sobre el examen periódico universal",
}
OTHERS = (
    "national report submitted", "compilation ", "summary of stakeholders", "summary prepared by",
    "rapport national présenté", "rapport national soumis", "résumé des communications", "résumé établi",
    "informe nacional presentado", "recopilación ", "resumen de las comunicaciones", "resumen preparado",
)  # fmt: skip
SYMBOL = re.compile(r"\bA/HRC/\d+/\d+(?:/(?:Add|Corr|Rev)\.\d+)*")
MARKS = re.compile(r"[*∗†‡]+")


def recognizes(file: SourceFile) -> bool:
    """By its title; national reports, compilations and addenda name it, too, but are none."""
    head = _title_page(file)
    others = any(other in head for other in OTHERS)
    return bool(_language(file)) and "/Add." not in _symbol(file) and not others


def extract(file: SourceFile) -> Extraction:
    leads = leads_of(chapter_lines(file.lines))
    items = [item for lead in leads for item in lead.items]
    country, date = _country(file), date_of_head(file.head)
    remarks = [Sentence("The document does not say which State was reviewed.")] if not country else []
    remarks += [
        Sentence("After %(before)s comes %(paragraph)s: an item is missing or misnumbered.", **gap)
        for gap in _gaps(items)
    ]
    remarks += [
        Sentence("Paragraph %(number)s names States but was not read as a recommendation.", number=lead.number)
        for lead in leads
        if not lead.items and recommendation_split(lead.words)[1]
    ]
    return Extraction(
        document=ReadDocument(
            symbol=_symbol(file),
            title=TITLE + (f": {country[1]}" if country else ""),
            mechanism="upr",
            country=country[0] if country else "",
            date=date,
            cycle=cycle_of_date(date) if date else None,
            language=_language(file),
        ),
        recommendations=tuple(_recommendation(item) for item in items),
        remarks=tuple(remarks),
    )


def _recommendation(item: Item) -> ReadRecommendation:
    text, states = recommendation_split(MARKS.sub("", joined(item.texts)))
    return ReadRecommendation(
        paragraph=item.paragraph,
        text=text,
        recommending_states=tuple(states),
        position=position_of(item.lead),
        page=item.page or None,
    )


def _gaps(items: list[Item]) -> list[dict[str, str]]:
    return [
        {"before": one.paragraph, "paragraph": two.paragraph}
        for one, two in pairwise(items)
        if one.lead_number == two.lead_number and two.number != one.number + 1
    ]


def _title_page(file: SourceFile) -> str:
    first = " ".join(line.text for line in file.pages[0].lines) if file.is_pdf else file.head[:1_500]
    return " ".join(MARKS.sub("", first).replace("’", "'").casefold().split())


def _language(file: SourceFile) -> str:
    """The language of the edition by its title; "" where it is no such report."""
    head = _title_page(file)
    return next((language for language, title in TITLES.items() if title in head), "")


def _symbol(file: SourceFile) -> str:
    found = SYMBOL.search(file.head)
    return found[0] if found else ""


def _country(file: SourceFile) -> tuple[str, str] | None:
    """The first line of the first page that is nothing but a country's name."""
    texts = [line.text for line in file.pages[0].lines] if file.is_pdf else [line.text for line in file.lines[:60]]
    for text in texts:
        name = MARKS.sub("", text).strip()
        if 3 < len(name) < 60 and (code := state_code(name)):
            return code, name
    return None
