"""A person's word on a recommendation's labels: above sources, rules and models, and never overwritten by an import."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.services.audit import audit_record
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Correction, Recommendation
from tessera.recommendations.selectors.corrections import end_of
from tessera.vocabulary import terms, themes
from tessera.vocabulary.tags import guidance_taggable

from .retelling import recommendations_retell, recommendations_tell


@transaction.atomic
def labels_correct(
    *, recommendation: Recommendation, field: str, codes: Sequence[str], reason: str, by: Any, made_at: str = ""
) -> Correction:
    """Say which codes of a field are right, all of them; `made_at` is noted in its history. Raises
    RecommendationError."""
    known = _known(field)
    unknown = [code for code in codes if code not in known and code not in getattr(recommendation, field)]
    if unknown:
        raise RecommendationError(_("“%(code)s” is not known.") % {"code": unknown[0]})
    if not recommendation.attestations.filter(gone=None).exists():
        raise RecommendationError(_("No source speaks of this record any more: its labels stay as they are."))
    if not reason.strip():
        raise RecommendationError(_("Say why: whoever doubts it later must be able to follow."))
    one = Correction.objects.filter(recommendation=recommendation, field=field).first()
    one = one or Correction(recommendation=recommendation, field=field)
    one.codes, one.reason, one.by, one.at = list(dict.fromkeys(codes)), reason.strip(), by, timezone.now()
    one._history_user, one._change_reason = by, made_at or None
    one.save()
    _told(recommendation, "recommendation.correct", field, by)
    return one


@transaction.atomic
def correction_withdraw(*, correction: Correction, by: Any) -> None:
    """From now on the labels of sources and rules stand again; the history keeps what was said."""
    recommendation = correction.recommendation
    correction._history_user = by
    correction.delete()
    _told(recommendation, "recommendation.correction-withdraw", correction.field, by)


def _told(recommendation: Recommendation, action: str, field: str, by: Any) -> None:
    """What was joined to another record is told there."""
    told = {recommendation.pk, end_of(recommendation).pk}
    recommendations_retell(told)
    recommendations_tell(told)
    audit_record(actor=by, action=action, subject=str(recommendation.pk), field=field)


def _known(field: str) -> Sequence[str]:
    if field == Correction.Field.GROUPS:
        return terms.codes("groups")
    if field == Correction.Field.INTERSECTIONS:
        return terms.codes("intersections")
    if field == Correction.Field.THEMES:
        return tuple(themes.themes())
    return tuple(str(number) for number in sorted(guidance_taggable()))
