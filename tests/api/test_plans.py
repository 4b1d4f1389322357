"""/api/v1/plans: its parts, filters, pages, days of the past, and a sentence for what is wrong."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tessera.plans.services.activities import activity_wording_change
from tests.plans.making import milestone_made, plan_made

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/plans"
PLAN = f"{ROOT}/AP-2030-2033"


@pytest.fixture
def plan():
    return plan_made(activities=5)


def get(path: str):
    answer = Client().get(path)
    return answer.status_code, json.loads(answer.content)


def test_a_plan_has_its_parts(plan):
    status, told = get(PLAN)
    assert status == 200
    assert told["period"] == {"start": 2030, "end": 2033}
    (section,) = told["sections"]
    assert [a["ref"] for a in section["activities"]] == ["1a", "1b", "1c", "1d", "1e"]
    assert section["activities"][0]["gnr"] == [1, 8]


def test_activities_are_filtered_and_counted(plan):
    assert get(f"{PLAN}/activities?gnr=2")[1]["total"] == 1
    assert get(f"{PLAN}/activities?gnr=8")[1]["total"] == 5
    assert get(f"{PLAN}/activities?year=2033")[1]["total"] == 0
    assert get(f"{PLAN}/activities?year=2031")[1]["total"] == 5
    assert get(f"{PLAN}/activities?section=2")[1]["total"] == 0
    assert get(f"{PLAN}/activities?status=unreported")[1]["total"] == 5


def test_pages_join_without_gap_or_repetition(plan):
    pages = [get(f"{PLAN}/activities?limit=2&offset={n}")[1]["results"] for n in (0, 2, 4, 6)]
    assert [a["ref"] for page in pages for a in page] == ["1a", "1b", "1c", "1d", "1e"]


def test_a_plan_on_a_day_is_as_it_stood(cast):
    plan = plan_made(code="D-1", adopted=False)
    today = timezone.now().date()
    activity = plan.activities.get(ref="1a")
    type(activity).history.update(history_date=timezone.now() - timedelta(days=10))
    type(plan).history.update(history_date=timezone.now() - timedelta(days=10))
    plan.sections.model.history.update(history_date=timezone.now() - timedelta(days=10))
    activity_wording_change(activity=activity, version=activity.version, by=cast.secretariat, title="Today's words")

    def title(day):
        return get(f"{ROOT}/D-1?on={day}")[1]["sections"][0]["activities"][0]["title"]

    assert title(today - timedelta(days=5)) == "Activity 0"
    assert title(today) == "Today's words"
    assert get(f"{ROOT}/D-1?on={today - timedelta(days=60)}")[0] == 404


def test_milestones_are_listed_by_day(plan):
    milestone_made(plan.activities.first(), title="Course", audience="public")
    assert [m["title"] for m in get(f"{PLAN}/milestones")[1]["results"]] == ["Course"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ROOT}/NONE", 404),
        (f"{PLAN}?on=yesterday", 422),
        (f"{PLAN}?on=0001-01-01", 422),
        (f"{PLAN}/activities?limit=0", 422),
        (f"{PLAN}/activities?limit=100000", 422),
        (f"{PLAN}/activities?gnr=20", 422),
        (f"{PLAN}/activities?status=odd", 422),
        (f"{ROOT}/%00", 404),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(plan, path, status):
    answered, told = get(path)
    assert answered == status
    assert told["detail"].endswith(".")
    assert "\n" not in told["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(plan, method):
    assert getattr(Client(), method)(PLAN).status_code == 405
