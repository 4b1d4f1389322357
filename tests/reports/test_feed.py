"""The Atom feed of a plan's changes, read as a feed reader reads it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from lxml import etree

from tessera.network.models import Audience
from tessera.plans.services.activities import activity_status_set
from tessera.plans.services.delivery import delivery_add, delivery_change
from tessera.reports.feeds import changes_atom
from tests.plans.making import DAY, milestone_made, plan_made

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def plan():
    return plan_made()


def feed_of(plan, viewer) -> etree._Element:
    return etree.fromstring(changes_atom(plan, viewer=viewer, language="en").encode())


def entries(plan, viewer) -> list[dict[str, str]]:
    return [
        {child.tag.removeprefix(ATOM): child.text or child.get("href") or "" for child in entry}
        for entry in feed_of(plan, viewer).iter(f"{ATOM}entry")
    ]


def test_a_feed_has_what_the_standard_asks_of_it_and_of_each_entry(plan, cast):
    milestone_made(plan.activities.first(), title="Course", audience="public")
    root = feed_of(plan, cast.reader)
    assert {"id", "title", "updated", "link"} <= {child.tag.removeprefix(ATOM) for child in root}
    found = entries(plan, cast.reader)
    assert found
    for entry in found:
        assert {"id", "title", "updated", "link"} <= entry.keys()
        assert datetime.fromisoformat(entry["updated"]).tzinfo
        assert entry["link"].startswith("http")
    assert len({entry["id"] for entry in found}) == len(found)


def test_the_newest_change_comes_first_and_keeps_its_id(plan, cast):
    milestone = milestone_made(plan.activities.first(), title="Course", audience="public")
    before = entries(plan, cast.reader)
    delivery_change(milestone, version=milestone.version, by=cast.focal_point, title="Two courses")
    after = entries(plan, cast.reader)
    assert "Two courses" in after[0]["summary"]
    assert [e["id"] for e in after[1:]] == [e["id"] for e in before]
    assert [e["updated"] for e in after] == sorted((e["updated"] for e in after), reverse=True)


def test_text_that_no_xml_may_hold_breaks_no_feed(plan, cast):
    milestone_made(plan.activities.first(), title="A \x0b<b>&\ud7ff]]> course", audience="public")
    assert "<b>&" in entries(plan, cast.reader)[0]["summary"]


def test_who_wrote_and_why_is_for_the_network(plan, cast):
    activity = plan.activities.first()
    activity_status_set(
        activity=activity, status="delayed", version=activity.version, by=cast.focal_point, since=DAY,
        reason="The host withdrew", audience=Audience.NETWORK,
    )  # fmt: skip
    outside = changes_atom(plan, viewer=cast.reader, language="en")
    inside = changes_atom(plan, viewer=cast.secretariat, language="en")
    assert cast.focal_point.name in inside
    assert cast.focal_point.name not in outside
    assert "The host withdrew" not in outside


def test_a_feed_holds_what_its_reader_may_see(plan, cast):
    delivery_add(
        type(milestone_made(plan.activities.first(), title="Open", audience="public")),
        activity=plan.activities.first(), by=None, title="Inside", audience=Audience.NETWORK,
    )  # fmt: skip
    assert "Inside" not in changes_atom(plan, viewer=cast.reader, language="en")
    assert "Inside" in changes_atom(plan, viewer=cast.focal_point, language="en")


def test_the_feed_is_served_as_one(plan):
    answer = Client().get(f"/plans/{plan.code}/changes.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert etree.fromstring(b"".join(answer)).tag == f"{ATOM}feed"
