"""Parts that the reports of one and of several documents share: figures, tables of counts, passages, good practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tessera.desk_review.models import GoodPractice, Passage
from tessera.desk_review.selectors.comparison import Comparison
from tessera.reports.figures import Figure
from tessera.reports.written import Drawing, Heading, Linked, Paragraph, Part, Quote, Table

from .addresses import absolute, passage_path
from .columns import Column
from .tables import Cell, Row, group_rows, rating_rows
from .words import cited_words, code_words, reading_words, standing_words

LONGEST = 900  # characters of a passage that is quoted; the page has all


def figure_part(figure: Figure) -> Iterator[Part]:
    """The sentence, then the drawing; nothing is drawn of nothing."""
    if not figure.svg:
        yield Paragraph(f"{figure.title}: {figure.sentence}")
        return
    told = "; ".join(": ".join(str(cell) for cell in row) for row in figure.rows)
    yield Drawing(figure.title, figure.svg, f"{figure.sentence} {told}")
    yield Paragraph(figure.sentence, look="muted")


def ratings_table(found: Comparison, columns: Sequence[Column]) -> Table:
    note = _("“Machine” marks what nobody has rated yet: a suggestion, no finding.")
    return _table(_("Ratings by criterion"), _("Criterion"), columns, rating_rows(found, columns), note=note)


def groups_table(found: Comparison, columns: Sequence[Column]) -> Table:
    note = _("Suggested by the machine; in parentheses, those of which a person says so.")
    rows = group_rows(found, columns)
    return _table(_("Passages by group and by how it is addressed"), _("Group"), columns, rows, note=note, numeric=True)


def quote_part(passage: Passage, *, language: str) -> Quote:
    """As written, with the paragraph and page where it stands, linked to its page, and the heading next above it."""
    source = (
        Linked(cited_words(passage), absolute(passage_path(passage))),
        f" · {passage.heading[-1]}" if passage.heading else "",
        f" · {_('the machine suggests: %(reading)s') % {'reading': reading_words(passage)}}",
    )
    return Quote(Truncator(passage.text).chars(LONGEST), language, source)


def practices_parts(practices: Iterable[GoodPractice]) -> Iterator[Part]:
    """What people nominated, with their reasons."""
    practices = list(practices)
    if not practices:
        return
    yield Heading(_("Passages that people nominated as good practice"))
    for one in practices:
        document = one.passage.document
        yield Quote(
            Truncator(one.passage.text).chars(LONGEST),
            document.language,
            (Linked(f"{document.title}, {cited_words(one.passage)}", absolute(passage_path(one.passage))),),
        )
        yield Paragraph(
            f"{standing_words(one)}. {code_words('groups', one.groups)} · {code_words('how', one.how)}", look="strong"
        )
        yield Paragraph(_("Why: %(reason)s") % {"reason": one.reason})
        yield Paragraph(_("What makes it transferable: %(words)s") % {"words": one.transferable})
        if one.shown_by:
            yield Paragraph(_("What shows that it was done: %(words)s") % {"words": one.shown_by})


def _table(
    caption: str, head: str, columns: Sequence[Column], rows: Sequence[Row], *, note: str, numeric: bool = False
) -> Table:
    names = tuple(one.short or one.label for one in columns)
    places = frozenset(range(1, len(columns) + 1)) if numeric else frozenset()
    told = tuple((f"– {row.label}" if row.within else row.label, *map(_linked, row.cells)) for row in rows)
    return Table(caption, (head, *names), told, numeric=places, note=note)


def _linked(cell: Cell) -> str | Linked:
    words = f"{cell.words} ({cell.more})" if cell.more else cell.words
    return Linked(words, absolute(cell.path)) if cell.path else words
