"""The calendar of milestones, read as calendar programs read it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from tessera.plans.models import Milestone
from tessera.plans.services.delivery import delivery_change
from tessera.reports.calendar import milestones_ics
from tests.plans.making import DAY, milestone_made, plan_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return plan_made()


def events(plan, viewer, language: str = "en") -> dict[str, dict]:
    """By their summary without the plan's code and reference."""
    calendar = Calendar.from_ical(milestones_ics(plan, viewer=viewer, language=language))
    return {str(e["summary"]).partition(": ")[2]: e for e in calendar.walk("VEVENT")}


def test_a_milestone_is_one_whole_day_that_leads_to_its_activity(plan, cast):
    milestone_made(plan.activities.get(ref="1a"), title="Course; for judges, and others\nin June", audience="public")
    (event,) = events(plan, cast.reader).values()
    assert str(event["summary"]) == "AP-2030-2033 1a: Course; for judges, and others\nin June"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, DAY + timedelta(days=1))
    assert str(event["url"]).endswith("/plans/AP-2030-2033/activities/1a/")
    assert (event["transp"], event["status"]) == ("TRANSPARENT", "CONFIRMED")


def test_lines_are_as_long_as_the_standard_allows(plan, cast):
    milestone_made(plan.activities.first(), title=("Ünïcødé " * 36).strip(), audience="public")
    lines = milestones_ics(plan, viewer=cast.reader, language="en").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "Ünïcødé Ünïcødé" in next(iter(events(plan, cast.reader)))


def test_who_subscribes_gets_the_same_event_again_with_what_changed(plan, cast):
    milestone = milestone_made(plan.activities.first(), title="Course", audience="public")
    before = events(plan, cast.reader)["Course"]
    delivery_change(milestone, version=milestone.version, by=cast.focal_point, due=date(2030, 9, 1))
    after = events(plan, cast.reader)["Course"]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") >= before.decoded("last-modified")
    assert after.decoded("dtstart") == date(2030, 9, 1)


def test_asking_again_gives_the_same_bytes(plan, cast):
    for title in ("Course", "Map", "Count"):
        milestone_made(plan.activities.first(), title=title, audience="public")
    assert len({milestones_ics(plan, viewer=cast.reader, language="fr") for _ in range(3)}) == 1


def test_what_is_reached_says_when_and_what_was_given_up_is_cancelled(plan, cast):
    first, second = plan.activities.order_by("ref")[:2]
    Milestone.objects.filter(pk=milestone_made(first, title="Course", audience="public").pk).update(
        done_on=date(2030, 5, 4)
    )
    milestone_made(second, title="Map", audience="public")
    second.drop()
    second.save()
    told = events(plan, cast.reader)
    assert "2030-05-04" in str(told["Course ✓"]["description"])
    assert told["Map"]["status"] == "CANCELLED"


def test_what_has_no_date_or_is_not_for_the_viewer_is_left_out(plan, cast):
    activity = plan.activities.first()
    milestone_made(activity, title="Open", audience="public")
    milestone_made(activity, title="Inside", audience="network")
    Milestone.objects.filter(pk=milestone_made(activity, title="Some day", audience="public").pk).update(due=None)
    assert set(events(plan, cast.reader)) == {"Open"}
    assert set(events(plan, cast.focal_point)) == {"Open", "Inside"}


def test_the_subscription_speaks_the_language_of_who_asks(plan):
    milestone = milestone_made(plan.activities.first(), title="Course", audience="public")
    Milestone.objects.filter(pk=milestone.pk).update(titles={"ar": "دورة"})
    client = Client()
    client.cookies["tessera_language"] = "ar"
    answer = client.get(f"/plans/{plan.code}/milestones.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "دورة" in b"".join(answer).decode().replace("\r\n ", "")
