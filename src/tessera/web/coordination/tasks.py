"""Tasks: all, mine, one, a new one, and the steps that one takes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import WorkingGroup
from tessera.coordination.selectors.tasks import tasks_listed, tasks_of
from tessera.coordination.services.tasks import ENDS, STEPS, task_add, task_change, task_step
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.review_part import came_of
from tessera.web.tables import table_page

from .fields import NoQuestions, ResultForm, TaskForm
from .reach import address, as_entered, audience_of, crumbs, group_or_404, may, own_of, task_crumbs, task_or_404
from .task_table import OwnedTaskTable, TaskFilter, TaskTable

UNIT = ngettext_lazy("%(count)s task", "%(count)s tasks", "count")
WORDS = {
    "begin": gettext_lazy("Begin"),
    "finish": gettext_lazy("Mark as done"),
    "drop": gettext_lazy("Drop"),
    "reopen": gettext_lazy("Reopen"),
}
FIELDS = ("title", "text", "owner", "organisation", "due", "activity")


def task_list(request: HttpRequest) -> HttpResponse:
    """Every task that the reader may see, over all groups."""
    of_network = getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=OwnedTaskTable if of_network else TaskTable,
        queryset_or_rows=tasks_listed(request.user),
        filterset=TaskFilter,
        template="coordination/tasks.html",
        context={"heading": _("Tasks"), "adds": may(request, "coordination.add_task"), "trail": crumbs()},
        unit_label=UNIT,
        name="tasks",
        audience=_("With entries for the Network; not for passing on as it is.") if of_network else "",
        empty={"why": _("There is no task that you may see.")},
    )


@login_required
def my_tasks(request: HttpRequest) -> HttpResponse:
    """What the person who reads has to do, in all groups: the longest due first."""
    of_network = getattr(request.user, "is_of_network", False)
    return table_page(
        request,
        table_class=OwnedTaskTable if of_network else TaskTable,
        queryset_or_rows=tasks_of(request.user),
        filterset=TaskFilter,
        template="coordination/tasks.html",
        context={"heading": _("My tasks"), "adds": may(request, "coordination.add_task"), "trail": task_crumbs()},
        unit_label=UNIT,
        name="my-tasks",
        audience=_("Only you see this list."),
        empty={"why": _("No open task is yours or your organization's."), "next": _("See all tasks"), "url": _all()},
    )


def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: who, when, what came of it, and the steps that it can take now."""
    found = task_or_404(request, pk)
    works = may(request, "coordination.work_on_task", found)
    steps = [transition.name for transition in found.get_available_state_transitions()]
    context = {
        "task": found,
        "today": timezone.now().date(),
        "works": works,
        "steps": [(step, WORDS[step]) for step in STEPS if step in steps] if works else [],
        "came_of": came_of(request.user, found),
        "sees_people": may(request, "network.view_people"),
        "changes": found.history.select_related("history_user").order_by("-history_id")[:20] if works else [],
        "trail": task_crumbs(found),
    }
    return render(request, "coordination/task.html", context)


@guarded
def group_task_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new task of a group."""
    group = group_or_404(request, slug)
    require(request, "coordination.work_in_group", group)
    return _new(request, group)


@guarded
def task_new(request: HttpRequest) -> HttpResponse:
    """A new task of no group."""
    require(request, "coordination.add_task")
    return _new(request, None)


def _new(request: HttpRequest, group: WorkingGroup | None) -> HttpResponse:
    initial: dict[str, Any] = {"audience": group.audience if group else "network"}
    if group is None:
        initial["owner"] = request.user.pk
    return form_page(
        request,
        submitted(request, TaskForm, initial=initial, person=request.user),
        save=lambda data: task_add(by=request.user, working_group=group, **own_of(data), **audience_of(data)),
        back=address(group) if group else address,
        heading=_("Add a task"),
        saved=_("Saved."),
        cancel=address(group) if group else _all(),
        trail=crumbs(group) if group else task_crumbs(),
    )


@guarded
def task_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a task."""
    found = task_or_404(request, pk)
    require(request, "coordination.work_on_task", found)
    form = submitted(request, TaskForm, initial=as_entered(found, *FIELDS), person=request.user)
    return form_page(
        request,
        form,
        save=lambda data: task_change(
            task=found, version=data["version"] or 0, by=request.user, **own_of(data), **audience_of(data)
        ),
        back=address(found),
        heading=_("Edit the task"),
        saved=_("Saved."),
        cancel=address(found),
        trail=task_crumbs(found),
    )


@guarded
def task_stepped(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Begin, finish, drop or reopen a task."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    found = task_or_404(request, pk)
    require(request, "coordination.work_on_task", found)
    return form_page(
        request,
        submitted(request, ResultForm if step in ENDS else NoQuestions, initial={"result": found.result}),
        save=lambda data: task_step(task=found, step=step, by=request.user, result=data.get("result", "")),
        back=address(found),
        heading=f"{WORDS[step]}: {found.title}",
        saved=_("Saved."),
        submit=WORDS[step],
        cancel=address(found),
        trail=task_crumbs(found),
    )


def _all() -> str:
    return reverse("web:tasks")
