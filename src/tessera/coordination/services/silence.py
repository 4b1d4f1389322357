"""Silence periods: begin, extend, answer, and close at the very moment they end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Answer, Comment, Endorsement, Extension, Invitation, SilencePeriod
from tessera.network.models import Person
from tessera.network.services.audit import audit_record

from .endorsements import endorsement_locked, endorsement_move, refusals_logged, round_tell
from .entering import author_of
from .meetings import moment_of

Choice, Ending, State = Answer.Choice, SilencePeriod.Ending, Endorsement.State
WITH_REASON = (Choice.BROKE, Choice.DISASSOCIATED)


def end_of(day: date, at: time, zone: str) -> datetime:
    """The moment in UTC at which silence ends; an hour that clocks show twice counts the second time."""
    first = moment_of(day, at, zone)
    second = datetime.combine(day, at, tzinfo=ZoneInfo(zone)).replace(fold=1).astimezone(UTC)
    return max(first, second)


def silence_begin(
    *, endorsement: Endorsement, by: Any, day: date, at: time, zone: str, now: datetime | None = None
) -> SilencePeriod:
    """Put the newest version under silence until clocks in `zone` show `at` on `day`."""
    moment, ends_at = now or timezone.now(), end_of(day, at, zone)
    with refusals_logged(endorsement, "begin_silence", by=by), transaction.atomic():
        held = endorsement_locked(endorsement)
        endorsement_move(held, "begin_silence", by=by)
        if ends_at <= moment:
            raise CoordinationError(_("Silence must end later than now."))
        version = held.versions.first()
        if version is None or not held.invitations.exists():
            raise CoordinationError(_("Add the file and invite at least one organization first."))
        period = SilencePeriod.objects.create(
            endorsement=held, version=version, began_at=moment, began_by=author_of(by), ends_at=ends_at, zone=zone
        )
        round_tell(held, _("under silence until %(end)s.") % {"end": told(period)}, key=str(held.version), by=by)
    return period


@transaction.atomic
def silence_extend(
    *, endorsement: Endorsement, by: Any, day: date, at: time, zone: str, reason: str, now: datetime | None = None
) -> Extension:
    """Give a running silence period more time; everybody sees from when to when, and why."""
    moment, ends_at = now or timezone.now(), end_of(day, at, zone)
    held = endorsement_locked(endorsement)
    period = held.periods.filter(closed_at__isnull=True).first()
    if period is None or period.is_over(moment):
        raise CoordinationError(_("No silence period is running."))
    if ends_at <= period.ends_at:
        raise CoordinationError(_("The new end must be later than the present one."))
    if not reason.strip():
        raise CoordinationError(_("Say why more time is given."))
    made = Extension.objects.create(
        period=period, from_at=period.ends_at, to_at=ends_at, reason=reason.strip(), made_at=moment,
        made_by=author_of(by),
    )  # fmt: skip
    period.ends_at, period.zone = ends_at, zone
    period.save()
    audit_record(actor=author_of(by), action="endorsement.extend", subject=held.title, endorsement=held.pk)
    said = _("silence is extended until %(end)s. Reason: %(reason)s") % {"end": told(period), "reason": made.reason}
    round_tell(held, said, key=f"more:{made.pk}", by=by)
    return made


def answer_give(
    *,
    invitation: Invitation,
    choice: str,
    by: Any,
    said_by: Person | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Answer:
    """What an entity answers, through somebody who speaks for it today; it may change its answer until the end.

    Whoever breaks silence says why, and the text goes back to consultation. An entity that joins an endorsed text can
    only endorse it.
    """
    moment, speaker = now or timezone.now(), said_by or author_of(by)
    if choice not in Choice.values or choice == Choice.NONE:
        raise CoordinationError(_("Choose an answer."))
    if speaker is None or speaker.pk not in invitation.speakers_on(moment.date()):
        raise CoordinationError(_("Only a focal point or an alternate answers for %(name)s.") % {"name": invitation})
    if choice in WITH_REASON and not reason.strip():
        raise CoordinationError(_("Say why."))
    silence_settle(invitation.endorsement, now=moment)
    with refusals_logged(invitation.endorsement, "answer", by=by), transaction.atomic():
        held = endorsement_locked(invitation.endorsement)
        period = _answerable(held, choice)
        answer = _written(period, invitation, choice, speaker, by, reason.strip(), moment)
        if choice == Choice.BROKE:
            _break(held, answer, by=by)
        audit_record(actor=author_of(by), action="endorsement.answer", subject=str(invitation), endorsement=held.pk)
    return answer


def silence_settle(endorsement: Endorsement, *, now: datetime | None = None) -> bool:
    """Close the round's silence period where its end has come; whether it did."""
    moment = now or timezone.now()
    due = SilencePeriod.objects.filter(endorsement=endorsement, closed_at__isnull=True, ends_at__lte=moment)
    if not due.exists():
        return False
    with transaction.atomic():
        held = endorsement_locked(endorsement)
        period = due.first()
        if period is None:  # somebody else was quicker
            return False
        answered = period.answers.values("invitation")
        Answer.objects.bulk_create(
            Answer(period=period, invitation=silent, choice=Choice.NONE, at=period.ends_at)
            for silent in held.invitations.filter(invited_at__lt=period.ends_at).exclude(pk__in=answered)
        )
        period.closed_at, period.ending = period.ends_at, Ending.KEPT
        period.save()
        endorsement_move(held, "endorse", by=None, final=period.version, endorsed_at=period.ends_at)
        round_tell(held, _("endorsed: silence was kept."), key=str(held.version), by=None)
    return True


