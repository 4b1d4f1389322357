"""The figure that the desk review gives to the plans' indicators: country documents reviewed and released."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.plans.measures import Row, Scope, register

from .models import ReviewedDocument


def measures_register() -> None:
    """Called once, by the app."""
    register(
        "documents.reviewed",
        _released,
        label=_("Country documents reviewed and released"),
        unit=_("country documents"),
        row=_row,
    )


def _released(scope: Scope) -> QuerySet[ReviewedDocument]:
    released = ReviewedDocument.objects.visible_to(scope.viewer).filter(state=ReviewedDocument.State.RELEASED)
    return released.exclude(country="").filter(**scope.days("released_at__date")).order_by("released_at", "pk")


def _row(document: Any) -> Row:
    return Row(document.title, document.released_at.date(), "web:desk-review-document", (document.pk,))
