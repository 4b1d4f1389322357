"""A review project: its codebook, who codes which document, and what follows from that for what one may see."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import audience_q

from .documents import ReviewedDocument

PERSON = settings.AUTH_USER_MODEL


class Codebook(models.Model):
    """One version of the codebook, never changed: an edit makes the next. `entries` as vocabulary.codebook has them;
    `changed` names the code whose entry the edit was of."""

    version = models.PositiveIntegerField(unique=True)
    entries: Any = models.JSONField()
    changed = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta:
        verbose_name = _("codebook")
        verbose_name_plural = _("codebooks")
        ordering = ["-version"]

    def __str__(self) -> str:
        return str(self.version)


class ReviewProject(FSMModelMixin, Audienced):
    """`language` is the code of the language in which its people work."""

    class Mode(models.TextChoices):
        SINGLE = "single", _("One person codes each document")
        DOUBLE = "double", _("Two code each document, apart from one another")
        BLIND = "blind", _("Apart from one another and from the machine’s suggestions")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    title = models.CharField(_("title"), max_length=300)
    purpose = models.TextField(_("purpose"), blank=True)
    language = models.CharField(_("working language"), max_length=10, default="en")
    mode = models.CharField(_("how it is coded"), max_length=10, choices=Mode.choices, default=Mode.DOUBLE)
    coordinator = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("coordinator"))
    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="projects", verbose_name=_("codebook"))
    state = FSMField(_("state"), default=State.OPEN, choices=State.choices, protected=True)
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("review project")
        verbose_name_plural = _("review projects")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_apart(self) -> bool:
        """Coders do not see one another's words until all have finished."""
        return self.mode != self.Mode.SINGLE

    @transition(field=state, source=State.OPEN, target=State.CLOSED)
    def close(self) -> None: ...

    @transition(field=state, source=State.CLOSED, target=State.OPEN)
    def reopen(self) -> None: ...


class Assignment(models.Model):
    """A document, or the passages of it from `first` to `last` (positions), for one coder. Finished, what the coder
    said nothing of counts as not of the field. Withdrawn, it counts no more."""

    project = models.ForeignKey(ReviewProject, models.CASCADE, related_name="assignments")
    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="assignments")
    coder = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("coder"))
    first = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(null=True, blank=True)
    assigned_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document to code")
        verbose_name_plural = _("documents to code")
        ordering = ["document_id", "first", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "document", "coder"], name="assigned_once")]

    def __str__(self) -> str:
        return f"{self.document}: {self.coder}"

    def covers(self, position: int) -> bool:
        return position >= self.first and (self.last is None or position <= self.last)

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """With its project and its document."""
        seen = audience_q(viewer, ReviewProject, prefix="project__")
        return seen & audience_q(viewer, ReviewedDocument, prefix="document__")


def running(**conditions: Any) -> QuerySet[Assignment]:
    """Documents that somebody is coding."""
    return Assignment.objects.filter(finished_at=None, withdrawn_at=None, **conditions).order_by()


def blind_documents(viewer: Any) -> QuerySet:
    """Those that `viewer` codes without the machine's suggestions and has not finished: their primary keys."""
    found = running(coder_id=getattr(viewer, "pk", None) or 0, project__mode=ReviewProject.Mode.BLIND)
    return found.values("document")


def passage_is_open_q() -> Q:
    """Of words: all who code the passage apart from one another have finished."""
    apart = running(project__mode__in=[ReviewProject.Mode.DOUBLE, ReviewProject.Mode.BLIND])
    here = OuterRef("passage__position")
    coded = apart.filter(Q(last=None) | Q(last__gte=here), document=OuterRef("passage__document"), first__lte=here)
    return ~Q(Exists(coded))
