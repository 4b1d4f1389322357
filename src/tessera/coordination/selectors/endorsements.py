"""Endorsement rounds for a viewer: the list, one round's page, its versions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from django.db.models import Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Answer, Comment, Endorsement, Invitation, SilencePeriod, TextVersion
from tessera.coordination.models.endorsements import SPEAKING_ROLES, Spokesperson
from tessera.network.models import Membership, Person


@dataclass(slots=True)
class Entity:
    """An invited entity: who speaks for it today, and what it answered to the period that the page shows.

    `alternates` are those whose term has not ended, `somebody` says whether anybody speaks for it today; `answers` and
    `names` say whether the reader may answer for it, and name an alternate.
    """

    invitation: Invitation
    focal_points: list[Person] = field(default_factory=list)
    alternates: list[Spokesperson] = field(default_factory=list)
    somebody: bool = False
    answer: Answer | None = None
    answers: bool = False
    names: bool = False


@dataclass(slots=True)
class RoundPage:
    """What the page of a round shows to those who take part; `period` is the last silence period."""

    versions: list[TextVersion]
    entities: list[Entity]
    periods: list[SilencePeriod]
    period: SilencePeriod | None
    comments: int
    comments_open: int


def endorsements_listed(viewer: Any) -> QuerySet[Endorsement]:
    """Every round the viewer may see, with counts of what they may see within."""
    inside = {
        "version_count": _count(TextVersion, viewer),
        "entity_count": _count(Invitation, viewer),
        "open_count": _count(Comment, viewer, Q(resolution=Comment.Resolution.OPEN)),
    }
    running = SilencePeriod.objects.visible_to(viewer).filter(closed_at__isnull=True)
    ends = _of_round(running).annotate(last=Max("ends_at")).values("last")
    return (
        Endorsement.objects.visible_to(viewer)
        .select_related("working_group")
        .annotate(**inside, silence_ends=Subquery(ends))
        .order_by("-created_at", "-pk")
    )


def endorsement_get(viewer: Any, pk: int) -> Endorsement | None:
    """A round that the viewer may see."""
    rows = Endorsement.objects.visible_to(viewer).select_related("working_group", "final", "created_by")
    return rows.filter(pk=pk).first()


def round_page(endorsement: Endorsement, viewer: Any, *, now: datetime) -> RoundPage:
    """Versions, entities with their answers, silence periods, and how many comments are open."""
    periods = SilencePeriod.objects.visible_to(viewer).filter(endorsement=endorsement)
    shown = list(periods.select_related("version").prefetch_related("extensions", "answers__invitation__organisation"))
    comments = Comment.objects.visible_to(viewer).filter(endorsement=endorsement)
    open_ones = Q(resolution=Comment.Resolution.OPEN)
    counts = comments.order_by().aggregate(all=Count("pk"), open=Count("pk", filter=open_ones))
    versions = TextVersion.objects.visible_to(viewer).filter(endorsement=endorsement).defer("places", "marks")
    return RoundPage(
        versions=list(versions.select_related("added_by")),
        entities=_entities(endorsement, viewer, shown[0] if shown else None, now),
        periods=shown,
        period=shown[0] if shown else None,
        comments=counts["all"],
        comments_open=counts["open"],
    )


def endorsers_public(endorsement: Endorsement) -> list[str]:
    """Names of entities that endorsed an endorsed text: all that outsiders learn of the answers."""
    if endorsement.state != Endorsement.State.ENDORSED:
        return []
    said = Answer.objects.filter(period__endorsement=endorsement, period__ending=SilencePeriod.Ending.KEPT)
    endorsed = said.filter(choice=Answer.Choice.ENDORSED).select_related("invitation__organisation")
    return [answer.invitation.organisation.name for answer in endorsed]


def answers_awaited(person: Any) -> QuerySet[Invitation]:
    """Entities for which the person speaks and that have not answered a running silence period, the first end first."""
    running = SilencePeriod.objects.filter(endorsement=OuterRef("endorsement"), closed_at__isnull=True)
    answered = Answer.objects.filter(period__closed_at__isnull=True).values("invitation")
    seen = Endorsement.objects.visible_to(person).filter(state=Endorsement.State.SILENCE)
    rows = Invitation.objects.spoken_for_by(person).filter(endorsement__in=seen.order_by().values("pk"))
    rows = rows.exclude(pk__in=answered).annotate(ends_at=Subquery(running.values("ends_at")[:1]))
    return rows.select_related("endorsement", "organisation").order_by("ends_at")


def invitation_get(viewer: Any, endorsement: Endorsement, pk: int) -> Invitation | None:
    rows = Invitation.objects.visible_to(viewer).filter(endorsement=endorsement, pk=pk)
    return rows.select_related("endorsement", "organisation").first()


def version_get(viewer: Any, endorsement: Endorsement, number: int) -> TextVersion | None:
    """A version for those who take part; the endorsed one for whoever sees the round."""
    seen = TextVersion.objects.visible_to(viewer).filter(endorsement=endorsement).order_by()
    final = Q(pk=endorsement.final_id) if endorsement.state == Endorsement.State.ENDORSED else Q(pk__in=[])
    rows = TextVersion.objects.filter(endorsement=endorsement, number=number)
    return rows.filter(final | Q(pk__in=seen.values("pk"))).first()


def version_opened(version: TextVersion) -> BinaryIO:
    """The file, checked against its SHA-256. Raises CoordinationError where it is gone or no longer the same."""
    try:
        opened: BinaryIO = version.file.open("rb")
    except FileNotFoundError:
        raise CoordinationError(_("The file of this version is no longer here.")) from None
    if hashlib.file_digest(opened, "sha256").hexdigest() != version.digest:
        opened.close()
        raise CoordinationError(_("The file is no longer the one that was kept (its SHA-256 differs)."))
    opened.seek(0)
    return opened


def speakers_of(invitation: Invitation, now: datetime) -> QuerySet[Person]:
    """Who speaks for the entity today."""
    return Person.objects.filter(pk__in=invitation.speakers_on(now.date())).order_by("name")


def alternates_offered(invitation: Invitation, now: datetime, *, everybody: bool) -> QuerySet[Person]:
    """Who can be named an alternate: `everybody`, or whoever holds a role for the entity today."""
    people = Person.objects.filter(is_active=True, erased_at__isnull=True).order_by("name", "email")
    if everybody:
        return people
    day = now.date()
    held = Membership.objects.filter(
        Q(since__isnull=True) | Q(since__lte=day),
        Q(until__isnull=True) | Q(until__gte=day),
        organisation=invitation.organisation_id,
    )
    return people.filter(pk__in=held.values("person"))


def _entities(endorsement: Endorsement, viewer: Any, period: SilencePeriod | None, now: datetime) -> list[Entity]:
    rows = Invitation.objects.visible_to(viewer).filter(endorsement=endorsement)
    entities = {one.pk: Entity(one) for one in rows.select_related("organisation", "endorsement")}
    of_organisation = {entity.invitation.organisation_id: entity for entity in entities.values()}
    holding = Membership.objects.filter(
        role__in=SPEAKING_ROLES, organisation__in=list(of_organisation), person__is_active=True
    )
    for role in holding.select_related("person"):
        entity = of_organisation[role.organisation_id]
        if role.holds_on(now.date()) and role.person not in entity.focal_points:
            entity.focal_points.append(role.person)
    going_on = Spokesperson.objects.filter(Q(until__isnull=True) | Q(until__gte=now.date()))
    for named in going_on.filter(invitation__in=list(entities)).select_related("person"):
        entities[named.invitation_id].alternates.append(named)
    for entity in entities.values():
        here = [alternate for alternate in entity.alternates if alternate.holds_on(now.date())]
        entity.somebody = bool(entity.focal_points or here)
    for answer in period.answers.select_related("said_by", "invitation", "period") if period else ():
        if answer.invitation_id in entities:
            entities[answer.invitation_id].answer = answer
    return list(entities.values())


def _of_round(rows: QuerySet) -> QuerySet:
    return rows.filter(endorsement=OuterRef("pk")).order_by().values("endorsement")


def _count(model: Any, viewer: Any, which: Q | None = None) -> Coalesce:
    rows = _of_round(model.objects.visible_to(viewer).filter(which or Q()))
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0))
