"""Where the figures and findings of a review lead."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

from tessera.coordination.models import PlanReview


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
