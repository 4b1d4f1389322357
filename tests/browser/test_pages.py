"""The pages of the Action Plan and the Guidance Note, looked at in every look."""

from __future__ import annotations

import pytest

from .looks import LOOKS, axe_violations, overflow

PLAN = "/plans/AP-2014-2017/"
PAGES = [
    "/",
    "/plans/",
    PLAN + "text/",
    PLAN + "activities/",
    PLAN + "timeline/",
    PLAN + "matrix/",
    PLAN + "calendar/",
    PLAN + "amendments/",
    PLAN + "history/",
    PLAN + "activities/1a/",
    "/guidance/",
    "/guidance/8/",
]


@pytest.fixture
def action_plan(made_once):
    made_once(action_plan_made)


def action_plan_made(_home):
    from tessera.plans.services.seed import seed_load

    seed_load()


@pytest.mark.slow
@pytest.mark.usefixtures("action_plan")
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, look):
    found = []
    page = open_page("/", **LOOKS[look])
    for path in PAGES:
        page.goto(live_server.url + path)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)
