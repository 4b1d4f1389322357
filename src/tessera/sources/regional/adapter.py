"""What regional bodies recommend, in documents of several layouts and in tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from tessera.analysis.asking import addressees_asked, addressees_of_heading, countries_asked, countries_in
from tessera.analysis.dates import date_of_head, date_printed
from tessera.analysis.recommending_states import state_code
from tessera.extraction import Line, Sentence, numbered_paragraphs, text_lines
from tessera.harvest import Extraction, ReadDocument, ReadRecommendation, SourceFile, recommendations_read

from .layouts import FRONT, Layout, layout_of
from .lists import Item, listed
from .operative import operative_paragraphs
from .rows import rows_recognized, table_read

SAME = 90  # of 100: how alike a recommendation is that is printed a second time


def recognizes(file: SourceFile) -> bool:
    if file.is_table:
        return rows_recognized(file)
    return layout_of(_front(file)) is not None


def extract(file: SourceFile) -> Extraction:
    if file.is_table:
        return table_read(file)
    front = _front(file)
    if (layout := layout_of(front)) is None:
        return Extraction(document=ReadDocument(), recommendations=())
    country, remarks = _country(layout, front)
    document = ReadDocument(
        symbol=_symbol(layout, file),
        title=_title(layout, front),
        mechanism=layout.body,
        country=country,
        date=_date(layout, front),
        year=int(match[1]) if layout.year and (match := layout.year.search(front)) else None,
    )
    found, more = _recommendations(layout, file.lines, country)
    return Extraction(document=document, recommendations=found, remarks=(*remarks, *more))


def _recommendations(
    layout: Layout, lines: Sequence[Line], country: str
) -> tuple[tuple[ReadRecommendation, ...], tuple[Sentence, ...]]:
    otherwise = ("state",)
    lines = text_lines(lines)
    if layout.operative:
        return tuple(_operative(one, country) for one in operative_paragraphs(lines, end=layout.end)), ()
    items, others = listed(lines, layout.lists)
    numbered: tuple[ReadRecommendation, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    if layout.rules:
        paragraphs = numbered_paragraphs(others, end=layout.end)
        numbered, remarks = recommendations_read(paragraphs, layout.rules, otherwise=otherwise, country=country)
    again = [item for item in items if item.announced.again]
    numbered = tuple(_told_again(one, again) for one in numbered)
    said = {_folded(one.text) for one in numbered}
    told = []
    for item in items:
        if not item.announced.again and (words := _folded(item.text)) not in said:
            said.add(words)
            told.append(_item(item))
    return (*numbered, *told), remarks


def _told_again(one: ReadRecommendation, again: list[Item]) -> ReadRecommendation:
    """What a list prints a second time is of that list's kind."""
    kind = next((i.announced.kind for i in again if fuzz.ratio(_folded(i.text), _folded(one.text)) >= SAME), one.kind)
    return replace(one, kind=kind)


def _item(item: Item) -> ReadRecommendation:
    asked = addressees_asked(item.text) or addressees_of_heading(item.heading) or addressees_asked(item.lead)
    cited = f"{item.under}.{item.number}" if item.under and item.number else item.number
    return ReadRecommendation(
        paragraph=cited,
        text=item.text,
        page=item.page or None,
        kind=item.announced.kind,
        heading=item.heading,
        addressees=asked or ("state",),
    )


def _operative(told: tuple[str, str, str, int], country: str) -> ReadRecommendation:
    number, text, kind, page = told
    asked = addressees_asked(text)
    named = () if country else countries_asked(text)
    return ReadRecommendation(
        paragraph=number, text=text, page=page or None, kind=kind, addressees=asked, countries=named
    )


def _front(file: SourceFile) -> str:
    """The first page's words; a table of contents names much that the document is not about."""
    if file.is_pdf and file.pages and sum(len(line.text) for line in file.pages[0].lines) > FRONT // 4:
        return " ".join(line.text for line in file.pages[0].lines)[:FRONT]
    return file.head[:FRONT]


def _symbol(layout: Layout, file: SourceFile) -> str:
    if layout.symbol is None:
        return ""
    texts = [file.head, *(line.text for page in file.pages[:4] for line in page.lines)]
    found = next((match for text in texts if (match := layout.symbol.search(text))), None)
    return re.sub(r"\s+", " ", found[0]).strip() if found else ""


def _title(layout: Layout, front: str) -> str:
    found = layout.title.search(front)
    printed = next((said for said in (*found.groups(), found[0]) if said), "") if found else ""
    words = " ".join(printed.split()).strip(" ,:*-–")
    return words[:1].upper() + words[1:] if words else layout.code


def _country(layout: Layout, front: str) -> tuple[str, list[Sentence]]:
    """The State that a document is about; a remark where it should be there and is not."""
    if layout.country is None:
        return "", []
    for match in layout.country.finditer(front):
        printed = match[1].strip(" .,*")
        if code := state_code(printed) or next(
            iter(countries_in(printed.title() if printed.isupper() else printed)), ""
        ):
            return code, []
    return "", [] if layout.thematic else [Sentence("The document does not say which State it is about.")]


def _date(layout: Layout, front: str) -> str:
    printed = next((match[1] for one in layout.dates if (match := one.search(front))), "")
    return date_printed(printed) or ("" if layout.year else date_of_head(front))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
