"""Tasks in a table: filters and columns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from tessera.coordination.models import Task, WorkingGroup
from tessera.network.models import Organisation
from tessera.web.formats import due_words
from tessera.web.tables import DayColumn, Table
from tessera.web.templatetags import tessera as tags

from .reach import address

SOON = timedelta(days=30)


class TaskFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    group = filters.ModelChoiceFilter(label=gettext_lazy("Working group"), queryset=WorkingGroup.objects.none())
    organisation = filters.ModelChoiceFilter(label=gettext_lazy("Organization"), queryset=Organisation.objects.none())
    state = filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=Task.State.choices)
    due = filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="by_due",
        choices=[
            ("late", gettext_lazy("Late")),
            ("soon", gettext_lazy("Within 30 days")),
            ("none", gettext_lazy("Without a day")),
        ],
    )

    class Meta:
        model = Task
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        seen = self.queryset.order_by()
        self.filters["group"].queryset = WorkingGroup.objects.filter(pk__in=seen.values("group"))
        named = Organisation.objects.filter(pk__in=seen.values("organisation"))
        self.filters["organisation"].queryset = named.order_by("acronym", "name")

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(result__icontains=word))
        return rows

    def by_due(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.now().date()
        if value == "none":
            return rows.filter(due=None)
        first, last = (None, today - timedelta(days=1)) if value == "late" else (today, today + SOON)
        rows = rows.filter(state__in=Task.RUNNING, due__lte=last)
        return rows.filter(due__gte=first) if first else rows


class TaskTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Task"))
    group = tables.Column(verbose_name=gettext_lazy("Working group"), order_by="group__name")
    activity = tables.Column(
        verbose_name=gettext_lazy("Activity"), order_by=("activity__plan__code", "activity__order")
    )
    organisation = tables.Column(verbose_name=gettext_lazy("Organization"), order_by="organisation__name")
    due = DayColumn(verbose_name=gettext_lazy("Due"))
    state = tables.Column(verbose_name=gettext_lazy("State"))
    result = tables.Column(verbose_name=gettext_lazy("What came of it"), orderable=False, visible=False)

    def render_title(self, record: Task) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), record.title)

    def value_title(self, record: Task) -> str:
        return record.title

    def render_group(self, record: Task) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record.group), record.group)

    def value_group(self, record: Task) -> str:
        return str(record.group)

    def render_activity(self, record: Task) -> str:
        return f"{record.activity.plan.code} {record.activity.ref}"

    def render_due(self, value: Any, record: Task) -> Any:
        if not record.is_running:
            return tags.day(value)
        today = timezone.now().date()
        words = due_words(value, today=today)
        return tags.status("late" if value < today else "due", words)

    def order_due(self, rows: QuerySet, descending: bool) -> tuple[QuerySet, bool]:
        """Tasks without a day stand last either way."""
        due = F("due")
        return rows.order_by(due.desc(nulls_last=True) if descending else due.asc(nulls_last=True), "pk"), True

    def value_due(self, value: Any) -> Any:
        return value

    def render_state(self, record: Task) -> Any:
        return tags.status(record.state, record.get_state_display())

    def value_state(self, record: Task) -> str:
        return record.get_state_display()


class OwnedTaskTable(TaskTable):
    """For the Network, which alone is shown the names of people."""

    owner = tables.Column(verbose_name=gettext_lazy("Owner"), order_by="owner__name")

    class Meta:
        sequence = ("title", "group", "activity", "organisation", "owner", "...")
