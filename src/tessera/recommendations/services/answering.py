"""Answers of States that came before what they answer: they wait, and are joined to it once it is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from tessera.harvest import RESPONSE
from tessera.recommendations.models import Attestation, Recommendation

from .describing import ANSWERS
from .joining import answered
from .retelling import recommendations_retell


def buckets_waiting() -> set[int]:
    """Where answers wait. Read once for an import: an import of answers adds none that its own records could end."""
    waiting = Recommendation.objects.filter(
        attestations__source=ANSWERS, kind=RESPONSE, joined_to=None, audience="public"
    )
    return set(waiting.exclude(bucket=None).values_list("bucket", flat=True))


def answers_settle(buckets: Collection[int]) -> list[int]:
    """Join the answers that wait in these buckets to their recommendations; the ids of all that changed."""
    waiting = list(Recommendation.objects.filter(kind=RESPONSE, joined_to=None, audience="public", bucket__in=buckets))
    if not waiting:
        return []
    known: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Recommendation.objects.filter(bucket__in={one.bucket for one in waiting}, joined_to=None, audience="public")
    for pk, bucket, paragraph in rows.exclude(kind=RESPONSE).values_list("pk", "bucket", "paragraph"):
        known[bucket].append((pk, paragraph))
    settled = []
    for one in waiting:
        one.joined_to_id = answered(one.paragraph, known[one.bucket])
        if one.joined_to_id:
            settled.append(one)
    for one in settled:
        Attestation.objects.filter(recommendation=one).update(recommendation=one.joined_to_id)
    Recommendation.objects.bulk_update(settled, ["joined_to"], batch_size=200)
    recommendations = {one.joined_to_id for one in settled}
    recommendations_retell(recommendations)
    return [*recommendations, *(one.pk for one in settled)]
