"""The list of working groups, and the page of one."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import Member, WorkingGroup
from tessera.coordination.selectors.groups import (
    MEETINGS_SHOWN,
    TASKS_SHOWN,
    UPDATES_SHOWN,
    group_page,
    working_groups_listed,
)
from tessera.network.models import Organisation
from tessera.network.services.feed_keys import feed_key_make
from tessera.web.tables import MomentColumn, NumberColumn, Table, table_page

from .reach import address, crumbs, group_or_404, may


class GroupFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    organisation = filters.ModelChoiceFilter(
        label=gettext_lazy("Organization"), method="by_organisation", queryset=Organisation.objects.none()
    )
    state = filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="by_state",
        choices=[("at-work", gettext_lazy("At work")), ("archived", gettext_lazy("Archived"))],
    )
    late = filters.BooleanFilter(
        label=gettext_lazy("With late tasks"), method="by_late", widget=filters.widgets.forms.CheckboxInput
    )

    class Meta:
        model = WorkingGroup
        fields: list[str] = []

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        seen = self.queryset.order_by().values("pk")
        taking_part = Q(pk__in=Member.objects.on(timezone.now().date()).filter(group__in=seen).values("organisation"))
        coordinating = WorkingGroup.coordinators.through.objects.filter(workinggroup__in=seen)
        taking_part |= Q(pk__in=coordinating.values("organisation"))
        self.filters["organisation"].queryset = Organisation.objects.filter(taking_part).order_by("acronym", "name")

    def by_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split()[:8]:
            rows = rows.filter(Q(name__icontains=word) | Q(mandate__icontains=word))
        return rows

    def by_organisation(self, rows: QuerySet, name: str, value: Organisation) -> QuerySet:
        members = Member.objects.on(timezone.now().date()).filter(organisation=value)
        coordinated = WorkingGroup.coordinators.through.objects.filter(organisation=value)
        return rows.filter(Q(pk__in=members.values("group")) | Q(pk__in=coordinated.values("workinggroup")))

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(archived_at__isnull=value == "at-work")

    def by_late(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        return rows.filter(late_count__gt=0) if value else rows


class GroupTable(Table):
    name = tables.Column(verbose_name=gettext_lazy("Working group"))
    coordinators = tables.Column(
        verbose_name=gettext_lazy("Coordinated by"), accessor="pk", orderable=False, empty_values=()
    )
    members = NumberColumn(verbose_name=gettext_lazy("Members"), accessor="member_count")
    tasks = NumberColumn(verbose_name=gettext_lazy("Open tasks"), accessor="task_count")
    late = NumberColumn(verbose_name=gettext_lazy("Late tasks"), accessor="late_count")
    next_meeting = MomentColumn(verbose_name=gettext_lazy("Next meeting"))

    def render_name(self, record: WorkingGroup) -> Any:
        archived = format_html(' <span class="badge">{}</span>', _("archived")) if record.archived_at else ""
        return format_html('<a href="{}"><bdi>{}</bdi></a>{}', address(record), record.name, archived)

    def value_name(self, record: WorkingGroup) -> str:
        return record.name

    def render_coordinators(self, record: WorkingGroup) -> str:
        return self.value_coordinators(record) or "–"

    def value_coordinators(self, record: WorkingGroup) -> str:
        return ", ".join(str(organisation) for organisation in record.coordinators.all())


def group_list(request: HttpRequest) -> HttpResponse:
    """All working groups that the reader may see."""
    creates = may(request, "coordination.create_group")
    of_network = getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=GroupTable,
        queryset_or_rows=working_groups_listed(request.user, now=timezone.now()),
        filterset=GroupFilter,
        template="coordination/groups.html",
        context={"creates": creates, "of_network": of_network},
        unit_label=ngettext_lazy("%(count)s working group", "%(count)s working groups", "count"),
        name="working-groups",
        audience=_("With entries for the Network; not for passing on as it is.") if of_network else "",
        empty={
            "why": _("There is no working group that you may see."),
            "next": _("Add a working group") if creates else "",
            "url": reverse("web:working-group-new") if creates else "",
        },
    )


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs to a group, what it pursues, what is to be done, what was said and when it meets."""
    found = group_or_404(request, slug)
    now = timezone.now()
    works = may(request, "coordination.work_in_group", found) and not found.archived_at
    runs = may(request, "coordination.run_group", found)
    context = {
        "group": found,
        "page": group_page(found, request.user, now=now),
        "tasks_shown": TASKS_SHOWN,
        "updates_shown": UPDATES_SHOWN,
        "meetings_shown": MEETINGS_SHOWN,
        "today": now.date(),
        "now": now,
        "works": works,
        "runs": runs,
        "edits": runs and not found.archived_at,
        "sees_people": may(request, "network.view_people"),
        "feed": _feed_address(request, found),
        "trail": crumbs(),
    }
    return render(request, "coordination/group.html", context)


def _feed_address(request: HttpRequest, found: WorkingGroup) -> str:
    """The address to subscribe to: with the reader's own key where they are signed in."""
    path = reverse("web:working-group-ics", args=[found.slug])
    key = feed_key_make(person=request.user) if request.user.is_authenticated else ""
    return request.build_absolute_uri(f"{path}?key={key}" if key else path)
