"""The review projects, in a list."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.desk_review.models import ReviewProject
from tessera.desk_review.selectors.projects import projects_listed
from tessera.web.access import guarded, require
from tessera.web.tables import DayColumn, NumberColumn, StatusColumn, Table, table_page

from .reach import address, may, trail


class ProjectTable(Table):
    title = tables.Column(verbose_name=gettext_lazy("Project"))
    mode = tables.Column(verbose_name=gettext_lazy("How it is coded"), accessor="get_mode_display", orderable=False)
    documents = NumberColumn(verbose_name=gettext_lazy("Documents"))
    coordinator = tables.Column(verbose_name=gettext_lazy("Coordinator"))
    state = StatusColumn(verbose_name=gettext_lazy("State"))
    created_at = DayColumn(verbose_name=gettext_lazy("Begun"))

    def render_title(self, record: ReviewProject) -> Any:
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), record.title)

    def value_title(self, record: ReviewProject) -> str:
        return record.title

    def value_created_at(self, value: Any) -> Any:
        return value.date()


@guarded
def listing(request: HttpRequest) -> HttpResponse:
    """Those that the reader may see."""
    require(request, "desk_review.see_projects")
    may_add = may(request, "add_project")
    empty: dict[str, Any] = {"why": _("There is no project that you may see.")}
    if may_add:
        empty |= {"next": _("Begin a project"), "url": reverse("web:review-project-new")}
    return table_page(
        request,
        table_class=ProjectTable,
        queryset_or_rows=projects_listed(request.user),
        template="review_projects/list.html",
        context={"may_add": may_add, "trail": trail()[:1]},
        unit_label=ngettext_lazy("%(count)s project", "%(count)s projects", "count"),
        name="review-projects",
        audience=_("For the Network; not for passing on."),
        empty=empty,
    )
