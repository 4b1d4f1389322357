"""Figures of recommendations that the platform counts: sent out in packs, and taken up."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.recommendations.models import FollowUp, PackBody, PackDispatch, Recommendation

from .measures import Row, Scope, register


def measures_register() -> None:
    """Called once, by the app."""
    register(
        "recommendations.disseminated",
        _disseminated,
        label=_("Recommendations disseminated"),
        unit=_("recommendations"),
        row=_recommendation_row,
        for_network=True,
    )
    register(
        "recommendations.followed-up",
        _followed_up,
        label=_("Recommendations with follow-up"),
        unit=_("recommendations"),
        row=_recommendation_row,
    )


def _disseminated(scope: Scope) -> QuerySet[Recommendation]:
    """Each recommendation once, however often it was sent."""
    sent = PackDispatch.objects.filter(PackDispatch.visibility_q(scope.viewer), **scope.days("sent_on"))
    bodies = PackBody.objects.filter(pack__in=sent.values("pack")).values_list("rows", flat=True)
    inside = {row["id"] for rows in bodies for row in rows if row.get("id")}
    return Recommendation.objects.visible_to(scope.viewer).filter(pk__in=inside).order_by("-year", "pk")


def _followed_up(scope: Scope) -> QuerySet[Recommendation]:
    """Each recommendation once, from the day on which its first follow-up was entered."""
    entered = FollowUp.objects.visible_to(scope.viewer).filter(archived_at__isnull=True).order_by()
    first = entered.filter(recommendation=OuterRef("pk")).values("recommendation").annotate(day=Min("created_at__date"))
    return (
        Recommendation.objects.visible_to(scope.viewer)
        .annotate(counted_on=Subquery(first.values("day")))
        .filter(**scope.days("counted_on"))
        .order_by("counted_on", "pk")
    )


def _recommendation_row(record: Any) -> Row:
    title = Truncator(record.text).chars(160)
    return Row(title, getattr(record, "counted_on", record.date), "web:recommendation", (record.pk,))
