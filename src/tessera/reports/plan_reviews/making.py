"""A review as a written document, in any of the six languages; what people wrote stands as they wrote it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tessera.coordination.models import PlanReview
from tessera.coordination.selectors.plan_reviews import review_told
from tessera.reports.localised import DJANGO, day_words
from tessera.reports.written import FORMS, Heading, Paragraph, Part, Written

from .found import findings_parts, recommendations_parts
from .pages import Pages
from .stood import frozen_parts

FORMATS = FORMS
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def review_written(review: PlanReview, viewer: Any, *, language: str, root: str) -> Written:
    """What `viewer` may read of a review that they may see, with its frame in `language`."""
    with translation.override(DJANGO.get(language, language)):
        told = review_told(review, viewer)
        pages, said_in = Pages(review, root), review.plan.language
        parts: list[Part] = []
        if review.purpose:
            parts += [Heading(_("Purpose and method")), *_paragraphs(review.purpose, said_in)]
        parts += frozen_parts(told, pages)
        if told.told:
            if review.conclusions:
                parts += [Heading(_("Conclusions")), *_paragraphs(review.conclusions, said_in)]
            parts += findings_parts(told, pages) + recommendations_parts(told, pages)
        return Written(
            title=review.title,
            subtitle=f"{review.get_kind_display()} · {review.plan.wording('title', language)}",
            language=language,
            issued=_issued(review),
            notice=_notice(review, viewer),
            parts=tuple(parts),
        )


def _issued(review: PlanReview) -> str:
    words = _("As of %(as_of)s. State on %(day)s: %(state)s.")
    return words % {
        "as_of": day_words(review.as_of),
        "day": day_words(timezone.now().date()),
        "state": review.get_state_display(),
    }


def _notice(review: PlanReview, viewer: Any) -> str:
    """Who may read it: what is in it was picked for this reader."""
    if review.audience == "public" and not getattr(viewer, "is_of_network", True):
        return ""
    return _("With entries for the Network; not for passing on as it is.")


def _paragraphs(text: str, language: str) -> list[Part]:
    return [Paragraph(line.strip(), language=language) for line in text.splitlines() if line.strip()]
