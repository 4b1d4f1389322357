"""Endorsement of a document: the round, the versions of its text, the entities invited, and who speaks for them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models import Membership, Role
from tessera.network.models.audience import Operator, audience_q, none_or_seen_q
from tessera.network.models.people import Term

from .groups import Entered, WorkingGroup

SPEAKING_ROLES = (Role.FOCAL_POINT, Role.COUNTRY_TEAM, Role.CIVIL_SOCIETY)


class Endorsement(FSMModelMixin, Entered):
    """A document on its way from a first version to an endorsed file.

    Its text stands in versions; `comments_until` is the last day for comments. `final` is the version that was
    endorsed, frozen with its file's SHA-256.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", pgettext_lazy("state of an endorsement", "In preparation")
        CONSULTATION = "consultation", _("In consultation")
        SILENCE = "silence", _("Under silence")
        ENDORSED = "endorsed", pgettext_lazy("state of an endorsement", "Endorsed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    RUNNING = (State.PREPARED, State.CONSULTATION, State.SILENCE)
    REVISED = (State.PREPARED, State.CONSULTATION)  # in which a new version may come

    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("what it is about"), blank=True)
    working_group = models.ForeignKey(
        WorkingGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="endorsements",
        verbose_name=_("working group"),
    )
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    state = FSMField(_("state"), default=State.PREPARED, choices=State.choices, protected=True)
    final = models.ForeignKey(
        "coordination.TextVersion", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    endorsed_at = models.DateTimeField(_("endorsed"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("endorsement")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """Seen by its own audience, as far as they see the working group it belongs to."""
        of_group = none_or_seen_q(viewer, WorkingGroup, field="working_group", prefix="working_group__")
        return audience_q(viewer, cls) & of_group

    @transition(field=state, source=State.PREPARED, target=State.CONSULTATION)
    def circulate(self) -> None: ...

    @transition(field=state, source=State.CONSULTATION, target=State.SILENCE)
    def begin_silence(self) -> None: ...

    @transition(field=state, source=State.SILENCE, target=State.CONSULTATION)
    def break_silence(self) -> None: ...

    @transition(field=state, source=State.SILENCE, target=State.ENDORSED)
    def endorse(self) -> None: ...

    @transition(field=state, source=RUNNING, target=State.WITHDRAWN)
    def withdraw(self) -> None: ...

    @transition(field=state, source=State.WITHDRAWN, target=State.CONSULTATION)
    def resume(self) -> None: ...


class InsideQuerySet(models.QuerySet):
    """What only those who take part see: comments, answers and earlier versions are never for the public."""

    def visible_to(self, viewer: Any) -> Self:
        if isinstance(viewer, Operator):
            return self
        rounds = Endorsement.objects.visible_to(viewer)
        if not getattr(viewer, "is_of_network", False):
            rounds = rounds.filter(pk__in=Invitation.objects.spoken_for_by(viewer).values("endorsement"))
        return self.filter(endorsement__in=rounds.order_by().values("pk"))


class TextVersion(models.Model):
    """One version of the text, as a file that never changes. `places` are its paragraphs: {"label", "text"}.

    `marks` are the keys of changes and comments that the file had when it was sent out: they are nobody's answer.
    """

    endorsement = models.ForeignKey(Endorsement, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    note = models.TextField(_("what is new"), blank=True)
    file = models.FileField(_("file"), max_length=200)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    digest = models.CharField("SHA-256", max_length=64)
    places: Any = models.JSONField(default=list, blank=True)
    marks: Any = models.JSONField(default=list, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InsideQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["endorsement", "number"], name="text_version_once")]

    def __str__(self) -> str:
        return str(self.number)


class TermQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=day))


class InvitationQuerySet(InsideQuerySet):
    def spoken_for_by(self, person: Any, day: date | None = None, *, only_by_role: bool = False) -> Self:
        """Invitations of entities for which the person speaks on `day` (today): by role, or named for this round."""
        if not getattr(person, "roles", None):
            return self.none()
        day = day or timezone.now().date()
        by_role = Q(organisation__in=_speaking(day).filter(person=person).values("organisation"))
        if only_by_role:
            return self.filter(by_role)
        return self.filter(by_role | Q(pk__in=Spokesperson.objects.on(day).filter(person=person).values("invitation")))


class Invitation(models.Model):
    """An entity that is asked to endorse; `late` where it was invited when silence had begun, or later."""

    endorsement = models.ForeignKey(Endorsement, models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    late = models.BooleanField(_("joined late"), default=False)
    invited_at = models.DateTimeField(default=timezone.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invited entity")
        ordering = ["organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["endorsement", "organisation"], name="invited_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    def speakers_on(self, day: date) -> set[int]:
        """Keys of the people who speak for the entity on `day`."""
        by_role = _speaking(day).filter(organisation=self.organisation_id).values_list("person", flat=True)
        return {*by_role, *self.spokespersons.on(day).values_list("person", flat=True)}


class Spokesperson(Term):
    """A person named to speak for an entity in one round from one day to another: an alternate, in an absence."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="spokespersons")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("alternate"))
    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alternate")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=models.F("since")),
                name="spokesperson_until_after_since",
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


def _speaking(day: date) -> Any:
    """Roles by which a person speaks for an entity on `day`."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return Membership.objects.filter(
        begun,
        Q(until__isnull=True) | Q(until__gte=day),
        role__in=SPEAKING_ROLES,
        organisation__isnull=False,
        person__is_active=True,
    )
