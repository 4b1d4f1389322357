"""The report of one reviewed document: what it says, the scorecard with its passages, what was not found, comments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from tessera.desk_review.models import CriterionRating, DraftComment, ReviewedDocument
from tessera.desk_review.selectors.comparison import Comparison, comparison_of
from tessera.desk_review.selectors.documents import comments_of
from tessera.desk_review.selectors.practices import practices_listed
from tessera.desk_review.selectors.scorecard import Rated, ratings_of
from tessera.reports.localised import DJANGO, day_words, listed, number_words
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Quote, Table, Words, Written

from .addresses import absolute, document_path, passages_path, scorecard_path
from .columns import Column
from .figures import groups_figure, how_figure
from .method import issued_words, method_parts, notice_for, sees_work
from .parts import figure_part, groups_table, practices_parts, quote_part
from .words import code_words, criterion_words, document_words, missing_words, rating_words

QUOTED = 6  # passages of each criterion; the page has all
NOTHING = (CriterionRating.Rating.MISSING, CriterionRating.Rating.SILENT)


def document_told(viewer: Any, document: ReviewedDocument, *, language: str, today: date) -> Written:
    """For `viewer`, who may see the document: with what the Network said only for the Network."""
    with override(DJANGO.get(language, language)):
        found = comparison_of(viewer, [document])
        rated = [
            one
            for one in ratings_of(viewer, document, shown=QUOTED)
            if one[0].machine != "not-applicable" or one[0].rating
        ]
        parts: list[Part] = [
            *_summary(found, document, rated),
            *_scorecard(document, rated),
            *_missing(rated),
            *_groups(found, document),
            *practices_parts(practices_listed(viewer).filter(passage__document=document)),
            *_comments(viewer, document),
            *method_parts(viewer, [document]),
        ]
        return Written(
            title=_("Desk review: %(title)s") % {"title": document.title},
            subtitle=document_words(document),
            language=language,
            issued=issued_words(today),
            notice=notice_for(viewer, [document]),
            parts=tuple(parts),
        )


def _summary(found: Comparison, document: ReviewedDocument, rated: list[Rated]) -> Iterator[Part]:
    yield Heading(_("In short"))
    yield Bullets(tuple(_said(found, document, rated)))
    yield from figure_part(groups_figure(found))
    yield from figure_part(how_figure(found))


def _said(found: Comparison, document: ReviewedDocument, rated: list[Rated]) -> Iterator[Words]:
    suggested = found.count([document]).machine
    total = document.passages.filter(gone_at=None).count()
    words = ngettext(
        "%(n)s of %(all)s passage speaks of minorities or racial discrimination, as the machine suggests",
        "%(n)s of %(all)s passages speak of minorities or racial discrimination, as the machine suggests",
        total,
    ) % {"n": number_words(suggested), "all": number_words(total)}
    yield Linked(words, absolute(document_path(document)))
    if found.read is not None:
        yield _("People have read %(n)s of those suggested.") % {"n": number_words(found.read.get(document.pk, 0))}
    if found.groups:
        yield _("Named: %(groups)s.") % {"groups": listed(code_words("groups", [one]) for one in found.groups)}
    by_people = sum(bool(one.rating) for one, _passages in rated)
    yield _("%(n)s of %(all)s criteria that apply have been rated by a person.") % {
        "n": number_words(by_people),
        "all": number_words(len(rated)),
    }
    if document.state == ReviewedDocument.State.RELEASED and document.released_at:
        yield _("Released on %(day)s, after the country team could comment.") % {"day": day_words(document.released_at)}


def _scorecard(document: ReviewedDocument, rated: list[Rated]) -> Iterator[Part]:
    yield Heading(_("Scorecard"))
    rows = tuple(
        (
            Linked(criterion_words(one.criterion), absolute(scorecard_path(document, one.criterion))),
            rating_words(one.rating) if one.rating else _("None yet"),
            rating_words(one.machine),
            _passages(document, one),
        )
        for one, _found in rated
    )
    columns = (_("Criterion"), _("A person’s rating"), _("The machine’s suggestion"), _("Passages"))
    yield Table(_("Criteria that apply to this kind of document"), columns, rows, numeric=frozenset({3}))
    yield Heading(_("What each rating rests on"))
    for one, passages in rated:
        yield Heading(criterion_words(one.criterion), 2)
        said = rating_words(one.rating) if one.rating else ""
        yield Paragraph(
            _("A person’s rating: %(rating)s. %(reason)s") % {"rating": said, "reason": one.reason}
            if said
            else _("Not rated by a person yet. The machine suggests: %(rating)s.")
            % {"rating": rating_words(one.machine)}
        )
        yield from (quote_part(passage, language=document.language) for passage in passages)
        if not passages:
            yield Paragraph(missing_words(one.criterion), look="muted")
        elif len(one.passages) > len(passages):
            left = len(one.passages) - len(passages)
            words = ngettext("%(n)s further passage", "%(n)s further passages", left) % {"n": number_words(left)}
            yield Paragraph(Linked(words, absolute(passages_path([document], criterion=one.criterion))), look="muted")


def _passages(document: ReviewedDocument, one: CriterionRating) -> str | Linked:
    number = len(one.passages)
    path = passages_path([document], criterion=one.criterion)
    return Linked(number_words(number), absolute(path)) if number else number_words(0)


def _missing(rated: list[Rated]) -> Iterator[Part]:
    """What nobody found: by the machine where no person says otherwise, and what a person found to be silent."""
    silent = [one for one, _p in rated if one.rating == CriterionRating.Rating.SILENT]
    missing = [one for one, _p in rated if (one.rating or one.machine) == CriterionRating.Rating.MISSING]
    if not silent and not missing:
        return
    yield Heading(_("What is missing"))
    if missing:
        yield Paragraph(_("Not found in this document, which does not say that it is silent:"))
        yield Bullets(tuple(missing_words(one.criterion) or criterion_words(one.criterion) for one in missing))
    if silent:
        yield Paragraph(_("Silent, as a person found after the country team could comment:"))
        yield Bullets(tuple(f"{criterion_words(one.criterion)}: {one.reason}" for one in silent))


def _groups(found: Comparison, document: ReviewedDocument) -> Iterator[Part]:
    if found.rows:
        yield Heading(_("Whom it speaks of, and how"))
        yield groups_table(found, [Column(_("Passages"), (document,))])


def _comments(viewer: Any, document: ReviewedDocument) -> Iterator[Part]:
    """What the country team and others of the Network said, and what was answered: for the Network."""
    if not sees_work(viewer):
        return
    comments = list(comments_of(viewer, document))
    yield Heading(_("Comments on the draft, and answers"))
    if document.comment_until:
        yield Paragraph(_("The country team could comment until %(day)s.") % {"day": day_words(document.comment_until)})
    if not comments:
        yield Paragraph(_("Nobody has commented."))
    for one in comments:
        yield from _comment(one)


def _comment(one: DraftComment) -> Iterator[Part]:
    yield Quote(one.text, source=f"{one.by or ''}, {day_words(one.at.date())}")
    if one.answer:
        yield Paragraph(_("Answer: %(words)s") % {"words": one.answer})
    else:
        yield Paragraph(_("Not answered yet."), look="muted")
