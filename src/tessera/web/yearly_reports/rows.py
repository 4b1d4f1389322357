"""The rows behind each figure of the annual report."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import Meeting, ReportEntry, Task, YearlyReport
from tessera.coordination.selectors.readership import NETWORK, PUBLIC, readership
from tessera.coordination.selectors.yearly_figures import year_of
from tessera.plans.models import Activity
from tessera.web.formats import country_words, listed
from tessera.web.tables import DayColumn, MomentColumn, NumberColumn, Table, table_page

from .reach import address, crumbs, round_or_404


def _activity(value: Any, record: Any = None) -> Any:
    url = reverse("web:activity", args=[value.plan.code, value.ref])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', url, value)


class ActivityRows(Table):
    title = tables.Column(verbose_name=gettext_lazy("Activity"), orderable=False)
    status_then = tables.Column(verbose_name=gettext_lazy("Status at the end of the year"), orderable=False)

    def render_title(self, record: Activity) -> Any:
        return _activity(record)

    def value_title(self, record: Activity) -> str:
        return str(record)

    def render_status_then(self, value: str) -> Any:
        return Activity.Status(value).label


class OfActivityRows(Table):
    """Rows that begin with their activity."""

    activity = tables.Column(verbose_name=gettext_lazy("Activity"), orderable=False, default="")

    def render_activity(self, value: Activity) -> Any:
        return _activity(value)

    def value_activity(self, value: Activity) -> str:
        return str(value)


class MilestoneRows(OfActivityRows):
    title = tables.Column(verbose_name=gettext_lazy("Milestone"), orderable=False)
    due = DayColumn(verbose_name=gettext_lazy("Due"))
    done_on = DayColumn(verbose_name=gettext_lazy("Reached on"))


class MoneyRows(OfActivityRows):
    donor = tables.Column(verbose_name=gettext_lazy("Donor"), orderable=False)
    currency = tables.Column(verbose_name=gettext_lazy("Currency"), orderable=False)
    asked = NumberColumn(verbose_name=gettext_lazy("Asked"))
    pledged = NumberColumn(verbose_name=gettext_lazy("Pledged"))
    received = NumberColumn(verbose_name=gettext_lazy("Received"))
    spent = NumberColumn(verbose_name=gettext_lazy("Spent"))


class MeetingRows(Table):
    title = tables.Column(verbose_name=gettext_lazy("Meeting"), orderable=False)
    group = tables.Column(verbose_name=gettext_lazy("Working group"), orderable=False)
    starts_at = MomentColumn(verbose_name=gettext_lazy("Begins"))

    def render_title(self, record: Meeting) -> Any:
        url = reverse("web:meeting", args=[record.group.slug, record.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', url, record)


class TaskRows(Table):
    title = tables.Column(verbose_name=gettext_lazy("Task"), orderable=False)
    organisation = tables.Column(verbose_name=gettext_lazy("Organization"), orderable=False)
    result = tables.Column(verbose_name=gettext_lazy("What came of it"), orderable=False)

    def render_title(self, record: Task) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', reverse("web:task", args=[record.pk]), record)


class ReportRows(Table):
    organisation = tables.Column(verbose_name=gettext_lazy("Organization"), orderable=False)
    approved_at = DayColumn(verbose_name=gettext_lazy("Approved"))

    def render_organisation(self, record: YearlyReport) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), record.organisation.name)


class EntryRows(OfActivityRows):
    report = tables.Column(verbose_name=gettext_lazy("Report"), orderable=False)
    countries = tables.Column(verbose_name=gettext_lazy("Countries"), orderable=False, default="")
    text = tables.Column(verbose_name=gettext_lazy("What was done"), orderable=False)

    def render_report(self, record: ReportEntry) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record.report), record.report.organisation)

    def render_countries(self, value: list[str]) -> str:
        return listed(country_words(code) for code in value)


Shown = tuple[type[Table], str | Promise, Any]
SHOWN: dict[str, Shown] = {
    "activities": (
        ActivityRows, gettext_lazy("Activities"), ngettext_lazy("%(count)s activity", "%(count)s activities", "count"),
    ),
    "milestones": (
        MilestoneRows, gettext_lazy("Milestones"),
        ngettext_lazy("%(count)s milestone", "%(count)s milestones", "count"),
    ),
    "money": (
        MoneyRows, gettext_lazy("Money"), ngettext_lazy("%(count)s funding line", "%(count)s funding lines", "count"),
    ),
    "meetings": (
        MeetingRows, gettext_lazy("Meetings"), ngettext_lazy("%(count)s meeting", "%(count)s meetings", "count"),
    ),
    "tasks": (TaskRows, gettext_lazy("Tasks done"), ngettext_lazy("%(count)s task", "%(count)s tasks", "count")),
    "reports": (
        ReportRows, gettext_lazy("Approved reports"),
        ngettext_lazy("%(count)s report", "%(count)s reports", "count"),
    ),
    "entries": (
        EntryRows, gettext_lazy("What approved reports say"),
        ngettext_lazy("%(count)s entry", "%(count)s entries", "count"),
    ),
}  # fmt: skip


def listing(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """All rows of a kind, or of them those of ?of=; as the readers of the document see them, who may be fewer."""
    found = round_or_404(request, code, year)
    if kind not in SHOWN:
        raise Http404(_("There is no such page."))
    table, heading, unit = SHOWN[kind]
    return table_page(
        request,
        table_class=table,
        queryset_or_rows=year_of(found, viewer_of(request)).rows(kind, request.GET.get("of", "")[:40]),
        unit_label=unit,
        template="yearly_reports/rows.html",
        context={"heading": f"{heading}, {found}", "trail": crumbs(found)},
        name=f"{kind}-{found.plan.code}-{found.year}",
        audience=_("For the Network; not for passing on.") if readers_of(request) == NETWORK else "",
    )


def readers_of(request: HttpRequest) -> str:
    """For whom figures and documents are: the Network for those who belong to it and do not ask for the public's."""
    of_network = getattr(request.user, "is_of_network", False)
    return NETWORK if of_network and request.GET.get("for") != PUBLIC else PUBLIC


def viewer_of(request: HttpRequest) -> Any:
    """Nobody's own rights count: the figure of a document is the same for all its readers."""
    return readership(readers_of(request))
