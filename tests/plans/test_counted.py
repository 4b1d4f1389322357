"""Figures that the platform counts: as many as the rows that it leads to, as they stood on the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tessera.coordination.models import Meeting, Task
from tessera.coordination.services.tasks import task_step
from tessera.plans.measures import Scope, measure, measures, register
from tessera.recommendations.models import Pack, PackBody, PackDispatch
from tests.coordination.making import group_made, in_days, meeting_made, task_made
from tests.desk_review.making import document_made, released
from tests.plans.making import plan_made
from tests.recommendations.making_entries import action_made, recommendation_made

TODAY = in_days(0)


@pytest.fixture
def plan(db):
    return plan_made()


@pytest.fixture
def group(cast, plan):
    return group_made(cast, activities=[plan.activities.get(ref="1a")], audience="public")


def scope(plan, viewer, *, start=None, end=TODAY, ref="") -> Scope:
    return Scope(viewer, start, end, plan, plan.activities.get(ref=ref) if ref else None)


def test_the_figures_are_those_that_the_rooms_give():
    assert {
        "documents.reviewed", "meetings.held", "recommendations.disseminated", "recommendations.followed-up",
        "tasks.done",
    } <= set(measures())  # fmt: skip


def test_a_code_is_given_once():
    with pytest.raises(ValueError, match="already a measure"):
        register("tasks.done", lambda scope: None, label="", unit="", row=lambda row: None)


def test_meetings_that_were_held_are_counted(cast, group, plan):
    held = meeting_made(cast, group, title="Held", audience={"audience": "public"})
    Meeting.objects.filter(pk=held.pk).update(starts_at=timezone.now() - timedelta(days=3))
    meeting_made(cast, group, title="To come", audience={"audience": "public"})
    off = meeting_made(cast, group, title="Called off", audience={"audience": "public"})
    past = timezone.now() - timedelta(days=2)
    Meeting.objects.filter(pk=off.pk).update(starts_at=past, called_off_at=past)
    meetings = measure("meetings.held")
    rows = [meetings.row(row) for row in meetings.rows(scope(plan, cast.reader))]
    assert [(row.title, row.page, row.arguments) for row in rows] == [("Held", "web:meeting", (group.slug, held.pk))]
    assert meetings.count(scope(plan, cast.reader, ref="1a")) == 1
    assert meetings.count(scope(plan, cast.reader, ref="1b")) == 0
    assert meetings.count(scope(plan, cast.reader, end=in_days(-4))) == 0
    assert meetings.count(scope(plan, cast.reader, start=in_days(-2))) == 0


def test_a_task_counts_while_it_stood_as_done(cast, group, plan):
    activity, done = plan.activities.get(ref="1a"), measure("tasks.done")
    task = task_made(cast, group, activity=activity, audience="public")
    task_made(cast, group, title="Not begun", activity=activity, audience="public")
    task_step(task=task, step="finish", by=cast.secretariat, result="Sent")
    Task.history.filter(id=task.pk, state="open").update(history_date=timezone.now() - timedelta(days=9))
    Task.history.filter(id=task.pk, state="done").update(history_date=timezone.now() - timedelta(days=5))
    assert done.count(scope(plan, cast.reader, end=in_days(-6))) == 0
    assert done.count(scope(plan, cast.reader)) == 1
    assert done.row(done.rows(scope(plan, cast.reader)).get()).day == in_days(-5)
    task_step(task=Task.objects.get(pk=task.pk), step="reopen", by=cast.secretariat)
    assert done.count(scope(plan, cast.reader)) == 0
    assert done.count(scope(plan, cast.reader, end=in_days(-1))) == 1
    assert done.count(scope(plan, cast.reader, start=in_days(-3), end=in_days(-1))) == 0


def test_what_a_viewer_may_not_see_is_not_counted_for_them(cast, group, plan):
    task = task_made(cast, group, activity=plan.activities.get(ref="1a"))
    task_step(task=task, step="finish", by=cast.secretariat, result="Sent")
    assert measure("tasks.done").count(scope(plan, cast.reader)) == 0
    assert measure("tasks.done").count(scope(plan, cast.country_team)) == 1


def test_each_recommendation_sent_out_counts_once_and_for_the_network_alone(cast, plan):
    first, second, _third = (recommendation_made() for _n in range(3))
    for records in ([first, second], [second]):
        pack = PackBody.objects.create(
            pack=Pack.objects.create(title="Pack", made_by=cast.secretariat), rows=[{"id": one.pk} for one in records]
        ).pack
        PackDispatch.objects.create(pack=pack, recipient="A country team", sent_on=in_days(-1))
    sent = measure("recommendations.disseminated")
    assert sent.count(scope(plan, cast.country_team)) == 2
    assert sent.count(scope(plan, cast.country_team, end=in_days(-2))) == 0
    assert sent.count(scope(plan, cast.reader)) is None


def test_a_recommendation_counts_from_its_first_follow_up(cast, plan):
    record = recommendation_made()
    recommendation_made()
    action_made(record, by=cast.focal_point)
    action_made(record, by=cast.focal_point)
    taken_up = measure("recommendations.followed-up")
    assert taken_up.count(scope(plan, cast.country_team)) == 1
    assert taken_up.row(taken_up.rows(scope(plan, cast.country_team)).get()).day == TODAY


def test_documents_count_once_they_are_released(plan, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = document_made(country="NPL")
    reviewed = measure("documents.reviewed")
    assert reviewed.count(scope(plan, cast.country_team)) == 0
    released(document)
    assert reviewed.count(scope(plan, cast.country_team)) == 1
