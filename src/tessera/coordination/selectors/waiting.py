"""What waits for those who run things: late reports, reports to decide, texts in hand, meetings and their minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from tessera.coordination.models import Endorsement, Meeting, ReportRound, WorkingGroup, YearlyReport
from tessera.network.models import Role

from .endorsements import endorsements_listed
from .yearly import shown

AHEAD = timedelta(days=21)  # how far meetings to come are told
BEHIND = timedelta(days=60)  # for how long minutes are asked for


@dataclass(slots=True)
class Waiting:
    """`late` are rounds with their late reports; `minutes` are meetings that were held and have none."""

    late: list[tuple[ReportRound, list[YearlyReport]]]
    submitted: list[YearlyReport]
    texts: list[Endorsement]
    minutes: list[Meeting]
    meetings: list[Meeting]

    def __bool__(self) -> bool:
        return bool(self.late or self.submitted or self.texts or self.minutes or self.meetings)


def waiting_of(person: Any, now: datetime) -> Waiting:
    """What of this the person may see and runs: all of it for the secretariat, their groups' for coordinators."""
    privileged = person.is_privileged
    groups = None if privileged else _coordinated(person)
    meetings = list(_meetings(person, groups, now))
    return Waiting(
        late=_late(person, now) if privileged else [],
        submitted=list(_submitted(person)) if privileged else [],
        texts=list(_texts(person, groups)),
        minutes=[one for one in meetings if one.ends_at < now and not one.minutes and not one.decisions],
        meetings=[one for one in meetings if one.ends_at >= now],
    )


def _coordinated(person: Any) -> QuerySet[WorkingGroup]:
    """As the rule `coordinates` says, of all groups at once."""
    if not person.roles:
        return WorkingGroup.objects.none()
    theirs = Q(coordinator_person=person)
    if person.has_role(Role.COORDINATOR):
        theirs |= Q(coordinators__in=person.organisation_ids)
    return WorkingGroup.objects.filter(theirs).order_by().values("pk")


def _late(person: Any, now: datetime) -> list[tuple[ReportRound, list[YearlyReport]]]:
    """Who is late is the round's, and seen with it."""
    rounds = ReportRound.objects.visible_to(person).order_by().values("pk")
    rows = shown(YearlyReport.objects.filter(round__in=rounds), "late", now.date())
    found: dict[int, tuple[ReportRound, list[YearlyReport]]] = {}
    for one in rows.select_related("organisation", "round__plan").order_by("round__due", "organisation__name"):
        found.setdefault(one.round_id, (one.round, []))[1].append(one)
    return list(found.values())


def _submitted(person: Any) -> QuerySet[YearlyReport]:
    rows = YearlyReport.objects.visible_to(person).filter(state=YearlyReport.State.SUBMITTED)
    return rows.select_related("organisation", "round__plan").order_by("submitted_at", "pk")


def _texts(person: Any, groups: QuerySet[WorkingGroup] | None) -> QuerySet[Endorsement]:
    """Rounds that run, with how many comments are open and when silence ends, as the rule `run_endorsement` says."""
    rows = endorsements_listed(person).filter(state__in=Endorsement.RUNNING)
    if groups is None:
        return rows
    theirs = Q(working_group__in=groups)
    if person.has_role(Role.COORDINATOR):
        theirs |= Q(created_by=person)
    return rows.filter(theirs)


def _meetings(person: Any, groups: QuerySet[WorkingGroup] | None, now: datetime) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(person).filter(
        called_off_at__isnull=True, group__archived_at__isnull=True, starts_at__range=(now - BEHIND, now + AHEAD)
    )
    rows = rows if groups is None else rows.filter(group__in=groups)
    return rows.select_related("group").order_by("starts_at", "pk")
