"""A document under review: the file, what it is, and how far the review has come."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition
from simple_history.models import HistoricalRecords

from tessera.network.models import Audience, Audienced, AudiencedQuerySet
from tessera.network.models.audience import Operator, audience_q


class ReviewedDocument(FSMModelMixin, Audienced):
    """`kind` is a code of vocabulary.document_kinds, `country` alpha-3 or "". `digest` is the SHA-256 of the file.

    `year` is that of the document, the first where it speaks of several. `remarks` are what was odd about the file.
    `comment_until` is the last day on which the country team comments.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        WITH_TEAM = "with-team", _("With the country team")
        RELEASED = "released", _("Released")

    title = models.CharField(_("title"), max_length=500)
    kind = models.CharField(_("kind of document"), max_length=30)
    country = models.CharField(_("country"), max_length=3, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    remarks: Any = models.JSONField(default=list, blank=True)
    file = models.FileField(_("file"), max_length=200)
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    criteria_version = models.PositiveIntegerField(default=0, editable=False)
    state = FSMField(_("state"), default=State.READING, choices=State.choices, protected=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    comment_until = models.DateField(_("comments until"), null=True, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reviewed document")
        verbose_name_plural = _("reviewed documents")
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="released") | ~Q(audience=Audience.PUBLIC),
                name="reviewed_document_public_if_released",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def team_could_comment(self) -> bool:
        """The country team has had the draft, and the days it was given are over."""
        return self.comment_until is not None and self.comment_until < timezone.now().date()

    @transition(field=state, source=[State.READING, State.WITH_TEAM], target=State.WITH_TEAM)
    def send(self) -> None: ...

    @transition(field=state, source=State.WITH_TEAM, target=State.RELEASED)
    def release(self) -> None: ...


def of_document_q(viewer: Any, prefix: str) -> Q:
    """The condition under which a record that belongs to a document is seen: whoever sees the document sees it."""
    return audience_q(viewer, ReviewedDocument, prefix=prefix)


def of_network_q(viewer: Any, prefix: str) -> Q:
    """The same for what people said while they worked: for the Network alone, after the release, too."""
    if not isinstance(viewer, Operator) and not getattr(viewer, "is_of_network", False):
        return Q(pk__in=[])
    return of_document_q(viewer, prefix)


class DraftComment(models.Model):
    """What the country team, or somebody else of the Network, says of the draft, and what the reviewers answer."""

    document = models.ForeignKey(ReviewedDocument, models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"))
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment on a draft")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return of_network_q(viewer, "document__")
