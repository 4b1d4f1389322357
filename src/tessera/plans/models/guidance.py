"""The Guidance Note's recommendations (GNR) as the Network keeps them: wording and practical suggestions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.network.models import Audience, Audienced, AudiencedQuerySet


class GuidanceRecommendation(models.Model):
    """One of the 19. Its wording comes from the vocabulary until the secretariat enters its own (GuidanceWording)."""

    number = models.PositiveSmallIntegerField(primary_key=True)

    class Meta:
        verbose_name = _("Guidance Note recommendation")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"GNR {self.number}"


class GuidanceWording(models.Model):
    """A person's wording of a recommendation in one language; it stands above the vocabulary's."""

    recommendation = models.ForeignKey(GuidanceRecommendation, models.CASCADE, related_name="wordings")
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), blank=True)
    source = models.CharField(
        _("source"), max_length=300, help_text=_("Document and page that the wording was checked against")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "language"], name="guidance_wording_once")]


class Suggestion(Audienced):
    """A practical suggestion for one recommendation: the plan's objective b. Archived, never deleted."""

    class ForWhom(models.TextChoices):
        ENTITY = "entity", _("UN entity")
        COUNTRY_TEAM = "country-team", _("UN country team")
        FIELD_PRESENCE = "field-presence", _("Field presence")

    recommendation = models.ForeignKey(GuidanceRecommendation, models.CASCADE, related_name="suggestions")
    code = models.SlugField(max_length=60, null=True, blank=True, unique=True, editable=False)
    for_whom = models.CharField(_("for"), max_length=20, choices=ForWhom.choices)
    text = models.TextField(_("suggestion"))
    texts = models.JSONField(_("in other languages"), default=dict, blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    objects = AudiencedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("suggestion")
        ordering = ["recommendation_id", "for_whom", "id"]

    def __str__(self) -> str:
        return self.text[:80]

    def wording(self, field: str, language: str) -> str:
        """The text in `language`, else as written."""
        return self.texts.get(language[:2]) or self.text if field == "text" else getattr(self, field)
