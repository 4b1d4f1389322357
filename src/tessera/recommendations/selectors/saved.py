"""A person's saved searches, and whose mails are due."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from tessera.network.models import Person
from tessera.recommendations.models import Digest, SavedSearch

WEEK = timedelta(days=7)


def saved_searches_of(person: Any) -> QuerySet[SavedSearch]:
    """The person's own; nobody sees another's."""
    return SavedSearch.objects.filter(person=person.pk).order_by("title", "pk")


def people_awaiting() -> QuerySet[Person]:
    """Who asked for mails and may still read Tessera with their account."""
    asked = SavedSearch.objects.exclude(frequency=SavedSearch.Frequency.NEVER).values("person")
    return (
        Person.objects.filter(pk__in=asked, is_active=True, erased_at__isnull=True)
        .prefetch_related("memberships", "group_memberships")
        .order_by("pk")
    )


def searches_due(person: Person, now: datetime) -> list[SavedSearch]:
    """Those of which a mail is due: once a day, or a week, by the person's own calendar."""
    zone = _zone(person)
    today = now.astimezone(zone).date()

    def is_due(saved: SavedSearch) -> bool:
        if saved.last_run is None:
            return True
        last = saved.last_run.astimezone(zone).date()
        return last < today if saved.frequency == SavedSearch.Frequency.DAILY else last <= today - WEEK

    asked = saved_searches_of(person).exclude(frequency=SavedSearch.Frequency.NEVER)
    return [saved for saved in asked if is_due(saved)]


def digests_uncertain() -> int:
    """Mails that were being sent when whoever sent them was stopped: they may or may not have arrived."""
    return Digest.objects.filter(state=Digest.State.SENDING).count()


def _zone(person: Person) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
