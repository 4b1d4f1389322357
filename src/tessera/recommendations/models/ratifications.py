"""Who is bound by which treaty: one status for a country and a treaty, however many lists attest it.

Of public record: what the depositaries of treaties publish. Everybody may see all of it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .codes import CodesField
from .imports import ImportRun


class TreatyStatus(models.Model):
    """What a country did about a treaty, as the newest of its lists says.

    `country` is ISO 3166 alpha-3, `treaty` a code of vocabulary.treaties. `declared` are codes of procedures, such as
    individual complaints, that the country's declarations accept. `origin` is whom the list has it from; `as_of` the
    day for which that list speaks, if it says so; `read_on` when it was imported. `gone` is the day since which no list
    has it.
    """

    class Status(models.TextChoices):
        PARTY = "party", _("Party")
        SIGNATORY = "signatory", _("Signed, not ratified")
        NO_ACTION = "no-action", _("No action")
        WITHDRAWN = "withdrawn", _("Withdrew")
        UNKNOWN = "unknown", _("Not known")

    class Kind(models.TextChoices):
        RATIFICATION = "ratification", _("Ratification")
        ACCESSION = "accession", _("Accession")
        SUCCESSION = "succession", _("Succession")
        ACCEPTANCE = "acceptance", _("Acceptance")

    country = models.CharField(_("country"), max_length=3)
    treaty = models.CharField(_("treaty"), max_length=40)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    kind = models.CharField(_("how it became bound"), max_length=12, choices=Kind.choices, blank=True)
    signed = models.DateField(_("signed"), null=True)
    signed_year = models.PositiveSmallIntegerField(_("year of signature"), null=True)
    bound = models.DateField(_("bound since"), null=True)
    bound_year = models.PositiveSmallIntegerField(_("year of ratification or accession"), null=True)
    in_force = models.DateField(_("in force for it since"), null=True)
    ended_year = models.PositiveSmallIntegerField(_("year of withdrawal"), null=True)
    reservations = models.TextField(_("reservations"), blank=True)
    declarations = models.TextField(_("declarations"), blank=True)
    objections = models.TextField(_("objections"), blank=True)
    declared = CodesField()
    note = models.TextField(_("note"), blank=True)
    origin = models.CharField(_("source"), max_length=120, blank=True)
    as_of = models.DateField(_("as of"), null=True)
    read_on = models.DateField(_("read on"))
    gone = models.DateField(_("gone"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["treaty", "country"], name="one_status_of_a_treaty")]
        indexes = [models.Index(fields=["country"], name="treaty_status_country")]
        verbose_name = _("status of a treaty")
        verbose_name_plural = _("statuses of treaties")

    def __str__(self) -> str:
        return f"{self.country} {self.treaty}: {self.status}"


class TreatyAttestation(models.Model):
    """One row of one list. `key` is made of the list's origin, the treaty and the country; `scope` of the first two.

    `body` is the row as it came, `digest` a number made of it; `gone` the run that no longer found it.
    """

    status = models.ForeignKey(TreatyStatus, models.CASCADE, related_name="attestations")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=240)
    scope = models.CharField(max_length=200)
    digest = models.BigIntegerField()
    body = models.TextField()
    gone = models.ForeignKey(ImportRun, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="treaty_attestation_of_source")]
        verbose_name = _("attestation of a status")

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class EarlierTreatyStatus(models.Model):
    """What a status said before a list said it otherwise."""

    status = models.ForeignKey(TreatyStatus, models.CASCADE, related_name="earlier")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="+")
    said: Any = models.JSONField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.status_id} before {self.run_id}"
