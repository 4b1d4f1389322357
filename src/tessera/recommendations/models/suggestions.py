"""What a trained model suggests of recommendations, and what people answered. No suggestion is a label of a record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .recommendations import Recommendation


class LabelModel(models.Model):
    """A trained model by its version: what it learned from decides it (analysis.labelling.card)."""

    version = models.CharField(max_length=40, unique=True)
    begun = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("model")

    def __str__(self) -> str:
        return self.version


class LabelReading(models.Model):
    """A model has read a record: with which words, and while how many sources spoke of it."""

    recommendation = models.OneToOneField(
        Recommendation, models.CASCADE, primary_key=True, related_name="label_reading"
    )
    model = models.ForeignKey(LabelModel, models.CASCADE, related_name="+", db_index=False)
    fingerprint = models.BigIntegerField()
    attested = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("reading of a model")

    def __str__(self) -> str:
        return f"{self.recommendation_id} by {self.model_id}"


class LabelSuggestion(models.Model):
    """A model suggests one label of a record. Who may see the record may see it.

    `label` is as the model learned it, `code` what it is in the vocabulary, "" where it is in none. `given` says that
    the model says yes to it; else it is unsure. `margin` is how near the decision was, 0 to 1, and `teaches` the order
    of the desk: the smallest first. `answered` counts the answers that stand. `applied` is the code that people's
    answers put into the person's word on the record (Correction).
    """

    class Field(models.TextChoices):
        ISSUES = "issues", _("Issues")
        THEMES = "themes", _("Themes")
        PERSONS = "persons", _("Affected persons")
        GROUPS = "groups", _("Groups concerned")
        ACTION = "action", _("How specific the action is")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        DISPUTED = "disputed", _("Disputed")
        UNSURE = "unsure", _("Unsure")

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="label_suggestions", db_index=False)
    model = models.ForeignKey(LabelModel, models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=10, choices=Field.choices)
    label = models.CharField(max_length=200)
    code = models.CharField(max_length=120, blank=True)
    confidence = models.FloatField()
    given = models.BooleanField()
    margin = models.FloatField()
    teaches = models.FloatField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answered = models.PositiveSmallIntegerField(default=0)
    applied = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "field", "label"], name="label_suggestion_once")
        ]
        indexes = [
            models.Index(fields=["teaches", "id"], name="label_suggestion_order"),
            models.Index(fields=["field", "label"], name="label_suggestion_label"),
            models.Index(fields=["answered"], name="label_suggestion_answered", condition=models.Q(answered__gt=0)),
        ]
        verbose_name = _("suggested label")
        verbose_name_plural = _("suggested labels")

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.field} {self.label}"


class LabelAnswer(models.Model):
    """What one person answered to a suggestion; `code` is what they say is right instead. Kept when taken back."""

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNSURE = "unsure", _("Unsure")

    suggestion = models.ForeignKey(LabelSuggestion, models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.CharField(max_length=6, choices=Said.choices)
    code = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "person"], condition=models.Q(undone_at=None), name="label_answer_once"
            )
        ]
        ordering = ["-at", "-pk"]
        verbose_name = _("answer to a suggestion")
        verbose_name_plural = _("answers to suggestions")

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.said}"
