"""Endorsement rounds for tests: the coordinator's, to which the focal point's and the team's entity are invited."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from tessera.coordination.models import Endorsement, Invitation, SilencePeriod, TextVersion
from tessera.coordination.services.endorsements import endorsement_create, endorsement_step, invitation_add
from tessera.coordination.services.silence import silence_begin, silence_settle
from tessera.coordination.services.text_versions import text_version_add
from tests.cast import OrganisationFactory
from tests.extraction.marked import marked, run

PARAGRAPHS = ("1. Ask who is counted.", "2. Count people by group.", "3. Publish no small numbers.")


def round_made(cast: Any, *, title: str = "Note on counting", circulated: bool = True, **values: Any) -> Endorsement:
    made = endorsement_create(by=cast.coordinator, title=title, **values)
    invitation_add(
        endorsement=made,
        organisations=[OrganisationFactory(code="ohchr"), OrganisationFactory(code="unct-arlandia")],
        by=cast.coordinator,
    )
    version_made(cast, made)
    return endorsement_step(endorsement=made, step="circulate", by=cast.coordinator) if circulated else made


def version_made(cast: Any, found: Endorsement, *paragraphs: str, name: str = "note.docx") -> TextVersion:
    with TemporaryDirectory() as folder:
        path = marked(Path(folder) / "note.docx", *(run(one) for one in paragraphs or PARAGRAPHS))
        return text_version_add(endorsement=found, path=path, name=name, by=cast.coordinator)


def silence_made(cast: Any, found: Endorsement, *, days: int = 7) -> SilencePeriod:
    day = timezone.now().date() + timedelta(days=days)
    return silence_begin(endorsement=found, by=cast.coordinator, day=day, at=time(18), zone="UTC")


def invitation_of(found: Endorsement, code: str) -> Invitation:
    return found.invitations.get(organisation__code=code)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def state_made(cast: Any, state: str, **values: Any) -> Endorsement:
    """A round in a state, by the way that leads there."""
    found = round_made(cast, circulated=state != "prepared", **values)
    if state in ("silence", "endorsed"):
        period = silence_made(cast, found)
        if state == "endorsed":
            silence_settle(found, now=period.ends_at)
    if state == "withdrawn":
        endorsement_step(endorsement=found, step="withdraw", by=cast.coordinator)
    return Endorsement.objects.get(pk=found.pk)
