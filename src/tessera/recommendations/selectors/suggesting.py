"""Which records a model has not read yet, and what sources say of them already."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tessera.network.models import Audience
from tessera.recommendations.models import Attestation, LabelModel, LabelReading, Recommendation

from .demands_waiting import KINDS


def records_waiting(model: LabelModel, languages: Collection[str]) -> QuerySet:
    """Records of the public and of the Network that ask for something, in languages that the model learned from, and
    that it has not read with these words and sources."""
    alive = Attestation.objects.filter(recommendation=OuterRef("pk"), gone=None).order_by()
    count: Any = Subquery(alive.values("recommendation").annotate(n=Count("pk")).values("n"), IntegerField())
    rows = Recommendation.objects.annotate(attested=Coalesce(count, Value(0)))
    read = LabelReading.objects.filter(
        recommendation=OuterRef("pk"), model=model, fingerprint=OuterRef("fingerprint"), attested=OuterRef("attested")
    )
    return rows.filter(
        ~Exists(read), withdrawn=None, joined_to=None, kind__in=KINDS, language__in=sorted(languages),
        audience__in=(Audience.PUBLIC, Audience.NETWORK),
    ).order_by("pk")  # fmt: skip
