"""The comments matrix for a viewer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tessera.coordination.models import Comment, Endorsement


def comments_listed(viewer: Any, endorsement: Endorsement) -> QuerySet[Comment]:
    """Comments of a round that the viewer may see, by version and place."""
    rows = Comment.objects.visible_to(viewer).filter(endorsement=endorsement)
    return rows.select_related("organisation", "text_version").defer("text_version__places", "text_version__marks")


def comment_get(viewer: Any, endorsement: Endorsement, pk: int) -> Comment | None:
    """A comment that the viewer may see."""
    rows = Comment.objects.visible_to(viewer).filter(endorsement=endorsement, pk=pk)
    return rows.select_related("organisation", "text_version__endorsement", "endorsement__working_group").first()
