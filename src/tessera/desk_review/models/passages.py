"""What a document consists of as the machine read it, and what people say of each passage.

Two rules hold for every page, list, count and file: whoever codes a document blind sees nothing of the machine's
reading of it until they have finished; and words on a passage that is coded apart are seen by whoever said them alone,
until all who code it have finished.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.network.models.audience import Operator, audience_q
from tessera.recommendations.models.codes import CodesField

from .documents import ReviewedDocument, of_document_q, of_network_q
from .projects import ReviewProject, blind_documents, passage_is_open_q


class Passage(models.Model):
    """One numbered paragraph, list item or table row, and the machine's reading of it: a suggestion, never a finding.

    `key` is made of its words and stays when others come or go. `evidence` holds [start, end, rule] of `text`. A
    passage that a later reading no longer finds has a `gone_at`, and keeps what people said of it.
    """

    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="passages")
    key = models.CharField(max_length=24)
    position = models.PositiveIntegerField()
    page = models.PositiveIntegerField(_("page"), default=0)
    number = models.CharField(_("number"), max_length=60, blank=True)
    kind = models.CharField(max_length=10, default="paragraph")
    heading: Any = models.JSONField(_("headings"), default=list)
    part = models.CharField(_("part of the document"), max_length=30, blank=True)
    text = models.TextField(_("text"))
    relevance = models.FloatField(_("relevance"), default=0)
    relevant = models.BooleanField(_("relevant"), default=False)
    groups = CodesField(verbose_name=_("groups concerned"))
    how = CodesField(verbose_name=_("how they are addressed"))
    intersections = CodesField(verbose_name=_("also concerns"))
    euphemisms = CodesField()
    mechanisms = CodesField(verbose_name=_("mechanisms"))
    voice = models.CharField(max_length=30, blank=True)
    guidance: Any = models.JSONField(default=list)
    goals = CodesField()
    evidence: Any = models.JSONField(default=list)
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="passage_once")]
        indexes = [models.Index(fields=["document", "position"], name="passage_in_order")]

    def __str__(self) -> str:
        return f"{self.document}, {self.number or self.position}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return of_document_q(viewer, "document__") & ~Q(document__in=blind_documents(viewer))


class Said(models.Model):
    """What a person may say of a passage. `guidance` are numbers of recommendations of the Guidance Note."""

    relevant = models.BooleanField(_("relevant"))
    groups = CodesField(verbose_name=_("groups concerned"))
    how = CodesField(verbose_name=_("how they are addressed"))
    intersections = CodesField(verbose_name=_("also concerns"))
    voice = models.CharField(_("who speaks"), max_length=30, blank=True)
    euphemism = models.BooleanField(_("speaks around a minority"), default=False)
    guidance = CodesField(verbose_name=_("recommendations of the Guidance Note"))

    class Meta:
        abstract = True


class Word(Said):
    """A person's word on a passage: one of each person, its history kept. Seen by the Network."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="words")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("word on a passage")
        verbose_name_plural = _("words on passages")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["passage", "person"], name="word_once")]

    def __str__(self) -> str:
        return f"{self.passage}: {self.person}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        seen = of_network_q(viewer, "passage__document__")
        if isinstance(viewer, Operator):
            return seen
        return seen & (Q(person_id=getattr(viewer, "pk", None)) | passage_is_open_q())


class Ruling(Said):
    """The project's word on a passage of which coders say different things: the adjudicator's, with the reason. What
    the coders said stays as it was."""

    project = models.ForeignKey(ReviewProject, models.CASCADE, related_name="rulings")
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="rulings")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("the project’s word")
        verbose_name_plural = _("the project’s words")
        ordering = ["passage__position", "id"]
        constraints = [models.UniqueConstraint(fields=["project", "passage"], name="ruled_once")]

    def __str__(self) -> str:
        return f"{self.project}: {self.passage}"

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return of_network_q(viewer, "passage__document__") & audience_q(viewer, ReviewProject, prefix="project__")
