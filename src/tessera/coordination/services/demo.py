"""Loads the fictional work of demo.yml, through the same services that people use. Nothing in it is real."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.coordination.models import WorkingGroup
from tessera.network.models import Group, Membership, Organisation, Person
from tessera.network.services.demo import demo_data
from tessera.plans.models import Activity

from .groups import member_add, working_group_create
from .meetings import action_point_add, action_points_become_tasks, meeting_call, meeting_minute
from .tasks import task_add, task_step
from .updates import update_post

DATA = Path(__file__).resolve().parents[1] / "demo.yml"
PLAN = "DEMO-"  # how the code of the demonstration plan begins
TEN = time(10)


@transaction.atomic
def demo_work_load() -> int:
    """Load what the demonstration's groups do; returns how many groups were set up, 0 where all were before.

    Stands on the demonstration plan (plans.services.demo): a group whose people are not there is left out.
    """
    data = demo_data(DATA)
    circles = {g.name: g for g in Group.objects.filter(working_group__isnull=True)}
    secretariat = Person.objects.filter(email=data["secretariat"]).first()
    if secretariat is None:
        return 0
    waiting = [entry for entry in data["groups"] if entry["circle"] in circles]
    for entry in waiting:
        group_load(entry, circles[entry["circle"]], secretariat)
    return len(waiting)


def group_load(entry: dict[str, Any], circle: Group, by: Person) -> None:
    """A group with its updates, tasks and meetings; entities that are `joining` send their first focal point."""
    group = working_group_create(
        name=entry["circle"],
        mandate=entry["mandate"],
        circle=circle,
        coordinators=Organisation.objects.filter(code__in=entry["coordinators"]),
        coordinator_person=_person(entry["person"]),
        activities=Activity.objects.filter(plan__code__startswith=PLAN, ref__in=entry["activities"]),
        audience="public",
        by=by,
    )
    for code in entry.get("joining", []):
        _joining(code, group, _day(entry["first"]), by)
    for update in entry["updates"]:
        update_post(working_group=group, text=update["text"], by=_person(update["by"]))
    for task in entry["tasks"]:
        _task(task, group, by)
    for meeting in entry["meetings"]:
        _meeting(meeting, group, by)


def _joining(code: str, group: WorkingGroup, since: date, by: Person) -> None:
    acting = (
        Membership.objects.filter(organisation__code=code, until__isnull=True).select_related("person").order_by("pk")
    )
    member_add(
        group=group, organisation=Organisation.objects.get(code=code), person=acting[0].person, since=since, by=by
    )


def _task(entry: dict[str, Any], group: WorkingGroup, by: Person) -> None:
    activity = Activity.objects.filter(plan__code__startswith=PLAN, ref=entry.get("activity", "")).first()
    task = task_add(
        working_group=group, title=entry["title"], activity=activity, audience="public", by=by, **_owned(entry)
    )
    if "step" in entry:
        task_step(task=task, step=entry["step"], by=by, result=entry.get("result", ""))


def _meeting(entry: dict[str, Any], group: WorkingGroup, by: Person) -> None:
    meeting = meeting_call(
        working_group=group,
        title=entry["title"],
        day=_day(entry["day"]),
        at=TEN,
        zone=entry["zone"],
        place=entry["place"],
        agenda=entry["agenda"],
        audience={"audience": "public"},
        by=by,
    )
    if "minutes" in entry:
        meeting_minute(
            meeting=meeting,
            version=meeting.version,
            by=by,
            minutes=entry["minutes"],
            decisions=entry["decisions"],
            present=group.members.all(),
            apologies=(),
        )
        for point in entry["points"]:
            action_point_add(meeting=meeting, text=point["text"], by=by, **_owned(point))
        made = {task.title: task for task in action_points_become_tasks(meeting=meeting, by=by)}
        for point in entry["points"]:
            if "result" in point:
                task_step(task=made[point["text"]], step="finish", by=by, result=point["result"])


def _owned(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "owner": _person(entry["owner"]) if "owner" in entry else None,
        "organisation": Organisation.objects.get(code=entry["organisation"]) if "organisation" in entry else None,
        "due": _day(entry["due"]),
    }


def _person(email: str) -> Person:
    return Person.objects.get(email=email)


def _day(offset: int) -> date:
    return timezone.now().date() + timedelta(days=offset)
