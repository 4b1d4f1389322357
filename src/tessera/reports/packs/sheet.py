"""A pack as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.choosing import year_of
from tessera.reports.briefs.citing import body_run, position_words
from tessera.reports.localised import DJANGO, language_now
from tessera.reports.tabular import TabularColumn
from tessera.reports.workbook import Sheet, workbook_made
from tessera.vocabulary import terms, themes
from tessera.vocabulary.countries import country_name

from .document import PackTold


def pack_xlsx(told: PackTold) -> bytes:
    """Two sheets: the recommendations, one a row, and what the pack is."""
    with override(DJANGO.get(told.language, told.language)):
        about = [*told.facts, (told.words["note"], told.note), ("", told.about), ("", told.words["unofficial"])]
        sheets = [
            Sheet(_("Recommendations"), _columns(), _rows(told)),
            Sheet(_("About"), [TabularColumn("what", _("What"), 24), TabularColumn("words", _("Words"), 90)], about),
        ]
        return workbook_made(sheets, rtl=told.mirrored)


def _columns() -> list[TabularColumn]:
    return [
        TabularColumn("country", _("Country"), 18),
        TabularColumn("mechanism", _("Mechanism"), 14),
        TabularColumn("year", _("Year"), 8),
        TabularColumn("symbol", _("Symbol"), 22),
        TabularColumn("paragraph", _("Paragraph"), 12),
        TabularColumn("text", _("Recommendation"), 90),
        TabularColumn("language", _("Language of the text"), 10),
        TabularColumn("groups", _("Groups concerned"), 30),
        TabularColumn("themes", _("Themes"), 30),
        TabularColumn("states", _("Recommending States"), 24),
        TabularColumn("position", _("Position"), 14),
    ]


def _rows(told: PackTold) -> Iterator[list[Any]]:
    for record in told.records:
        yield _row(record)


def _row(record: Recommendation) -> list[Any]:
    own = language_now()
    return [
        [country_name(code, own) for code in record.countries],
        body_run(record.body).text if record.body else "",
        year_of(record) or None,
        record.document.symbol if record.document else "",
        record.paragraph,
        record.text,
        record.language,
        [terms.label("groups", code, own) for code in record.groups],
        [themes.label(code, own) for code in record.themes],
        [country_name(code, own) for code in record.states],
        position_words(record.position) if record.position else "",
    ]
