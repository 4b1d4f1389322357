"""Meetings of working groups: agenda, papers, attendance, minutes, decisions, and action points that become tasks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .groups import Member, OfGroup
from .tasks import Task


class Meeting(OfGroup):
    """One meeting. `agenda` and `decisions` are lists of sentences in order; `papers` a list of {"title", "url"}.

    `starts_at` is in UTC; `zone` is the time zone, by its IANA name, in which it was called.
    """

    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    length = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("place or link"), max_length=300, blank=True)
    agenda = models.JSONField(_("agenda"), default=list, blank=True)
    papers = models.JSONField(_("papers"), default=list, blank=True)
    present = models.ManyToManyField(Member, blank=True, related_name="+", verbose_name=_("present"))
    apologies = models.ManyToManyField(Member, blank=True, related_name="+", verbose_name=_("apologies"))
    guests = models.CharField(_("others present"), max_length=500, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    decisions = models.JSONField(_("decisions"), default=list, blank=True)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True, editable=False)
    history = HistoricalRecords(m2m_fields=[present, apologies])

    class Meta:
        verbose_name = _("meeting")
        ordering = ["-starts_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.length)

    @property
    def day(self) -> date:
        return self.local_start.date()

    @property
    def at(self) -> time:
        return self.local_start.time()

    @property
    def local_start(self) -> datetime:
        """When it begins, on the clocks of its own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))


class ActionPoint(models.Model):
    """What a meeting asked somebody to do. It stays unfinished until a task stands for it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="action_points")
    text = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    organisation = models.ForeignKey(
        "network.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization"),
    )
    due = models.DateField(_("due"), null=True, blank=True)
    task = models.OneToOneField(
        Task, models.PROTECT, null=True, blank=True, editable=False, related_name="action_point"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action point")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text
