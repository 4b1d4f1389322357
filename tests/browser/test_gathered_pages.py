"""Pages of countries, mechanisms, groups concerned and themes, looked at in every look."""

from __future__ import annotations

import pytest
from django.test import Client

from .looks import LOOKS, axe_violations, overflow, tab_stops

PAGES = [
    "/countries/",
    "/countries/?show=share&group=roma",
    "/countries/XAR/",
    "/countries/XAR/?since=2020-01-01&focus=all",
    "/countries/NPL/",
    "/countries/compare/",
    "/countries/compare/?a=XAR&b=XBO",
    "/mechanisms/",
    "/mechanisms/upr/",
    "/groups-concerned/",
    "/groups-concerned/roma/",
    "/themes/",
    "/themes/racial-discrimination/",
    "/guidance/8/",
]


@pytest.fixture
def demonstration(made_once):
    made_once(demonstration_made)


def demonstration_made(_home):
    from tessera.plans.services.seed import seed_load
    from tessera.recommendations.services.demo import demo_recommendations_load
    from tessera.search.writer import index_write

    seed_load()
    demo_recommendations_load()
    index_write()
    for path in PAGES:  # charts are drawn once: the browser waits for none of them
        assert Client().get(path).status_code == 200


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, look):
    found = []
    page = open_page("/countries/", **LOOKS[look])
    for path in PAGES:
        page.goto(live_server.url + path)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_the_squares_of_the_map_are_reached_by_keyboard_and_lead_to_countries(open_page):
    page = open_page("/countries/")
    stops = tab_stops(page, count=60)
    squares = [stop for stop in stops if stop["tag"] == "a"]
    assert len(squares) > 10
    assert all(stop["outline"] != "none" and stop["width"] > 0 for stop in squares)
    page.locator("svg a", has_text="NPL").first.click()
    page.wait_for_url("**/countries/NPL/")


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_the_map_is_narrowed_without_javascript(open_page):
    page = open_page("/countries/", java_script_enabled=False)
    page.select_option("select[name=group]", "roma")
    page.select_option("select[name=show]", "share")
    page.click(".filters button")
    assert "group=roma" in page.url
    assert "Roma" in page.inner_text(".lead")
