"""The report of several documents: a comparison of a few side by side, or of a set as a whole. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from tessera.desk_review.models import Passage, ReviewedDocument
from tessera.desk_review.selectors.comparison import Comparison, comparison_of, passages_resting
from tessera.desk_review.selectors.practices import practices_listed
from tessera.reports.localised import DJANGO, number_words
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Table, Written

from .addresses import absolute, document_path, passages_path
from .columns import BY, Column, columns_of
from .figures import figures_of
from .method import issued_words, method_parts, notice_for
from .parts import figure_part, groups_table, practices_parts, quote_part, ratings_table
from .words import criterion_words, document_words, missing_words, rating_words

SIDE_BY_SIDE = 5  # columns that a page has room for
QUOTED = 2  # passages of each document and criterion


def several_told(
    viewer: Any, documents: Sequence[ReviewedDocument], *, language: str, today: date, by: str = "document"
) -> Written:
    """Of documents that `viewer` may see, in columns `by` document, country, region, kind or year."""
    with override(DJANGO.get(language, language)):
        found = comparison_of(viewer, documents)
        columns = columns_of(documents, by)
        number = len(documents)
        parts: list[Part] = [
            *_documents(found),
            *_ratings(found, columns),
            *_groups(found, columns),
            *_missing(found),
            *_evidence(viewer, found),
            *practices_parts(practices_listed(viewer).filter(passage__document__in=documents)),
            *method_parts(viewer, documents),
        ]
        return Written(
            title=_("Desk review of country documents"),
            subtitle=ngettext("%(n)s document, by %(by)s", "%(n)s documents, by %(by)s", number)
            % {"n": number_words(number), "by": str(BY[by]).lower()},
            language=language,
            issued=issued_words(today),
            notice=notice_for(viewer, documents),
            parts=tuple(parts),
        )


def _documents(found: Comparison) -> Iterator[Part]:
    yield Heading(_("The documents"))
    columns = [_("Document"), _("What it is"), _("State"), _("Suggested")]
    rows = []
    for at, one in enumerate(found.documents, start=1):
        count = number_words(found.count([one]).machine)
        row: list[str | Linked] = [f"[{at}] {one.title}", document_words(one), str(one.get_state_display())]
        row.append(Linked(count, absolute(document_path(one))))
        if found.read is not None:
            row.append(number_words(found.read.get(one.pk, 0)))
        rows.append(tuple(row))
    if found.read is not None:
        columns.append(pgettext("passages", "Read"))
    note = _("Passages that the machine suggests, and how many of them people have read.")
    numeric = frozenset(range(3, len(columns)))
    yield Table(_("Documents in this report"), tuple(columns), tuple(rows), numeric=numeric, note=note)


def _ratings(found: Comparison, columns: Sequence[Column]) -> Iterator[Part]:
    yield Heading(_("What the scorecards say"))
    figures = dict(figures_of(found))
    if "ratings" in figures:
        yield from figure_part(figures["ratings"])
    for some in _side_by_side(columns):
        yield ratings_table(found, some)


def _groups(found: Comparison, columns: Sequence[Column]) -> Iterator[Part]:
    yield Heading(_("Whom they speak of, and how"))
    figures = dict(figures_of(found))
    yield from figure_part(figures["groups"])
    yield from figure_part(figures["how"])
    for some in _side_by_side(columns):
        if found.rows:
            yield groups_table(found, some)


def _side_by_side(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """As many at a time as a page has room for."""
    yield from (columns[at : at + SIDE_BY_SIDE] for at in range(0, len(columns), SIDE_BY_SIDE))


def _missing(found: Comparison) -> Iterator[Part]:
    """What was not found in which document, and what a person found to be silent."""
    told = []
    for code in found.criteria:
        for rating in ("missing", "silent"):
            named = [o.title for o in found.documents if _rating(found, code, o) == rating]
            if named:
                label = (
                    missing_words(code) if rating == "missing" else f"{criterion_words(code)}: {rating_words(rating)}."
                )
                told.append(f"{label} {'; '.join(named)}")
    if told:
        yield Heading(_("What is missing"))
        yield Paragraph(_("Not found in this document, which does not say that it is silent:"))
        yield Bullets(tuple(told))


def _rating(found: Comparison, criterion: str, document: ReviewedDocument) -> str:
    judged = found.ratings.get((criterion, document.pk))
    return judged.rating if judged else ""


def _evidence(viewer: Any, found: Comparison) -> Iterator[Part]:
    """By criterion and document, the passages that a rating rests on."""
    yield Heading(_("What each rating rests on"))
    resting = passages_resting(viewer, found.documents, each=QUOTED)
    for code in found.criteria:
        held = [(one, resting.get((code, one.pk), [])) for one in found.documents]
        if any(passages for _one, passages in held):
            yield Heading(criterion_words(code), 2)
            for one, passages in held:
                yield from _quoted(found, code, one, passages)


def _quoted(found: Comparison, criterion: str, one: ReviewedDocument, passages: list[Passage]) -> Iterator[Part]:
    if passages:
        words = f"[{found.documents.index(one) + 1}] {one.title}: {rating_words(_rating(found, criterion, one))}"
        yield Paragraph(Linked(words, absolute(passages_path([one], criterion=criterion))), look="strong")
        yield from (quote_part(passage, language=one.language) for passage in passages)
