"""Joining demands and setting apart by hand: with a reason, logged, undone exactly; placing leaves it so.

What was joined keeps its own number and its recommendations, and leads to the other: what is placed in it later is
shown there, too. What was set apart is never placed again where it was taken from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.services.audit import audit_record
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Demand, DemandByHand, DemandPlace, Recommendation, SharedDemand

from .locking import no_import_runs

Act = DemandByHand.Act


@transaction.atomic
def demands_join(*, demand: Demand, to: Demand, reason: str, by: Any) -> DemandByHand:
    """`demand` asks for the same as `to`, of the same country. Raises RecommendationError."""
    demand, to = _both(Demand, demand.pk, to.pk)
    _reason_given(reason)
    if demand.country != to.country:
        raise RecommendationError(_("The two demands are made to different countries: join their shared demands."))
    _joinable(demand, to)
    Demand.objects.filter(pk=demand.pk).update(joined_to=to)
    return _noted(Act.JOIN, reason, by, demand=demand, other=to)


def recommendations_set_apart(
    *, demand: Demand, recommendations: Sequence[Recommendation], reason: str, by: Any
) -> DemandByHand:
    """These ask for something else than the others of a demand: they become one of their own. Raises
    RecommendationError."""
    with no_import_runs(), transaction.atomic():
        _reason_given(reason)
        ids = sorted({one.pk for one in recommendations})
        own = DemandPlace.objects.filter(Q(demand=demand) | Q(demand__joined_to=demand))
        chosen = own.filter(recommendation__in=ids)
        moved = [list(row) for row in chosen.order_by("pk").values_list("recommendation_id", "demand_id", "pinned")]
        if not ids or {row[0] for row in moved} != set(ids):
            raise RecommendationError(_("Choose recommendations that make this demand."))
        if not own.exclude(recommendation__in=ids).exists():
            raise RecommendationError(_("These are all that make this demand: nothing can be set apart."))
        shared = SharedDemand.objects.create()
        other = Demand.objects.create(country=demand.country, shared=shared, first_id=ids[0], pinned=True)
        _move(chosen, other)
        return _noted(Act.APART, reason, by, demand=demand, other=other, moved=moved)


@transaction.atomic
def shared_demands_join(*, shared: SharedDemand, to: SharedDemand, reason: str, by: Any) -> DemandByHand:
    """`shared` is the same demand as `to`, across countries. Raises RecommendationError."""
    shared, to = _both(SharedDemand, shared.pk, to.pk)
    _reason_given(reason)
    _joinable(shared, to)
    SharedDemand.objects.filter(pk=shared.pk).update(joined_to=to)
    return _noted(Act.JOIN_SHARED, reason, by, shared=shared, other_shared=to)


def demand_set_apart(*, demand: Demand, reason: str, by: Any) -> DemandByHand:
    """What one country is asked is not what others are: it becomes a shared demand of its own. Raises
    RecommendationError."""
    with no_import_runs(), transaction.atomic():
        demand = Demand.objects.select_for_update().get(pk=demand.pk)
        _reason_given(reason)
        if demand.joined_to_id or demand.shared is None:
            raise RecommendationError(_("This demand leads to another: set that one apart."))
        before, other = demand.shared, SharedDemand.objects.create()
        Demand.objects.filter(pk=demand.pk).update(shared=other, pinned=True)
        return _noted(Act.APART_SHARED, reason, by, demand=demand, shared=before, other_shared=other)


def demand_act_undo(*, act: DemandByHand, reason: str, by: Any) -> DemandByHand:
    """As it was before. Raises RecommendationError."""
    with no_import_runs(), transaction.atomic():
        act = DemandByHand.objects.select_for_update().get(pk=act.pk)
        if act.undone_at:
            raise RecommendationError(_("This was undone already."))
        _reason_given(reason)
        _UNDOING[act.act](act)
        act.undone_at, act.undone_by, act.undone_reason = timezone.now(), by, reason.strip()
        act.save(update_fields=["undone_at", "undone_by", "undone_reason"])
        audit_record(actor=by, action="demand.undo", subject=str(act), act=act.pk)
        return act


def _join_undo(act: DemandByHand) -> None:
    Demand.objects.filter(pk=act.demand_id).update(joined_to=None)


def _shared_join_undo(act: DemandByHand) -> None:
    SharedDemand.objects.filter(pk=act.shared_id).update(joined_to=None)


def _apart_undo(act: DemandByHand) -> None:
    """They go back where they were, unless a person set them apart from here since."""
    other = act.other
    if other is None or other.joined_to_id or other.joined_here.exists():
        raise RecommendationError(_("Other demands were joined since: undo that first."))
    for recommendation, demand, pinned in act.moved:
        back = DemandPlace.objects.filter(demand=other, recommendation=recommendation)
        if DemandPlace.objects.filter(demand=demand, recommendation=recommendation).exists():
            back.delete()  # it stands there already
        else:
            back.update(demand=demand, pinned=pinned)


def _shared_apart_undo(act: DemandByHand) -> None:
    other = act.other_shared
    if other is None or other.joined_to_id or other.joined_here.exists():
        raise RecommendationError(_("Other demands were joined since: undo that first."))
    Demand.objects.filter(pk=act.demand_id, shared=other).update(shared=act.shared_id, pinned=False)


_UNDOING = {
    Act.JOIN: _join_undo, Act.APART: _apart_undo, Act.JOIN_SHARED: _shared_join_undo,
    Act.APART_SHARED: _shared_apart_undo,
}  # fmt: skip


def _move(places: QuerySet, to: Demand) -> None:
    """A recommendation that stood in several of the demands that were joined stands in `to` once."""
    firsts = places.values("recommendation").annotate(first=Min("pk")).values("first")
    keep = set(firsts.values_list("first", flat=True))
    ids = list(places.values_list("pk", flat=True))
    DemandPlace.objects.filter(pk__in=[pk for pk in ids if pk not in keep]).delete()
    DemandPlace.objects.filter(pk__in=keep).update(demand=to, pinned=True)


def _both(model: Any, one: int, other: int) -> tuple[Any, Any]:
    """Both held, the lower number first: of two people who join them crosswise, one comes second."""
    held = {row.pk: row for row in model.objects.select_for_update().filter(pk__in=[one, other]).order_by("pk")}
    return held[one], held[other]


def _joinable(one: Demand | SharedDemand, to: Demand | SharedDemand) -> None:
    if one.pk == to.pk:
        raise RecommendationError(_("A demand cannot be joined to itself."))
    if one.joined_to_id:
        raise RecommendationError(_("This demand was joined to another already."))
    if to.joined_to_id:
        told = _("Demand %(to)s was itself joined to demand %(last)s: name that one.")
        raise RecommendationError(told % {"to": to.pk, "last": to.joined_to_id})
    if one.joined_here.exists():
        raise RecommendationError(_("Other demands were joined to this one: join the other one to it instead."))


def _reason_given(reason: str) -> None:
    if not reason.strip():
        raise RecommendationError(_("Say why: whoever doubts it later must be able to follow."))


def _noted(act: str, reason: str, by: Any, **about: Any) -> DemandByHand:
    noted = DemandByHand.objects.create(act=act, reason=reason.strip(), by=by, **about)
    audit_record(actor=by, action=f"demand.{act}", subject=str(noted), act=noted.pk)
    return noted
