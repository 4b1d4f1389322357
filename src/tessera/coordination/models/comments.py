"""The comments matrix of an endorsement: who says what of which place in which version, and how it was resolved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from .endorsements import Endorsement, InsideQuerySet, TextVersion


class Comment(models.Model):
    """One comment. `paragraph` counts the version's places from 1, 0 is the text as a whole; `place` and `context`
    keep how that paragraph was numbered and what it said. `key` tells what came by file, so that nothing comes twice.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", pgettext_lazy("kind of comment", "Change")
        COMMENT = "comment", pgettext_lazy("kind of comment", "Comment")
        GENERAL = "general", pgettext_lazy("kind of comment", "General")

    class Came(models.TextChoices):
        WORD = "word", _("Word document")
        MAIL = "mail", _("E-mail")
        PAGE = "page", pgettext_lazy("where a comment was written", "Here")
        SILENCE = "silence", _("Broken silence")

    class Resolution(models.TextChoices):
        OPEN = "open", pgettext_lazy("resolution of a comment", "Open")
        ACCEPTED = "accepted", pgettext_lazy("resolution of a comment", "Accepted")
        PARTLY = "partly", pgettext_lazy("resolution of a comment", "Partly accepted")
        NOT = "not", pgettext_lazy("resolution of a comment", "Not accepted")

    endorsement = models.ForeignKey(Endorsement, models.PROTECT, related_name="comments")
    text_version = models.ForeignKey(
        TextVersion, models.PROTECT, related_name="comments", verbose_name=_("version of the text")
    )
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    came = models.CharField(_("came by"), max_length=10, choices=Came.choices, default=Came.PAGE)
    paragraph = models.PositiveIntegerField(_("paragraph"), default=0)
    place = models.CharField(max_length=40, blank=True)
    context = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    removed = models.TextField(blank=True)
    added = models.TextField(blank=True)
    text = models.TextField(_("comment"), blank=True)
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    resolution = models.CharField(_("resolution"), max_length=10, choices=Resolution.choices, default=Resolution.OPEN)
    answer = models.TextField(_("answer to the comment"), blank=True)
    key = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InsideQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment")
        ordering = ["text_version__number", "paragraph", "id"]
        indexes = [models.Index(fields=["endorsement", "resolution"], name="comment_resolution")]
        constraints = [
            models.UniqueConstraint(
                fields=["text_version", "key"], condition=~models.Q(key=""), name="comment_came_once"
            )
        ]

    def __str__(self) -> str:
        return self.said[:80]

    @property
    def said(self) -> str:
        """What it says in plain words; a change by what goes and what comes."""
        change = " ".join(
            filter(None, (f"– {self.removed}" if self.removed else "", f"+ {self.added}" if self.added else ""))
        )
        return "\n".join(filter(None, (change, self.text)))
