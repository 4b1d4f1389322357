"""Loads the fictional documents of endorsement_demo.yml, through the same services that people use."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import Endorsement, Invitation, TextVersion, WorkingGroup
from tessera.network.models import Organisation, Person
from tessera.network.services.demo import demo_data

from .comments import comment_add, comment_resolve, comments_from_text
from .endorsements import endorsement_create, endorsement_step, invitation_add, spokesperson_name
from .silence import answer_give, silence_begin, silence_settle
from .text_versions import text_version_add

DATA = Path(__file__).resolve().parents[1] / "endorsement_demo.yml"


@transaction.atomic
def demo_endorsements_load() -> int:
    """Load the demonstration's documents for endorsement; returns how many, 0 where they were before.

    Stands on the demonstration's groups (demo.demo_work_load): without their people nothing is loaded.
    """
    data = demo_data(DATA)
    by = Person.objects.filter(email=data["by"]).first()
    known = set(Endorsement.objects.values_list("title", flat=True))
    waiting = [entry for entry in data["documents"] if entry["title"] not in known] if by else []
    for entry in waiting:
        _document(entry, data, by)
    return len(waiting)


def _document(entry: dict[str, Any], data: dict[str, Any], by: Any) -> None:
    today = timezone.now().date()
    found = endorsement_create(
        by=by,
        title=entry["title"],
        text=entry["text"],
        working_group=WorkingGroup.objects.filter(name=entry["group"]).first(),
        comments_until=today + timedelta(days=entry["until"]) if "until" in entry else None,
        audience={"audience": "public"},
    )
    invitation_add(endorsement=found, organisations=Organisation.objects.filter(code__in=data["invited"]), by=by)
    alternate = data["alternate"]
    spokesperson_name(invitation=_invited(found, alternate["organisation"]), person=_person(alternate["person"]), by=by)
    for number, one in enumerate(entry["versions"]):
        version = _version(found, one, by)
        if number == 0:
            endorsement_step(endorsement=found, step="circulate", by=by)
        _comments(version, one, by)
    if "silence" in entry:
        _silence(found, entry, by)


def _version(found: Endorsement, entry: dict[str, Any], by: Any) -> TextVersion:
    document = docx.Document()
    document.add_heading(found.title, 1)
    for paragraph in entry["paragraphs"]:
        document.add_paragraph(paragraph)
    body = io.BytesIO()
    document.save(body)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "text.docx"
        path.write_bytes(body.getvalue())
        return text_version_add(endorsement=found, path=path, name="text.docx", note=entry["note"], by=by)


def _comments(version: TextVersion, entry: dict[str, Any], by: Any) -> None:
    for one in entry.get("comments", ()):
        place = next(n for n, p in enumerate(version.places, 1) if p["label"] == str(one["paragraph"]))
        organisation = Organisation.objects.get(code=one["organisation"])
        said = comment_add(
            text_version=version, by=_person(one["by"]), text=one["text"], paragraph=place, organisation=organisation
        )
        if "resolution" in one:
            comment_resolve(comment=said, version=1, by=by, resolution=one["resolution"], answer=one["answer"])
    if "mail" in entry:
        ana = Person.objects.filter(email="ana@demo.invalid").first()
        comments_from_text(text_version=version, text=entry["mail"], by=by, author=str(ana or ""))


def _silence(found: Endorsement, entry: dict[str, Any], by: Any) -> None:
    """A silence period of the past, answered a day after it began and closed at its end."""
    said = entry["silence"]
    first = timezone.now().date() + timedelta(days=said["day"])
    began = datetime.combine(first, time(9), tzinfo=UTC)
    period = silence_begin(
        endorsement=found,
        by=by,
        day=first + timedelta(days=said["days"]),
        at=time.fromisoformat(said["at"]),
        zone=said["zone"],
        now=began,
    )
    Invitation.objects.filter(endorsement=found).update(invited_at=began - timedelta(days=30))
    for one in entry["answers"]:
        invitation = _invited(found, one["organisation"])
        answer_give(invitation=invitation, choice=one["choice"], by=_person(one["by"]), now=began + timedelta(days=1))
    silence_settle(found, now=period.ends_at)


def _invited(found: Endorsement, code: str) -> Invitation:
    return found.invitations.get(organisation__code=code)


def _person(email: str) -> Person:
    return Person.objects.get(email=email)
