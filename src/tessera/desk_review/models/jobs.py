"""Long work that goes on while nobody waits: a job, its parts (one file each), and the processes that work."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tessera.network.models.audience import Operator

from .documents import ReviewedDocument


class Job(models.Model):
    """What somebody asked for. `options` are what they said of it (kind, country, title; the archive's name).

    A job is for whoever asked, and for those who keep the Network's records: names of files may say too much.
    """

    class Kind(models.TextChoices):
        READ = "read", _("Read documents")
        GAPS = "gaps", _("Compare with what was recommended")

    class State(models.TextChoices):
        UNPACKING = "unpacking", _("Being unpacked")
        OPEN = "open", _("Under way")
        DONE = "done", pgettext_lazy("job", "Done")
        CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")
        FAILED = "failed", pgettext_lazy("job", "Failed")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.READ)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    title = models.CharField(_("work"), max_length=255)
    options: Any = models.JSONField(default=dict)
    said: Any = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        if isinstance(viewer, Operator) or getattr(viewer, "is_privileged", False):
            return Q()
        return Q(asked_by=viewer.pk) if getattr(viewer, "is_of_network", False) else Q(pk__in=[])

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.OPEN, self.State.UNPACKING}


class JobPart(models.Model):
    """One file of a job, or the one document that is compared. `said` is the sentence that says why it was not done:
    its words and what fills them, to be said in the reader's language. `tries` counts how often it was begun."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("part of a job", "Waiting")
        BEGUN = "begun", pgettext_lazy("part of a job", "Begun")
        DONE = "done", pgettext_lazy("part of a job", "Done")
        KNOWN = "known", pgettext_lazy("part of a job", "Was there before")
        REFUSED = "refused", pgettext_lazy("part of a job", "Not read")
        CANCELLED = "cancelled", pgettext_lazy("part of a job", "Cancelled")

    job = models.ForeignKey(Job, models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("file"), max_length=255)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    path = models.CharField(max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    said: Any = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    document = models.ForeignKey(ReviewedDocument, models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("part of a job")
        verbose_name_plural = _("parts of jobs")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="job_part_once")]
        indexes = [models.Index(fields=["job", "state"], name="job_part_by_state")]

    def __str__(self) -> str:
        return self.name


class QueueWorker(models.Model):
    """A process that works off the queue. One that was not seen for a while is held to be dead, and what it had begun
    is given to others."""

    key = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key
