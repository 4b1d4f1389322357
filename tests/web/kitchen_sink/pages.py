"""The kitchen sink's views: made-up rows, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django_filters
import django_tables2
from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tessera.web.tables import CountryColumn, DueColumn, MomentColumn, NumberColumn, StatusColumn, Table, table_page

TEMPLATES = Path(__file__).parent / "templates"
STATUSES = {
    "not-started": _("Not started"),
    "on-track": _("On track"),
    "delayed": _("Delayed"),
    "blocked": _("Blocked"),
    "done": _("Done"),
    "dropped": _("Dropped"),
}
ROWS = ngettext_lazy("%(count)s row", "%(count)s rows", "count")
SENTENCE = "Joint briefing for country teams on disaggregated data and the participation of minorities in public life. "


def made_up_rows(count):
    codes = list(STATUSES)
    return [
        {
            "ref": f"{n}a",
            "title": (SENTENCE * (4 if n == 2 else 1)).strip()[:300],
            "country": ["NPL", "COL", "MDA", "CHN", "EGY"][n % 5],
            "status": codes[n % len(codes)],
            "due": date.today() + timedelta(days=7 * n - 40),
            "amount": n * 12_345,
            "read": datetime(2026, 3, 4, 22, 15, tzinfo=UTC),
        }
        for n in range(1, count + 1)
    ]


class SinkTable(Table):
    ref = django_tables2.Column(linkify=lambda record: f"/sink/?row={record['ref']}", verbose_name="Activity")
    title = django_tables2.Column(verbose_name="Title")
    country = CountryColumn(verbose_name="Country")
    status = StatusColumn(labels=STATUSES, verbose_name="Status")
    due = DueColumn(verbose_name="Due")
    amount = NumberColumn(verbose_name="Amount (USD)")
    read = MomentColumn(verbose_name="Read")


class KindsTable(Table):
    id = NumberColumn(verbose_name="Number")
    app_label = django_tables2.Column(verbose_name="Room")
    model = django_tables2.Column(verbose_name="Kind")


class KindsFilter(django_filters.FilterSet):
    """Filters over the one table that every database has filled."""

    app_label = django_filters.MultipleChoiceFilter(label="Room", choices=[("network", "Network"), ("plans", "Plans")])
    model = django_filters.CharFilter(label="Kind", lookup_expr="icontains")
    id = django_filters.RangeFilter(label="Number")

    class Meta:
        model = ContentType
        fields: list[str] = []


class SinkForm(forms.Form):
    title = forms.CharField(label="Title", max_length=300, help_text="As it stands in the plan.")
    reason = forms.CharField(label="Reason", widget=forms.Textarea)
    due = forms.DateField(label="Due", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    status = forms.ChoiceField(label="Status", choices=list(STATUSES.items()))
    scope = forms.MultipleChoiceField(
        label="Scope",
        choices=[("g", "Global"), ("r", "Regional"), ("c", "Country")],
        widget=forms.CheckboxSelectMultiple,
    )
    notify = forms.BooleanField(label="Tell the working group", required=False, help_text="By e-mail, once.")


def sink(request):
    if "told" in request.GET:
        messages.success(request, "Activity 1a was changed: the lead is now UNDP.")
        messages.warning(request, "Two milestones have no due date.")
        messages.error(request, "The file was not imported: it is empty.")
    rows = made_up_rows(8)
    trail = [("Plan", "/"), ("Action Plan 2014-2017", "/sink/"), ("Activity 1a", None)]
    return render(request, "sink.html", {"trail": trail, "form": SinkForm(), "rows": rows, "gnr": range(1, 20)})


def rows_list(request):
    return table_page(
        request,
        table_class=SinkTable,
        queryset_or_rows=made_up_rows(int(request.GET.get("rows", "60"))),
        unit_label=ROWS,
        template="sink_list.html",
        audience="Public",
        empty={"why": "No activity has been entered.", "next": "Import a plan", "url": "/sink/form/"},
    )


def kinds_list(request):
    return table_page(
        request,
        table_class=KindsTable,
        filterset=KindsFilter,
        queryset_or_rows=ContentType.objects.order_by("id"),
        unit_label=ngettext_lazy("%(count)s kind of record", "%(count)s kinds of record", "count"),
        template="sink_list.html",
        name="kinds",
    )


def form(request):
    filled = SinkForm(request.POST or None)
    filled.is_valid()
    return render(request, "sink_form.html", {"form": filled})
