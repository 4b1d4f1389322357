"""Endorsement rounds: set up, change, take through their states; who is invited and who speaks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.coordination.endorsement_telling import speakers_of_round
from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Endorsement, Invitation, SilencePeriod, Spokesperson
from tessera.coordination.telling import people_of
from tessera.network.models import Organisation, Person
from tessera.network.services.audit import audit_record
from tessera.network.services.notifications import notify
from tessera.plans.errors import EditConflict

from .entering import author_of, record_edit, record_enter
from .groups import working_group_ensure_open
from .updates import update_post

STEPS = ("circulate", "withdraw", "resume")
STEP_TOLD = {
    "circulate": lambda: _("comments are asked."),
    "withdraw": lambda: _("the text was withdrawn."),
    "resume": lambda: _("the text is in consultation again."),
}
State = Endorsement.State


@transaction.atomic
def endorsement_create(*, by: Any, title: str, audience: dict[str, Any] | None = None, **values: Any) -> Endorsement:
    """A new round, in preparation."""
    if values.get("working_group") is not None:
        working_group_ensure_open(values["working_group"])
    made = record_enter(Endorsement(title=title.strip(), **values), by=by, **(audience or {}))
    audit_record(actor=author_of(by), action="endorsement.create", subject=made.title)
    return made


def endorsement_change(
    *, endorsement: Endorsement, version: int, by: Any, audience: dict[str, Any], **values: Any
) -> Endorsement:
    """Change what it is called, what it is about, until when comments come, who sees it. Raises EditConflict."""
    if endorsement.state == State.ENDORSED:
        raise CoordinationError(_("This text is endorsed and stays as it is."))
    return record_edit(endorsement, version=version, by=by, **audience, **values)


def endorsement_step(*, endorsement: Endorsement, step: str, by: Any) -> Endorsement:
    """Circulate a text, withdraw it, or take a withdrawn one up again.

    A step that the state does not allow is refused (EditConflict) and logged.
    """
    if step not in STEPS:
        raise CoordinationError(_("There is no such step."))
    with refusals_logged(endorsement, step, by=by), transaction.atomic():
        now = endorsement_locked(endorsement)
        endorsement_move(now, step, by=by)
        if step == "circulate" and not (now.versions.exists() and now.invitations.exists()):
            raise CoordinationError(_("Add the file and invite at least one organization first."))
        if step == "withdraw":
            running = SilencePeriod.objects.filter(endorsement=now, closed_at__isnull=True)
            running.update(closed_at=timezone.now(), ending=SilencePeriod.Ending.WITHDRAWN)
        round_tell(now, STEP_TOLD[step](), key=str(now.version), by=by)
    return now


def endorsement_locked(endorsement: Endorsement) -> Endorsement:
    """The round as it stands now, held until the transaction ends: two people never take it two ways at once."""
    return Endorsement.objects.select_for_update(of=("self",)).get(pk=endorsement.pk)


def endorsement_move(now: Endorsement, step: str, *, by: Any, **values: Any) -> None:
    """Take a locked round through one of its transitions; TransitionNotAllowed where its state forbids that."""
    getattr(now, step)()
    for name, value in values.items():
        setattr(now, name, value)
    now.version += 1
    now._history_user, now._change_reason = author_of(by), step
    now.save()
    audit_record(actor=author_of(by), action=f"endorsement.{step}", subject=now.title, endorsement=now.pk)


@contextmanager
def refusals_logged(endorsement: Endorsement, step: str, *, by: Any) -> Iterator[None]:
    """Around a transaction: what the state forbids is refused in words and stays logged."""
    try:
        yield
    except TransitionNotAllowed:
        now = Endorsement.objects.get(pk=endorsement.pk)
        subject = f"endorsement.{step}"
        audit_record(actor=author_of(by), action="refused", subject=subject, endorsement=now.pk, state=now.state)
        words = _("The text is in another state meanwhile: %(state)s.") % {"state": now.get_state_display()}
        raise EditConflict(words) from None


@transaction.atomic
def invitation_add(*, endorsement: Endorsement, organisations: Iterable[Organisation], by: Any) -> list[Invitation]:
    """Invite entities; those invited before stay. Whoever comes when silence has begun, or later, is marked as late."""
    now = endorsement_locked(endorsement)
    if now.state == State.WITHDRAWN:
        raise CoordinationError(_("This text was withdrawn."))
    late = now.state in (State.SILENCE, State.ENDORSED)
    known = set(now.invitations.values_list("organisation", flat=True))
    made = [
        Invitation(endorsement=now, organisation=organisation, late=late, invited_by=author_of(by))
        for organisation in organisations
        if organisation.pk not in known
    ]
    if not made:
        raise CoordinationError(_("Choose an organization that is not invited yet."))
    Invitation.objects.bulk_create(made)
    names = ", ".join(str(one) for one in made)
    audit_record(actor=author_of(by), action="endorsement.invite", subject=names, endorsement=now.pk)
    return made


@transaction.atomic
def spokesperson_name(
    *, invitation: Invitation, person: Person, by: Any, since: date | None = None, until: date | None = None
) -> Spokesperson:
    """Name who else speaks for an entity in this round, from one day to another, both included."""
    if not invitation.endorsement.is_visible_to(person):
        raise CoordinationError(_("This person could not see the text; choose another, or another audience."))
    named = Spokesperson(invitation=invitation, person=person, since=since, until=until)
    try:
        named.full_clean()
    except ValidationError:
        raise CoordinationError(_("The last day cannot be before the first.")) from None
    named._history_user = author_of(by)
    named.save()
    audit_record(actor=author_of(by), action="endorsement.alternate", subject=str(invitation), invitation=invitation.pk)
    return named


@transaction.atomic
def spokesperson_end(*, spokesperson: Spokesperson, by: Any) -> Spokesperson:
    """From today on the person no longer speaks for the entity; that they did stays written."""
    yesterday = timezone.now().date() - timedelta(days=1)
    if spokesperson.until is not None and spokesperson.until <= yesterday:
        raise CoordinationError(_("This has ended already."))
    spokesperson.until = yesterday
    if spokesperson.since is not None and spokesperson.since > yesterday:
        spokesperson.since = yesterday
    spokesperson._history_user = author_of(by)
    spokesperson.save()
    return spokesperson


def round_tell(endorsement: Endorsement, text: str, *, key: str, by: Any) -> None:
    """Tell the working group, where there is one, by an update that is seen by whoever sees the round, and those who
    speak for the invited entities; nobody twice."""
    group, people = endorsement.working_group, speakers_of_round(endorsement, timezone.now().date())
    if group is not None and not group.archived_at:
        update_post(
            working_group=group,
            text=f"{endorsement.title}: {text}",
            by=by,
            audience="network" if endorsement.audience == "public" else endorsement.audience,
            group=endorsement.audience_group,
            people=list(endorsement.audience_people.all()),
        )
        people -= people_of(group)
    key = f"endorsement:{endorsement.pk}:{key}"
    notify(people=people, kind="endorsement", subject=endorsement.pk, key=key, by=by)
