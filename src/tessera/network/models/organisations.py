"""Organisations, and the groups in which people work."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .people import Person, Term


class Organisation(models.Model):
    """A UN entity, country team, mechanism, institution or association."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        UN_ENTITY = "un-entity", _("UN entity")
        COUNTRY_TEAM = "country-team", _("UN country team")
        MULTI_COUNTRY_OFFICE = "multi-country-office", _("Multi-country office")
        FIELD_PRESENCE = "field-presence", _("Field presence")
        MECHANISM = "mechanism", _("Human rights mechanism")
        REGIONAL = "regional-organization", _("Regional organization")
        NHRI = "nhri", _("National human rights institution")
        CIVIL_SOCIETY = "civil-society", _("Civil-society organization")
        PARLIAMENT = "parliament", _("Parliament")
        GOVERNMENT = "government", _("Government")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    countries = models.JSONField(_("countries"), default=list, blank=True, help_text=_("ISO 3166 alpha-3 codes"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organization")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.acronym or self.name


class Group(models.Model):
    """A working group or another circle of people; also an audience."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    purpose = models.TextField(_("purpose"), blank=True)
    coordinator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinated_groups",
        verbose_name=_("coordinated by"),
    )
    people = models.ManyToManyField(Person, through="GroupMember", related_name="network_groups")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("group")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupMember(Term):
    """A person's place in a group."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_memberships")
    coordinates = models.BooleanField(_("coordinates the group"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person", "since"], name="group_member_once")]
