"""A person nominates a passage as good practice, with the reason; says it better; opens it to others; withdraws it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import GoodPractice, Passage, ReviewedDocument
from tessera.network.models import Audience, Person
from tessera.network.services.audit import audit_record

from .coding import codes_known

OPEN_TO = (Audience.NETWORK, Audience.PUBLIC)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a practice."""

    reason: str
    transferable: str
    groups: Collection[str]
    how: Collection[str]
    shown_by: str = ""


def practice_nominate(*, passage: Passage, by: Person, said: Said) -> GoodPractice:
    """For the Network. Raises DeskReviewError, where it was nominated before, too."""
    practice = _filled(GoodPractice(passage=passage, nominated_by=by), said)
    practice._history_user = by
    try:
        with transaction.atomic():
            practice.save()
            _record("nominate", practice, by)
    except IntegrityError:
        raise DeskReviewError(_("This passage was nominated before.")) from None
    return practice


@transaction.atomic
def practice_edit(*, practice: GoodPractice, version: int, by: Person, said: Said) -> GoodPractice:
    """What is public and gets other words is for the Network again, unless who changes it may open it.

    Raises EditConflict and DeskReviewError.
    """
    now = _standing(practice)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    if not by.has_perm("desk_review.open_practice", now):
        now.audience = Audience.NETWORK
    return _saved(_filled(now, said), "edit", by)


@transaction.atomic
def practice_withdraw(*, practice: GoodPractice, by: Person, reason: str) -> GoodPractice:
    """It is kept, and listed no more. Raises DeskReviewError."""
    now = _standing(practice)
    if not reason.strip():
        raise DeskReviewError(_("Say why."))
    now.withdrawn_at, now.withdrawn_by, now.withdrawn_because = timezone.now(), by, reason.strip()
    return _saved(now, "withdraw", by)


@transaction.atomic
def practice_open(*, practice: GoodPractice, by: Person, audience: str) -> GoodPractice:
    """For the Network or for everybody: for everybody only with a review that was released. Raises DeskReviewError."""
    now = _standing(practice)
    if audience not in OPEN_TO:
        raise DeskReviewError(_("Choose the Network or everybody."))
    if audience == Audience.PUBLIC and now.passage.document.state != ReviewedDocument.State.RELEASED:
        raise DeskReviewError(_("It can be public once the review of its document is released."))
    now.audience = audience
    return _saved(now, "open", by)


def _filled(practice: GoodPractice, said: Said) -> GoodPractice:
    if not said.reason.strip() or not said.transferable.strip():
        raise DeskReviewError(_("Say why it is good practice, and what makes it transferable."))
    practice.groups, practice.how = codes_known("groups", said.groups), codes_known("how", said.how)
    if not practice.groups or not practice.how:
        raise DeskReviewError(_("Say which groups it concerns and how it addresses them."))
    practice.reason, practice.transferable = said.reason.strip(), said.transferable.strip()
    practice.shown_by = said.shown_by.strip()
    return practice


def _standing(practice: GoodPractice) -> GoodPractice:
    found: GoodPractice = GoodPractice.objects.select_for_update().get(pk=practice.pk)
    if found.withdrawn_at is not None:
        raise DeskReviewError(_("This nomination was withdrawn."))
    return found


def _saved(practice: GoodPractice, act: str, by: Person) -> GoodPractice:
    practice.version += 1
    practice._history_user = by
    practice.save()
    _record(act, practice, by)
    return practice


def _record(act: str, practice: GoodPractice, by: Person) -> None:
    document = practice.passage.document
    audit_record(actor=by, action=f"good-practice.{act}", subject=str(document), practice=practice.pk)
