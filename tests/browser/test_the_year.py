"""A year of the Network, played through its pages: from a draft plan to a review that amends it."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from tests.web.signing import client_of

PEOPLE = {"secretariat": "secretariat", "coordinator": "tomo", "focal_point": "ana"}


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(_home):
    """The fictional Network with its groups, and beside its plan the draft of another, with all 23 activities."""
    from tessera.coordination.services.demo import demo_work_load
    from tessera.network.models import Organisation, Person
    from tessera.plans.services.activities import contributions_set
    from tessera.plans.services.demo import demo_draft, demo_load

    demo_load()
    demo_work_load()
    people = {role: Person.objects.get(email=f"{name}@demo.invalid") for role, name in PEOPLE.items()}
    plan = demo_draft(code="YEAR", by=people["secretariat"])
    entities = {o.code: o for o in Organisation.objects.filter(code__startswith="demo-", kind="un-entity")}
    contributions_set(
        activity=plan.activities.get(ref="1a"), by=people["secretariat"],
        lead=[entities["demo-rights"]], contributing=[entities["demo-learning"]],
    )  # fmt: skip
    return {"people": people, "entities": entities, "year": timezone.now().year}


@pytest.fixture
def go(open_page, live_server, world):
    """Opens a path as one of the people."""
    client_of(world["people"]["secretariat"]).get("/accessibility/")  # all addresses are loaded before a browser waits
    page = open_page("/accessibility/")
    page.context.set_default_timeout(30_000)

    def gone(role, path):
        session = client_of(world["people"][role]).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page.goto(live_server.url + path)
        return page

    return gone


def confirmed(page, link, button=None):
    """Follow a link to a page that asks, and say yes."""
    page.get_by_role("link", name=link, exact=True).click()
    page.get_by_role("button", name=button or link, exact=True).click()


@pytest.mark.slow
def test_a_year_goes_from_a_draft_plan_to_a_review_that_amends_it(go, live_server, world):
    the_plan_is_adopted(go)
    a_group_meets(go)
    reports_are_asked_for_and_one_is_approved(go, world)
    the_annual_report_says_what_the_database_says(go, live_server, world)
    a_review_is_frozen_and_circulated(go)
    the_response_amends_the_plan_and_the_review_is_closed(go)


def the_plan_is_adopted(go):
    from tessera.plans.models import Plan

    page = go("secretariat", "/plans/YEAR/")
    assert page.get_by_text("The plan has 23 activities.").is_visible()
    confirmed(page, "Adopt the plan", "Adopt")
    assert page.get_by_text("The plan is adopted.").is_visible()
    assert Plan.objects.get(code="YEAR").state == "adopted"


def a_group_meets(go):
    from tessera.coordination.models import Task, WorkingGroup

    group = WorkingGroup.objects.get(name__startswith="Working group on training")
    page = go("coordinator", f"/working-groups/{group.slug}/meetings/new/")
    page.get_by_label("Title").fill("Meeting of the year")
    page.get_by_label("Day").fill(str(timezone.now().date() - timedelta(days=1)))
    page.get_by_label("Begins at").fill("10:00")
    page.get_by_label("Agenda").fill("The course\nThe exchange")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Write the minutes").click()
    page.get_by_role("group", name="Present").get_by_label("Tomo Brask").check()
    page.get_by_label("Minutes").fill("The course was praised.")
    page.get_by_label("Decisions").fill("It goes on.")
    page.get_by_role("button", name="Save").click()
    for text in ("Ask for a host", "Thank the translators"):
        page.get_by_role("link", name="Add an action point").click()
        page.get_by_label("What is to be done").fill(text)
        page.get_by_role("button", name="Save").click()
    confirmed(page, "Make tasks of them", "Make tasks")
    page.get_by_role("listitem").filter(has_text="Ask for a host").get_by_role("link", name="Task").click()
    assert page.get_by_role("heading", name="Ask for a host").is_visible()
    assert Task.objects.filter(action_point__meeting__title="Meeting of the year").count() == 2


def reports_are_asked_for_and_one_is_approved(go, world):
    from tessera.coordination.models import YearlyReport

    page = go("secretariat", "/yearly-reports/new/")
    page.get_by_label("Plan").select_option(label="YEAR Demonstration plan (fictional)")
    page.get_by_label("Year", exact=True).fill(str(world["year"]))
    page.get_by_label("Opens on").fill(str(timezone.now().date()))
    page.get_by_label("Due", exact=True).fill(str(timezone.now().date() + timedelta(days=30)))
    for entity in world["entities"].values():
        page.locator(f"input[name=organisations][value='{entity.pk}']").check()
    page.get_by_role("button", name="Save").click()
    report = YearlyReport.objects.get(round__plan__code="YEAR", organisation__code="demo-rights")
    at = f"/yearly-report/{report.pk}/"
    confirmed(go("focal_point", at), "Begin the report")
    written(go("focal_point", f"{at}write/"), "The course was opened.")
    confirmed(go("focal_point", at), "Submit")
    page = go("secretariat", at)
    page.get_by_role("link", name="Ask back").click()
    page.get_by_label("What you ask").fill("How many finished it?")
    page.get_by_role("button", name="Ask back").click()
    page = go("focal_point", at)
    assert page.get_by_text("How many finished it?").is_visible()
    written(go("focal_point", f"{at}write/"), "The course was opened; 4,321 people finished it.")
    confirmed(go("focal_point", at), "Submit")
    confirmed(go("secretariat", at), "Approve")
    report.refresh_from_db()
    assert report.state == "approved"


def written(page, words):
    page.get_by_label("The year in a few sentences").fill(words)
    page.get_by_role("button", name="Save").click()


def the_annual_report_says_what_the_database_says(go, live_server, world):
    from tessera.coordination.models import YearlyReport

    page = go("secretariat", f"/yearly-reports/YEAR/{world['year']}/")
    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    pdf = pypdfium2.PdfDocument(io.BytesIO(page.request.get(live_server.url + address).body()))
    said = " ".join(" ".join(one.get_textpage().get_text_bounded() for one in pdf).split())
    asked = YearlyReport.objects.filter(round__plan__code="YEAR")
    assert asked.count() == len(world["entities"]) == 25
    assert f"{asked.filter(state='approved').count()} of {asked.count()} reports" in said
    assert "4,321 people finished it" in said


def a_review_is_frozen_and_circulated(go):
    page = go("secretariat", "/plans/YEAR/reviews/new/")
    page.get_by_label("Title").fill("Mid-term review")
    page.get_by_role("button", name="Save").click()
    for step in ("Freeze the plan", "Begin drafting"):
        confirmed(page, step)
    page.get_by_role("link", name="Add a finding").click()
    page.get_by_role("link", name="1b Exchange among field presences").click()
    page.get_by_label("Finding").fill("Nobody hosts the second exchange.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a recommendation").click()
    page.get_by_label("Recommendation").fill("Hold it online.")
    page.get_by_role("button", name="Save").click()
    confirmed(page, "Circulate")
    assert page.get_by_text("Nobody hosts the second exchange.").is_visible()


def the_response_amends_the_plan_and_the_review_is_closed(go):
    from tessera.coordination.models import PlanReview
    from tessera.plans.models import Activity

    review = PlanReview.objects.get(plan__code="YEAR")
    at = f"/plans/YEAR/reviews/{review.pk}/"
    page = go("secretariat", f"{at}recommendations/1/")
    page.get_by_role("link", name="Respond").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Propose a change of").select_option("1b")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Title").fill("Exchange among field presences, online")
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("link", name="Amendment 1").click()
    confirmed(page, "Adopt", "Save")
    assert page.get_by_role("link", name="Mid-term review, Recommendation 1").is_visible()
    assert Activity.objects.get(plan__code="YEAR", ref="1b").title == "Exchange among field presences, online"
    confirmed(go("secretariat", at), "Close the review")
    review.refresh_from_db()
    assert review.state == "closed"
    page = go("secretariat", f"{at}since/")
    assert page.get_by_text("Exchange among field presences, online").first.is_visible()
