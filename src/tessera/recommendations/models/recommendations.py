"""A recommendation is one record, however many sources attest it; an attestation is what one source says of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience, Audienced

from .codes import CodesField
from .imports import ImportRun


class Document(models.Model):
    """A mechanism's document by its symbol; what has no symbol (ILO comments, lists) by its title."""

    symbol = models.CharField(_("symbol"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    body = models.CharField(_("mechanism"), max_length=60, blank=True)
    countries = CodesField()
    audience = models.CharField(max_length=20, default=Audience.PUBLIC)  # of whoever told its title and date
    date = models.DateField(_("date"), null=True)
    session = models.CharField(_("session"), max_length=40, blank=True)
    cycle = models.PositiveSmallIntegerField(_("cycle"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~models.Q(symbol=""), name="document_by_symbol"),
            models.UniqueConstraint(fields=["body", "title"], condition=models.Q(symbol=""), name="document_by_title"),
        ]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.symbol or self.title


class Recommendation(Audienced):
    """What a mechanism recommended, in the words of the best source.

    `states` are the codes of recommending States; `states_printed` their names as printed, in the same order.
    `treaties` are those that it asks about, by rule (analysis.treaties). `groups_by` and `themes_by` say who gave its
    groups and themes: source, rule, person. `bucket` and `fingerprint` are by what records of several sources are
    joined (analysis.words.number_of). A record of which no source speaks any more is withdrawn, not deleted; one that
    was joined to another by hand leads to it. `points_to` are paragraphs that it speaks about, as cited. A record of
    the kind "response" is a State's answer that waits for the recommendation it belongs to.
    """

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="recommendations")
    body = models.CharField(_("mechanism"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=30)
    paragraph = models.CharField(_("paragraph"), max_length=40, blank=True)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, default="en")
    countries = CodesField()
    addressees = CodesField()
    states = CodesField()
    states_printed = CodesField()
    position = models.CharField(_("position"), max_length=40, blank=True)
    date = models.DateField(_("date"), null=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True)
    cycle = models.PositiveSmallIntegerField(_("cycle"), null=True)
    session = models.CharField(_("session"), max_length=40, blank=True)
    themes = CodesField()
    persons = CodesField()
    groups = CodesField()
    intersections = CodesField()
    goals = CodesField()
    guidance = CodesField()
    groups_by = CodesField()
    themes_by = CodesField()
    points_to = CodesField()
    treaties = CodesField()
    bucket = models.BigIntegerField(null=True)
    fingerprint = models.BigIntegerField()
    withdrawn = models.DateField(_("withdrawn"), null=True)
    joined_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="joined_here")

    class Meta:
        indexes = [
            models.Index(fields=["fingerprint", "bucket"], name="recommendation_join"),
            models.Index(fields=["bucket"], name="recommendation_bucket"),
            models.Index(
                fields=["withdrawn"], name="recommendation_withdrawn", condition=models.Q(withdrawn__isnull=False)
            ),
        ]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        where = f"{self.document if self.document_id else ''} {self.paragraph}".strip()
        return where or f"{_('Recommendation')} {self.pk}"


class Attestation(models.Model):
    """One source's record of a recommendation.

    `key` is the source's own id, `digest` a number made of the record as it came, `scope` what the file held all of.
    `gone` is the run that no longer found it. What a person joined or set apart is `pinned`: imports leave it there.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="attestations")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=400)
    scope = models.CharField(max_length=380, blank=True)
    digest = models.BigIntegerField()
    gone = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+", db_index=False)
    pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="attestation_of_source")]
        verbose_name = _("attestation")

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class AttestationBody(models.Model):
    """The record as it came. Apart, so that attestations are read without it."""

    attestation = models.OneToOneField(Attestation, models.CASCADE, primary_key=True, related_name="body")
    body = models.TextField()


class EarlierWording(models.Model):
    """What a record said before a source said it otherwise."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="earlier")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    said = models.JSONField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.recommendation_id} before {self.run_id}"


class ThemeLabel(models.Model):
    """A theme that a source named and the vocabulary does not know, under the code made of its label."""

    code = models.CharField(max_length=120, primary_key=True)
    label = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.label
