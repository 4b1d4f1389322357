"""What coordination offers to be found: working groups with their meetings, tasks and updates, and endorsements.

The tokens say the same as each model's visibility_q; a test holds them together. Of an endorsement it is what its page
shows to everybody: comments, answers and versions are for those who take part, and are not found. People are not found
by their names.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import Endorsement, Meeting, Task, Update, WorkingGroup
from tessera.network.findable import audience_tokens
from tessera.network.models import Organisation
from tessera.plans.models import Activity, Plan
from tessera.search.registry import PUBLIC, Also, Findable, Wording, findable_register

TITLE = 100


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "working-group",
        WorkingGroup,
        label=_("Working groups"),
        rows=lambda: WorkingGroup.objects.prefetch_related("coordinators", "audience_people"),
        document=_group,
        facets=("organisation",),
        also=[Also(Organisation, partial(ids_of, WorkingGroup, "coordinators"))],
    )
    _task_register()
    for code, model, label, document, path in (
        ("meeting", Meeting, _("Meetings"), _meeting, "group"),
        ("update", Update, _("Updates"), _update, "group"),
        ("endorsement", Endorsement, _("Endorsements"), _endorsement, "working_group"),
    ):
        findable_register(
            code,
            model,
            label=label,
            rows=partial(rows_of, model, path),
            document=document,
            also=[Also(WorkingGroup, partial(ids_of, model, path))],
        )


def _task_register() -> None:
    findable_register(
        "task",
        Task,
        label=_("Tasks"),
        rows=partial(rows_of, Task, "group", "activity__plan", named=("organisation",)),
        document=_task,
        facets=("plan", "organisation"),
        also=[
            Also(WorkingGroup, partial(ids_of, Task, "group")),
            Also(Activity, partial(ids_of, Task, "activity")),
            Also(Plan, partial(ids_of, Task, "activity__plan")),
            Also(Organisation, partial(ids_of, Task, "organisation")),
        ],
        deep=True,
    )


def rows_of(model: type[Any], *paths: str, named: tuple[str, ...] = ()) -> QuerySet:
    """Records with those that they belong to, by `paths`, and the people of each audience; `named`: further ones."""
    people = [f"{path}__audience_people" for path in paths]
    return model.objects.select_related(*paths, *named).prefetch_related("audience_people", *people)


def ids_of(model: type[Any], path: str, records: Collection[Any]) -> QuerySet:
    """Ids of those records of `model` that belong to one of `records` by `path`."""
    found = model._default_manager.filter(**{f"{path}__in": [one.pk for one in records]})
    return found.order_by().values_list("pk", flat=True).distinct()


def _group(group: WorkingGroup) -> Findable:
    entities = list(group.coordinators.all())
    names = " ".join(f"{one.name} {one.acronym}" for one in entities)
    return Findable(
        id=group.pk,
        wordings={"en": Wording(group.name, group.mandate, names)},
        audience=audience_tokens(group),
        url_name="web:working-group",
        url_args=(group.slug,),
        facets={"organisation": [one.code for one in entities]},
    )


def _meeting(meeting: Meeting) -> Findable:
    papers = [paper.get("title", "") for paper in meeting.papers]
    said = [*meeting.agenda, meeting.minutes, *meeting.decisions]
    return Findable(
        id=meeting.pk,
        wordings={"en": Wording(meeting.title, lines_of(said), lines_of([*papers, meeting.group.name]))},
        audience=audience_tokens(meeting),
        audience_parent=audience_tokens(meeting.group),
        url_name="web:meeting",
        url_args=(meeting.group.slug, meeting.pk),
        day=meeting.day.toordinal(),
    )


def _update(update: Update) -> Findable:
    return Findable(
        id=update.pk,
        wordings={"en": Wording(Truncator(update.text).chars(TITLE), update.text, update.group.name)},
        audience=audience_tokens(update),
        audience_parent=audience_tokens(update.group),
        url_name="web:group-updates",
        url_args=(update.group.slug,),
        anchor=f"update-{update.pk}",
        day=update.created_at.toordinal(),
    )


def _task(task: Task) -> Findable:
    group, activity, entity = task.group, task.activity, task.organisation
    others = [group.name] if group else []
    others += [activity.ref] if activity else []
    others += [entity.name, entity.acronym] if entity else []
    return Findable(
        id=task.pk,
        wordings={"en": Wording(task.title, lines_of([task.text, task.result]), lines_of(others))},
        audience=audience_tokens(task),
        audience_parent=audience_tokens(group) if group else PUBLIC,
        audience_above=audience_tokens(activity.plan) if activity else PUBLIC,
        url_name="web:task",
        url_args=(task.pk,),
        day=(task.due or task.created_at).toordinal(),
        facets={
            "plan": [activity.plan.code] if activity else [],
            "organisation": [entity.code] if entity else [],
        },
    )


def _endorsement(endorsement: Endorsement) -> Findable:
    group = endorsement.working_group
    return Findable(
        id=endorsement.pk,
        wordings={"en": Wording(endorsement.title, endorsement.text, group.name if group else "")},
        audience=audience_tokens(endorsement),
        audience_parent=audience_tokens(group) if group else PUBLIC,
        url_name="web:endorsement",
        url_args=(endorsement.pk,),
        day=(endorsement.endorsed_at or endorsement.created_at).toordinal(),
    )


def lines_of(texts: Collection[str]) -> str:
    """What was written, each on a line of its own."""
    return "\n".join(filter(None, texts))
