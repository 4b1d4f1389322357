"""Joining and setting apart by hand: with a reason, logged, undone exactly; imports leave it as people decided.

Refused while an import runs, which has read what is joined and chooses the ids of new records.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.services.audit import audit_record
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Attestation, JoinByHand, Recommendation
from tessera.recommendations.models.codes import CodesField

from .locking import no_import_runs
from .retelling import KEPT, recommendations_retell, recommendations_tell


@no_import_runs()
@transaction.atomic
def recommendations_join(*, record: Recommendation, to: Recommendation, reason: str, by: Any) -> JoinByHand:
    """`record` is the same recommendation as `to`: all that sources say of it goes over, and its address leads there.

    Raises RecommendationError.
    """
    record, to = _locked(record.pk, to.pk)
    _joinable(record, to)
    _reason_given(reason)
    attestations = list(Attestation.objects.filter(recommendation=record).order_by("pk"))
    act = JoinByHand.objects.create(
        act=JoinByHand.Act.JOIN, record=record, other=to, moved=_moved(attestations), before=_said(to),
        reason=reason.strip(), by=by,
    )  # fmt: skip
    _move(attestations, to.pk)
    Recommendation.objects.filter(pk=record.pk).update(joined_to=to)
    _told_anew([to.pk], also=[record.pk])
    audit_record(actor=by, action="recommendation.join", subject=f"{record.pk} {to.pk}", act=act.pk)
    return act


@no_import_runs()
@transaction.atomic
def attestation_set_apart(*, attestation: Attestation, reason: str, by: Any) -> JoinByHand:
    """What one source says is another recommendation: it becomes a record of its own. Raises RecommendationError."""
    (record,) = _locked(attestation.recommendation_id)
    _reason_given(reason)
    if record.joined_to_id or not record.attestations.exclude(pk=attestation.pk).exists():
        raise RecommendationError(_("This is all that any source says of this record: nothing can be set apart."))
    own = Recommendation.objects.get(pk=record.pk)
    own.pk, own._state.adding = None, True
    own.save()
    own.audience_people.set(record.audience_people.all())
    attestation = Attestation.objects.get(pk=attestation.pk)
    act = JoinByHand.objects.create(
        act=JoinByHand.Act.APART, record=record, other=own, moved=_moved([attestation]), before=_said(record),
        reason=reason.strip(), by=by,
    )  # fmt: skip
    _move([attestation], own.pk)
    _told_anew([record.pk, own.pk])
    audit_record(actor=by, action="recommendation.set-apart", subject=f"{record.pk} {own.pk}", act=act.pk)
    return act


@no_import_runs()
@transaction.atomic
def join_by_hand_undo(*, act: JoinByHand, reason: str, by: Any) -> JoinByHand:
    """As it was before: what went over goes back, pinned or not as it was. Raises RecommendationError."""
    act = JoinByHand.objects.select_for_update().get(pk=act.pk)
    if act.undone_at:
        raise RecommendationError(_("This was undone already."))
    _reason_given(reason)
    record, other = _locked(act.record_id, act.other_id)
    if other.joined_to_id or (act.act == JoinByHand.Act.APART and record.joined_to_id):
        raise RecommendationError(_("Other records were joined since: undo that first."))
    pinned = dict(act.moved)
    for one in Attestation.objects.filter(pk__in=pinned, recommendation=other):
        one.recommendation, one.pinned = record, pinned[one.pk]
        one.save(update_fields=["recommendation", "pinned"])
    if act.act == JoinByHand.Act.JOIN:
        Recommendation.objects.filter(pk=record.pk).update(joined_to=None)
        _told_anew([record.pk, other.pk])
    else:
        Recommendation.objects.filter(pk=other.pk).update(joined_to=record)  # its address leads to where its words are
        _told_anew([record.pk], also=[other.pk])
    act.undone_at, act.undone_by, act.undone_reason = timezone.now(), by, reason.strip()
    act.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    audit_record(actor=by, action="recommendation.join-undo", subject=f"{record.pk} {other.pk}", act=act.pk)
    return act


def _locked(*ids: int) -> list[Recommendation]:
    there = {one.pk: one for one in Recommendation.objects.select_for_update().filter(pk__in=ids)}
    return [there[pk] for pk in ids]


def _joinable(record: Recommendation, to: Recommendation) -> None:
    if record.pk == to.pk:
        raise RecommendationError(_("A record cannot be joined to itself."))
    if record.joined_to_id:
        raise RecommendationError(_("This record was joined to another already."))
    if to.joined_to_id:
        raise RecommendationError(
            _("Record %(to)s was itself joined to record %(last)s: name that one.")
            % {"to": to.pk, "last": to.joined_to_id}
        )
    if (record.audience, record.audience_group_id) != (to.audience, to.audience_group_id):
        raise RecommendationError(_("The two records are for different audiences and cannot be joined."))


def _reason_given(reason: str) -> None:
    if not reason.strip():
        raise RecommendationError(_("Say why: whoever doubts it later must be able to follow."))


def _moved(attestations: Sequence[Attestation]) -> list[list[Any]]:
    return [[one.pk, one.pinned] for one in attestations]


def _move(attestations: Sequence[Attestation], to: int) -> None:
    Attestation.objects.filter(pk__in=[one.pk for one in attestations]).update(recommendation=to, pinned=True)


def _said(record: Recommendation) -> dict[str, Any]:
    """What a record says before its sources change."""
    lists = {f.name for f in Recommendation._meta.concrete_fields if isinstance(f, CodesField)}
    return {name: list(getattr(record, name)) if name in lists else getattr(record, name) for name in KEPT}


def _told_anew(ids: Sequence[int], *, also: Sequence[int] = ()) -> None:
    """Records say what their sources say; the index learns of them, and of `also`."""
    recommendations_retell(ids)
    recommendations_tell([*ids, *also])
