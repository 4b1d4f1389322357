"""The pages of recommendations, looked at in every look; the search by keyboard, in place and without JavaScript."""

from __future__ import annotations

import pytest

from .looks import LOOKS, axe_violations, overflow, tab_stops

SEARCH = "/recommendations/"


@pytest.fixture
def records(made_once):
    return made_once(records_made)


def records_made(home):
    """Sixty paragraphs and forty recommendations of a review; one is in two languages, one said otherwise before."""
    from tessera.recommendations.models import Recommendation
    from tests.recommendations.making import annotation, export, imported, review

    states = ("Austria", "Chile", "Finland", "Ghana", "Japan", "Mexico", "Norway", "Peru", "Spain", "Togo", "Zambia")
    reviews = [review(n, states[n % 11], f"Protect Roma children in school {n}") for n in range(1, 41)]
    arabic = annotation(900, Text="<p>1. ينبغي للدولة أن تعلّم لغات الأقليات في جميع المدارس.</p>")
    before = [annotation(n) for n in range(1, 60)]
    imported(export(home, [*before, arabic, *reviews]))
    imported(export(home, [annotation(1, Text="<p>1. The State must.</p>"), *before[1:], arabic, *reviews], "b.json"))
    return Recommendation.objects.get(paragraph="1", language="en")


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(records, open_page, live_server, look):
    pages = [
        SEARCH,
        f"{SEARCH}?q=Travellers+children&country=NPL,BRA&year=2010-2014&type=recommendation",
        f"{SEARCH}?state=AUT",
        f"{SEARCH}?q=nothing-like-this",
        f"{SEARCH}values/country/",
        f"{SEARCH}{records.pk}/",
        "/documents/",
        f"/documents/{records.document_id}/",
    ]
    found = []
    page = open_page(SEARCH, **LOOKS[look])
    for path in pages:
        page.goto(live_server.url + path)
        for details in page.locator("details").all():
            details.evaluate("e => e.open = true")
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_a_facets_value_refreshes_list_and_facets_in_place_and_keeps_the_focus(records, open_page):
    page = open_page(SEARCH)
    page.evaluate("window.same = true")
    page.locator("#f-position-supported").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/recommendations/?position=supported")
    page.wait_for_selector("#facets .chosen")
    assert page.locator("#list-count").inner_text().startswith("40 recommendations")
    assert page.evaluate("window.same")
    assert page.evaluate("document.activeElement.id") == "f-position-supported"
    page.go_back()
    page.get_by_text("100 recommendations").first.wait_for()


@pytest.mark.slow
def test_years_typed_narrow_the_search_in_place(records, open_page):
    page = open_page(f"{SEARCH}?q=children")
    page.fill("#f-from", "2010")
    page.fill("#f-to", "2012")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=2010–2012")
    assert "q=children" in page.url


@pytest.mark.slow
def test_all_of_it_works_without_javascript(records, open_page):
    page = open_page(SEARCH, java_script_enabled=False)
    page.fill("#q", "children")
    page.click("form[role=search] button.primary >> nth=-1")
    assert page.locator("#list-count").inner_text().startswith("40 recommendations")
    page.click("#f-state-CHL")
    assert "state=CHL" in page.url
    assert page.locator("mark").count() > 0


@pytest.mark.slow
def test_the_keyboard_reaches_every_part_and_shows_where_it_is(records, open_page):
    stops = tab_stops(open_page(f"{SEARCH}?q=children"), count=40)
    assert len(stops) == 40
    hidden = [stop for stop in stops if stop["outline"] == "none" or stop["width"] < 2]
    assert not hidden
