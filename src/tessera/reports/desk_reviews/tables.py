"""The tables of a comparison, before they have a form: rows of a label and cells, each cell with where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.selectors.comparison import ANY, Comparison, Count
from tessera.reports.localised import number_words
from tessera.reports.tabular import TabularColumn

from .addresses import PEOPLE, passages_path, scorecard_path
from .columns import Column
from .words import code_words, criterion_words, kind_words, rating_words


@dataclass(frozen=True, slots=True)
class Cell:
    """`words`, and the path of the passages behind them, "" where there are none. `more` is a second count."""

    words: str
    path: str = ""
    more: str = ""
    more_path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`within` is said of a row that tells more of the row above it."""

    label: str
    cells: tuple[Cell, ...]
    within: bool = False


def rating_rows(found: Comparison, columns: Sequence[Column]) -> list[Row]:
    """Criteria by columns."""
    return [
        Row(criterion_words(code), tuple(_rated(found, column, code) for column in columns)) for code in found.criteria
    ]


def group_rows(found: Comparison, columns: Sequence[Column]) -> list[Row]:
    """Groups, and under each how it is addressed, by columns."""
    rows = []
    for group in found.groups:
        rows.append(_counted(found, columns, group, ANY))
        rows += [_counted(found, columns, group, how) for one, how in found.rows if one == group]
    return rows


def count_words(count: Count) -> str:
    """12, or 12 (3): suggested by the machine, and said by people."""
    return number_words(count.machine) + (f" ({number_words(count.people)})" if count.people else "")


def _rated(found: Comparison, column: Column, criterion: str) -> Cell:
    counted = found.ratings_of(column.documents, criterion)
    document = column.single
    if document is None:
        said = "; ".join(f"{rating_words(code)}: {number_words(number)}" for code, number in counted.items())
        return Cell(said or _("Not applicable"), passages_path(column.documents, criterion=criterion) if said else "")
    judged = found.ratings.get((criterion, document.pk))
    if judged is None or judged.rating == "not-applicable":
        return Cell(_("Not applicable"))
    path = passages_path([document], criterion=criterion) if judged.passages else scorecard_path(document, criterion)
    return Cell(rating_words(judged.rating), path, "" if judged.person else pgettext("suggested by", "machine"))


def _counted(found: Comparison, columns: Sequence[Column], group: str, how: str) -> Row:
    label = code_words("how", [how]) if how else code_words("groups", [group])
    cells = []
    for column in columns:
        count = found.count(column.documents, group, how)
        asked = {"group": group, "how": how}
        cells.append(
            Cell(
                number_words(count.machine),
                passages_path(column.documents, **asked) if count.machine else "",
                number_words(count.people) if count.people else "",
                passages_path(column.documents, said=PEOPLE, **asked) if count.people else "",
            )
        )
    return Row(label, tuple(cells), within=bool(how))


def flat_columns() -> list[TabularColumn]:
    """Of the file: one row for each document and criterion, and for each document, group and how."""
    return [
        TabularColumn("document", _("Document"), 40),
        TabularColumn("country", _("Country"), 10),
        TabularColumn("year", _("Year"), 8),
        TabularColumn("kind", _("Kind of document"), 20),
        TabularColumn("what", _("What"), 14),
        TabularColumn("item", _("Criterion or group"), 50),
        TabularColumn("how", _("How they are addressed"), 24),
        TabularColumn("machine", _("The machine’s suggestion"), 24),
        TabularColumn("people", _("What people say"), 24),
        TabularColumn("passages", _("Passages"), 10),
    ]


def flat_rows(found: Comparison) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for one in found.documents:
        about = [one.title, one.country, one.year, kind_words(one.kind)]
        rows += [[*about, *rest] for rest in _flat_ratings(found, one)]
        for group, how in found.rows:
            count = found.count([one], group, how)
            if count.machine or count.people:
                words = [code_words("groups", [group]), code_words("how", [how])]
                rows.append([*about, _("Group"), *words, count.machine, count.people, count.machine])
    return rows


def _flat_ratings(found: Comparison, document: ReviewedDocument) -> list[list[Any]]:
    rows = []
    for code in found.criteria:
        if judged := found.ratings.get((code, document.pk)):
            person = rating_words(judged.person) if judged.person else ""
            machine = rating_words(judged.machine)
            rows.append([_("Criterion"), criterion_words(code), "", machine, person, judged.passages])
    return rows
