"""Meetings: times in their zone, minutes, action points that become tasks, what the next agenda proposes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ActionPoint, Meeting, Task
from tessera.coordination.selectors.meetings import agenda_proposed
from tessera.coordination.services.meetings import (
    action_point_add,
    action_point_change,
    action_points_become_tasks,
    meeting_change,
    meeting_minute,
    moment_of,
)
from tessera.coordination.services.tasks import task_step
from tessera.plans.errors import EditConflict

from .making import group_made, in_days, meeting_made, task_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    return group_made(cast)


@pytest.fixture
def meeting(cast, group) -> Meeting:
    return meeting_made(cast, group)


def test_a_time_in_a_zone_is_kept_in_utc():
    assert moment_of(date(2030, 7, 1), time(10), "Europe/Rome") == datetime(2030, 7, 1, 8, tzinfo=UTC)
    assert moment_of(date(2030, 1, 7), time(10), "Europe/Rome") == datetime(2030, 1, 7, 9, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Nowhere", "", "../etc/passwd", "Europe"])
def test_a_zone_that_does_not_exist_is_refused_in_words(zone):
    with pytest.raises(CoordinationError, match="time zone"):
        moment_of(date(2030, 7, 1), time(10), zone)


def test_an_hour_that_clocks_skip_is_refused():
    with pytest.raises(CoordinationError, match="skip"):
        moment_of(date(2030, 3, 31), time(2, 30), "Europe/Rome")


def test_action_points_become_tasks_once_and_are_seen_by_whoever_sees_the_meeting(cast, group):
    meeting = meeting_made(cast, group, audience={"audience": "people", "people": [cast.coordinator]})
    point = action_point_add(meeting=meeting, text="Write to the ministry", owner=cast.coordinator, by=cast.focal_point)
    for made in (1, 0):
        assert len(action_points_become_tasks(meeting=meeting, by=cast.focal_point)) == made
    task = Task.objects.get()
    assert ActionPoint.objects.get().task == task
    assert (task.title, task.owner, task.group) == ("Write to the ministry", cast.coordinator, group)
    assert task.is_visible_to(cast.coordinator)
    assert not task.is_visible_to(cast.secretariat)
    point.refresh_from_db()
    with pytest.raises(CoordinationError, match="change the task"):
        action_point_change(point=point, version=point.version, by=cast.focal_point, text="Something else")


def test_an_owner_who_may_not_see_the_meeting_stops_the_making_of_all_its_tasks(cast, group):
    meeting = meeting_made(cast, group, audience={"audience": "people", "people": [cast.coordinator]})
    action_point_add(meeting=meeting, text="First", by=cast.focal_point)
    action_point_add(meeting=meeting, text="Second", owner=cast.country_team, by=cast.focal_point)
    with pytest.raises(CoordinationError):
        action_points_become_tasks(meeting=meeting, by=cast.focal_point)
    assert not Task.objects.exists()


def test_the_next_agenda_proposes_what_is_open(cast, group, meeting):
    earlier = meeting_made(cast, group, title="First meeting", day=in_days(-30))
    point = action_point_add(meeting=earlier, text="Ask the office", by=cast.focal_point)
    late, later = (task_made(cast, group, title=str(n), due=in_days(n)) for n in (-2, 9))
    task_step(task=task_made(cast, group), step="finish", by=cast.focal_point, result="Sent")
    task_made(cast, group_made(cast, name="Others"))
    proposed = agenda_proposed(meeting, cast.country_team)
    assert (proposed.tasks, proposed.action_points) == ([late, later], [point])
    action_points_become_tasks(meeting=earlier, by=cast.focal_point)
    proposed = agenda_proposed(meeting, cast.country_team)
    assert ([t.title for t in proposed.tasks], proposed.action_points) == (["-2", "9", "Ask the office"], [])


def test_the_agenda_proposes_nothing_that_the_reader_may_not_see(cast, group, meeting):
    private = {"audience": "people", "people": [cast.coordinator]}
    hidden = meeting_made(cast, group, title="Private", audience=private)
    action_point_add(meeting=hidden, text="Ask the office", by=cast.focal_point)
    task_made(cast, group, **private)
    assert not agenda_proposed(meeting, cast.country_team)
    assert len(agenda_proposed(meeting, cast.coordinator).tasks) == 1


def test_minutes_of_two_people_at_once_are_not_lost(cast, group, meeting):
    member = group.members.get()
    said = {"meeting": meeting, "version": 1, "decisions": ["Count by group"], "present": [member], "apologies": []}
    meeting_minute(minutes="All agreed.", by=cast.focal_point, **said)
    with pytest.raises(EditConflict):
        meeting_minute(minutes="None agreed.", by=cast.coordinator, **said)
    now = Meeting.objects.get()
    assert (now.minutes, now.decisions, list(now.present.all())) == ("All agreed.", ["Count by group"], [member])


def test_nobody_is_both_present_and_absent(cast, group, meeting):
    member = group.members.get()
    with pytest.raises(CoordinationError, match="OHCHR"):
        meeting_minute(
            meeting=meeting, version=1, by=cast.focal_point, minutes="", decisions=[], present=[member],
            apologies=[member],
        )  # fmt: skip


def test_a_meeting_moved_by_two_at_once_moves_once(cast, meeting):
    when = {"at": time(9), "zone": "Asia/Kathmandu", "audience": {}}
    moved = meeting_change(meeting=meeting, version=1, by=cast.focal_point, day=in_days(8), **when)
    assert (moved.day, moved.at, moved.starts_at.hour) == (in_days(8), time(9), 3)
    with pytest.raises(EditConflict):
        meeting_change(meeting=meeting, version=1, by=cast.coordinator, day=in_days(9), **when)
