"""The pages of follow-up and of saved searches, as their keeper sees them, looked at in every look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.recommendations.making_entries import DAY, action_made, assessment_made, recommendation_made, soon

from .looks import LOOKS, axe_violations, overflow, tab_stops

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them
LONG = "Establish mobile registration teams in every district in which the Tarani minority lives, with interpreters. "


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(_home):
    """A recommendation with much entered about it, and a secretariat that keeps searches."""
    from tessera.recommendations.selectors.asking import Question
    from tessera.recommendations.services.saved import search_save, unsubscribe_key
    from tests.cast import cast_made

    cast = cast_made()
    record = recommendation_made(LONG * 3, paragraph="24 (b)")
    secretariat, team = cast.secretariat, cast.country_team
    action_made(record, by=team, what=LONG * 2, due=soon(-40), url="https://example.org/" + "registration-" * 12)
    action_made(record, by=secretariat, audience="public", state="done", start=DAY, due=soon(-4))
    action_made(record, by=secretariat, name="A ministry of a long name " * 5, state="planned", due=soon(9))
    assessment_made(record, by=secretariat, assessor="state", name="Government of Arlandia", finding="implemented")
    assessment_made(
        record, by=secretariat, assessor="mechanism", name="CERD", finding="own-words", grade="B2",
        scale="CERD follow-up, A to E", text=LONG, source="CERD/C/ARL/FCO/1",
    )  # fmt: skip
    assessment_made(record, by=team, text=LONG)
    assessment_made(record, by=cast.civil_society, assessor="civil-society", name="Roots", finding="not", source="")
    for query, title in (("birth", "Birth registration of minorities"), ("Tarani", LONG)):
        search_save(person=secretariat, title=title, question=Question(query=query), language="en", frequency="weekly")
    recommendation_made()
    at = f"/recommendations/{record.pk}/follow-up/"
    return {
        "person": secretariat,
        "paths": [
            at, "/follow-up/", "/follow-up/?state=planned&due=soon", f"{at}assessment/add/", f"{at}action/add/",
            "/saved-searches/", "/saved-searches/save/?q=birth&country=NPL", "/my-work/",
            f"/saved-searches/unsubscribe/{unsubscribe_key(secretariat)}/",
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
def test_the_keyboard_reaches_every_act_and_shows_where_it_is(open_page, live_server, world, session):
    page = open_page("/accessibility/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + world["paths"][0])
    stops = tab_stops(page, count=80)
    assert {"Say what is done", "Enter an assessment", "Edit", "Archive"} <= {stop["text"] for stop in stops}
    assert all(
        stop["outline"] != "none" and stop["width"] >= 2 for stop in stops if stop["text"] in ("Edit", "Archive")
    )
