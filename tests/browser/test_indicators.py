"""Indicators, resources and initiatives: looked at in every look, and a value entered and confirmed."""

from __future__ import annotations

import pytest

from .looks import LOOKS, axe_violations, overflow

WHERE = ["indicators/", "indicators/criteria/", "resources/", "resources/lines/"]


@pytest.fixture
def plan(made_once):
    return made_once(demonstration_made)


def demonstration_made(_home):
    from tessera.coordination.services.demo import demo_work_load
    from tessera.plans.services.demo import demo_load

    plan = demo_load()
    demo_work_load()
    ones = list(plan.indicators.values_list("pk", flat=True))
    own = [*WHERE, *(f"indicators/{pk}/" for pk in ones), "activities/1a/"]
    return [*(f"/plans/{plan.code}/{path}" for path in own), "/initiatives/", "/initiatives/overlaps/"]


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, plan, look):
    found = []
    page = open_page("/", **LOOKS[look])
    for path in plan:
        page.goto(live_server.url + path)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_a_figure_leads_to_the_rows_that_it_counts(open_page, live_server, plan):
    page = open_page(plan[0])
    page.get_by_role("link", name="Meetings of the group that prepares the exchanges").click()
    page.get_by_role("link", name="The rows that are counted").click()
    assert page.get_by_text("Fourth meeting on training").is_visible()
    assert page.locator("#list-count").inner_text() == "Meetings of working groups held: 1"
