"""Working groups, who belongs to them from when to when, and the updates by which they keep the others informed."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tessera.network.models import Audienced, AudiencedQuerySet
from tessera.network.models.audience import audience_q
from tessera.network.models.people import Term


class Entered(Audienced):
    """What a person entered, with who, when, and how often it was changed since."""

    created_at = models.DateTimeField(_("entered"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        abstract = True


class WorkingGroup(Entered):
    """A working group of the Network. Its `circle` are the same people as an audience: "one group" means them."""

    name = models.CharField(_("name"), max_length=300, unique=True)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    mandate = models.TextField(_("mandate"), blank=True)
    circle = models.OneToOneField(
        "network.Group", models.PROTECT, related_name="working_group", verbose_name=_("circle of people")
    )
    coordinators = models.ManyToManyField(
        "network.Organisation", blank=True, related_name="+", verbose_name=_("coordinated by")
    )
    coordinator_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person who coordinates"),
    )
    activities = models.ManyToManyField(
        "plans.Activity", blank=True, related_name="pursued_by", verbose_name=_("activities")
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True, editable=False)
    history = HistoricalRecords(m2m_fields=[coordinators, activities])

    class Meta:
        verbose_name = _("working group")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfGroup(Entered):
    """A record of a working group: seen by whoever sees the group and belongs to the record's own audience."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="%(class)ss", verbose_name=_("working group"))

    class Meta:
        abstract = True

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        return audience_q(viewer, cls) & audience_q(viewer, WorkingGroup, prefix="group__")


class MemberQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Who belongs on `day`."""
        begun = Q(since__isnull=True) | Q(since__lte=day)
        return self.filter(begun, Q(until__isnull=True) | Q(until__gte=day))


class Member(Term):
    """An entity's place in a group, from one day to another, through a focal point where one is named."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="members")
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, related_name="+", verbose_name=_("organization")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("focal point"),
    )
    objects = MemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("member")
        ordering = ["organisation__name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=models.F("since")),
                name="working_group_member_until_after_since",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Update(OfGroup):
    """What a member tells the others. It may be corrected, and the history keeps each wording; it is never removed."""

    text = models.TextField(_("text"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("update")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.text[:80]
