"""What the platform knows of an entity's year, for a report that begins with it: only what all of the Network see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tessera.coordination.models import Meeting, Task, Update, YearlyReport
from tessera.network.models import Organisation
from tessera.plans.models import Activity, FundingLine, Milestone, Obstacle, StatusChange

from .readership import NETWORK, readership


@dataclass(slots=True)
class KnownActivity:
    """One activity in the year of the report; `late` are milestones that were due in it and not reached by its end."""

    activity: Activity
    statuses: list[StatusChange] = field(default_factory=list)
    reached: list[Milestone] = field(default_factory=list)
    late: list[Milestone] = field(default_factory=list)
    money: list[FundingLine] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)


@dataclass(slots=True)
class KnownYear:
    """An entity's year."""

    activities: list[KnownActivity]
    meetings: list[Meeting]
    tasks: list[Task]  # those of no activity of the plan


def year_known(report: YearlyReport, by: Any, today: date) -> KnownYear:
    """The activities that the entity leads or contributes to, or did tasks of, with what happened in the year."""
    year, plan, entity = report.round.year, report.round.plan, report.organisation
    tasks = list(_tasks_done(entity, by, year).select_related("activity"))
    own = Q(contributions__organisation=entity) | Q(pk__in=[t.activity_id for t in tasks if t.activity_id])
    activities = Activity.objects.filter(plan=plan).filter(own).distinct().order_by("order", "id")
    known = {a.pk: KnownActivity(a) for a in activities}
    for task in tasks:
        if task.activity_id in known:
            known[task.activity_id].tasks.append(task)
    _delivery_add(known, by, year, today)
    _updates_add(known, entity, by, year)
    return KnownYear(
        activities=list(known.values()),
        meetings=list(meetings_attended(entity, by, year)),
        tasks=[t for t in tasks if t.activity_id not in known],
    )


def meetings_attended(entity: Organisation, by: Any, year: int) -> QuerySet[Meeting]:
    """Meetings of the year at which the entity was present."""
    return (
        _seen(Meeting, by)
        .filter(starts_at__year=year, called_off_at__isnull=True, present__organisation=entity)
        .distinct()
    )


def tasks_finished_in(rows: QuerySet[Task], year: int) -> QuerySet[Task]:
    """Tasks that are done, and were last finished in the year."""
    finished = Task.history.filter(history_change_reason="finish", history_date__year=year).values("id")
    later = Task.history.filter(history_change_reason="finish", history_date__year__gt=year).values("id")
    return rows.filter(state=Task.State.DONE, pk__in=finished).exclude(pk__in=later)


def _tasks_done(entity: Organisation, by: Any, year: int) -> QuerySet[Task]:
    return tasks_finished_in(_seen(Task, by).filter(organisation=entity), year).order_by("due", "pk")


def _delivery_add(known: dict[int, KnownActivity], by: Any, year: int, today: date) -> None:
    end = min(date(year, 12, 31), today)
    for change in _seen(StatusChange, by).filter(activity__in=known, since__year=year).order_by("since", "pk"):
        known[change.activity_id].statuses.append(change)
    for one in _seen(Milestone, by).filter(activity__in=known).order_by("due", "pk"):
        if one.done_on and one.done_on.year == year:
            known[one.activity_id].reached.append(one)
        elif one.due and one.due.year == year and one.due < end and (not one.done_on or one.done_on > end):
            known[one.activity_id].late.append(one)
    for line in _seen(FundingLine, by).filter(activity__in=known, year=year):
        known[line.activity_id].money.append(line)
    in_the_way = Q(resolved_on__isnull=True) | Q(resolved_on__year=year)
    for obstacle in _seen(Obstacle, by).filter(in_the_way, activity__in=known, created_at__year__lte=year):
        known[obstacle.activity_id].obstacles.append(obstacle)


def _updates_add(known: dict[int, KnownActivity], entity: Organisation, by: Any, year: int) -> None:
    """Updates that people of the entity posted in groups which pursue exactly one of its activities."""
    posted = _seen(Update, by).filter(created_at__year=year, created_by__memberships__organisation=entity)
    for update in posted.distinct().order_by("created_at").prefetch_related("group__activities"):
        pursued = [a.pk for a in update.group.activities.all() if a.pk in known]
        if len(pursued) == 1:
            known[pursued[0]].updates.append(update)


def _seen(model: Any, by: Any) -> QuerySet:
    """What whoever begins the report sees, and every reader of it would, too."""
    return model.objects.visible_to(by).filter(pk__in=model.objects.visible_to(readership(NETWORK)).values("pk"))
