"""Reviews of a plan: their pages in every look, and the way of one from the freezing to an amendment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .looks import LOOKS, axe_violations, overflow

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(_home):
    """The Action Plan, and the demonstration plan with its review."""
    from tessera.coordination.services.demo_review import demo_plan_review_load
    from tessera.network.models import Person
    from tessera.plans.services.demo import demo_load
    from tessera.plans.services.seed import seed_load

    seed_load()
    demo_load()
    review = demo_plan_review_load()
    plan = f"/plans/{review.plan.code}/"
    at = f"{plan}reviews/{review.pk}/"
    return {
        "person": Person.objects.get(email="secretariat@demo.invalid"),
        "plan": plan,
        "paths": [
            f"{plan}reviews/", at, f"{at}frozen/", f"{at}frozen/?of=milestones&having=late", f"{at}since/",
            f"{at}findings/about/", f"{at}findings/new/?activity=1a", f"{at}recommendations/1/",
            f"{at}recommendations/1/amend/?activity=1b", f"{plan}copy-forward/", f"{plan}compare/?other=AP-2014-2017",
        ],
    }  # fmt: skip


@pytest.fixture
def session(world):
    """The cookie of the secretariat's session."""
    from tests.web.signing import client_of

    return client_of(world["person"]).cookies["sessionid"].value


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, world, session, look):
    found = []
    page = open_page("/accessibility/", **LOOKS[look])
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for number, path in enumerate(world["paths"]):
        page.goto(live_server.url + path)
        assert page.locator("h1").count() == 1, path
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{look}-{number}.png", full_page=True)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_a_review_goes_from_the_freezing_to_an_amendment(open_page, live_server, world, session):
    page = open_page("/accessibility/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + f"{world['plan']}reviews/new/")
    page.get_by_label("Title").fill("Final review")
    page.get_by_role("button", name="Save").click()
    for step in ("Freeze the plan", "Begin drafting"):
        page.get_by_role("link", name=step).click()
        page.get_by_role("button", name=step).click()
    page.get_by_role("link", name="Add a finding").click()
    page.get_by_role("link", name="1b Exchange among field presences").click()
    page.get_by_label("Finding").fill("The second exchange is late.")
    page.get_by_label("Second exchange held").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a recommendation").click()
    page.get_by_label("Recommendation").fill("Hold it next year.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Circulate").click()
    page.get_by_role("button", name="Circulate").click()
    page.get_by_role("row", name="Hold it next year.").get_by_role("link", name="1").first.click()
    page.get_by_role("link", name="Respond").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Propose a change of").select_option("1b")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Title").fill("Exchange among field presences, twice")
    page.get_by_role("button", name="Propose").click()
    page.get_by_role("link", name="Amendment 4", exact=True).click()
    assert page.get_by_role("link", name="Final review, Recommendation 1").is_visible()