def silences_settle(*, now: datetime | None = None) -> int:
    """Close every silence period whose end has come; returns how many."""
    due = SilencePeriod.objects.filter(closed_at__isnull=True, ends_at__lte=now or timezone.now())
    return sum(silence_settle(period.endorsement, now=now) for period in due.select_related("endorsement"))


def told(period: SilencePeriod) -> str:
    """The end on the clocks of its zone and in UTC: 2030-07-01 18:00 Europe/Rome (2030-07-01 16:00 UTC)."""
    return f"{period.local_end:%Y-%m-%d %H:%M} {period.zone} ({period.ends_at:%Y-%m-%d %H:%M} UTC)"


def _answerable(held: Endorsement, choice: str) -> SilencePeriod:
    period = held.periods.first()
    if held.state == State.SILENCE and period is not None:
        return period
    if held.state == State.ENDORSED and period is not None:
        if choice == Choice.ENDORSED:
            return period
        raise CoordinationError(_("Silence is over; the text can still be endorsed, and nothing else."))
    raise CoordinationError(_("No silence period is running."))


def _written(
    period: SilencePeriod, invitation: Invitation, choice: str, speaker: Person, by: Any, reason: str, at: datetime
) -> Answer:
    answer = period.answers.filter(invitation=invitation).first() or Answer(period=period, invitation=invitation)
    answer.version += answer.pk is not None
    answer.choice, answer.reason, answer.at = choice, reason, at
    answer.said_by, answer.entered_by = speaker, author_of(by)
    answer._history_user = author_of(by)
    answer.save()
    return answer


def _break(held: Endorsement, answer: Answer, *, by: Any) -> None:
    """Back to consultation; the objection stands in the comments matrix, and is told to nobody outside the round."""
    period = answer.period
    period.closed_at, period.ending = answer.at, Ending.BROKEN
    period.save()
    endorsement_move(held, "break_silence", by=by)
    comment = Comment(
        endorsement=held,
        text_version=period.version,
        organisation=answer.invitation.organisation,
        author=str(answer.said_by),
        kind=Comment.Kind.GENERAL,
        came=Comment.Came.SILENCE,
        text=answer.reason,
        made_at=answer.at,
        created_by=author_of(by),
    )
    comment._history_user = author_of(by)
    comment.save()
    round_tell(held, _("silence was broken; the text is in consultation again."), key=str(held.version), by=by)
