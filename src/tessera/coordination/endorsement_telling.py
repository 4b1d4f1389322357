"""What those who speak for an invited entity are told of: a text's steps, and that an end comes near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.coordination.models import Endorsement, Invitation, SilencePeriod
from tessera.network.models import Person
from tessera.network.notifying import Due, Kind, kind_register, reminder_register

SHORTLY = timedelta(days=2)
State = Endorsement.State


def endorsement_kinds_register() -> None:
    """Called once, by the app."""
    for code, label in (
        ("endorsement", gettext_lazy("A text for endorsement goes a step further")),
        ("endorsement-due", gettext_lazy("Silence on a text ends soon, and my organization has not answered")),
    ):
        kind_register(
            Kind(code, label, Endorsement.objects.visible_to, _said, "web:endorsement", lambda one: (one.pk,))
        )
    reminder_register("endorsements", _silence_ends)


def speakers_of_round(endorsement: Endorsement, day: date) -> set[Person]:
    """Everybody who speaks for an invited entity on `day`."""
    return _people(endorsement.invitations.all(), day)


def _silence_ends(today: date) -> Iterator[Due]:
    """Once for each end, two days before it: those who speak for an entity that has not answered."""
    running = SilencePeriod.objects.filter(closed_at__isnull=True, ends_at__date__range=(today, today + SHORTLY))
    for period in running:
        silent = Invitation.objects.filter(endorsement=period.endorsement_id)
        people = _people(silent.exclude(pk__in=period.answers.values("invitation")), today)
        key = f"endorsement-due:{period.pk}:{period.ends_at:%Y-%m-%dT%H:%M}"
        yield Due(people, "endorsement-due", period.endorsement_id, key)


def _people(invitations: Iterable[Invitation], day: date) -> set[Person]:
    pks: set[int] = set()
    for invitation in invitations:
        pks |= invitation.speakers_on(day)
    return set(Person.objects.filter(pk__in=pks))


def _said(endorsement: Endorsement) -> str:
    words = {"title": endorsement.title}
    if endorsement.state == State.SILENCE and (period := endorsement.periods.first()):
        local = period.local_end
        words["when"] = f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M} ({period.zone})"
        return _("Under silence until %(when)s: %(title)s") % words
    if endorsement.state == State.CONSULTATION and endorsement.comments_until:
        words["day"] = date_format(endorsement.comments_until, "DATE_FORMAT")
        return _("Comments are asked until %(day)s: %(title)s") % words
    return f"{endorsement.get_state_display()}: {endorsement.title}"
