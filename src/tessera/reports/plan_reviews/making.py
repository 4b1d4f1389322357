"""A review as a written document, in any of the six languages; what people wrote stands as they wrote it."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tessera.coordination.models import PlanReview
from tessera.coordination.selectors.plan_reviews import review_told
from tessera.reports.localised import DJANGO, day_words
from tessera.reports.written import FORMS, Heading, Paragraph, Part, Written

from .found import findings_parts, recommendations_parts
from .stood import frozen_parts

FORMATS = FORMS
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


class Pages:
    """Addresses of the pages that figures and findings lead to, under `root` such as https://tessera.example."""

    def __init__(self, review: PlanReview, root: str) -> None:
        self.review, self.root = review, root

    def rows(self, query: str) -> str:
        """Rows of the frozen plan."""
        return self._at("plan-review-frozen", self.review.plan.code, self.review.pk) + f"?{query}"

    def activity(self, ref: str) -> str:
        return self._at("activity", self.review.plan.code, ref)

    def guidance(self, number: int) -> str:
        return self._at("guidance-item", number)

    def finding(self, number: int) -> str:
        return self._at("plan-review", self.review.plan.code, self.review.pk) + f"#finding-{number}"

    def recommendation(self, number: int) -> str:
        return self._at("review-recommendation", self.review.plan.code, self.review.pk, number)

    def amendment(self, number: int) -> str:
        return self._at("amendment", self.review.plan.code, number)

    def task(self, pk: int) -> str:
        return self._at("task", pk)

    def _at(self, name: str, *arguments: Any) -> str:
        try:
            return self.root + reverse(f"web:{name}", args=arguments)
        except NoReverseMatch:
            return self.root


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
