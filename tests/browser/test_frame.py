"""The frame of the pages in a browser: accessibility, keyboard, zoom, themes, work in place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .looks import LOOKS, axe_violations, overflow, tab_stops

pytestmark = [pytest.mark.usefixtures("sink")]
PAGES = ["/sink/?told=1", "/sink/list/", "/sink/kinds/?app_label=plans", "/sink/list/?rows=0", "/sink/form/"]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path, look):
    found = axe_violations(open_page(path, **LOOKS[look]))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_refused_form_is_accessible_and_has_the_focus(open_page, language):
    page = open_page("/sink/form/", language=language)
    page.locator("button.primary").click()
    expect(page.locator(".form-errors")).to_be_focused()
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 640, 768, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["/sink/?told=1", "/sink/list/", "/sink/form/"])
def test_no_page_scrolls_sideways_down_to_320_pixels_or_1280_at_four_times_zoom(open_page, path, language, width):
    assert overflow(open_page(path, language=language, width=width)) <= 0


def test_two_hundred_per_cent_zoom_and_text_twice_as_large_lose_nothing(open_page):
    page = open_page("/sink/?told=1", width=640, device_scale_factor=2)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0


def test_the_keyboard_skips_to_the_content(open_page):
    page = open_page("/sink/list/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"language": "ar"}])
def test_whatever_has_the_focus_shows_it(open_page, options):
    stops = tab_stops(open_page("/sink/kinds/", **options), count=30)
    assert len(stops) > 15
    for stop in stops:
        assert stop["outline"] != "none", stop
        assert stop["width"] >= 2, stop
        assert stop["seen"], stop


def test_arabic_runs_from_the_right_by_its_direction_alone(open_page):
    page = open_page("/sink/", language="ar")
    name, languages = page.locator(".site-name").bounding_box(), page.locator(".aside").bounding_box()
    assert name["x"] > 640
    assert languages["x"] < 640


def test_the_language_switch_works_without_javascript_and_keeps_the_page(open_page):
    page = open_page("/sink/list/?sort=-due", java_script_enabled=False)
    page.get_by_role("button", name="العربية").click()
    assert page.url.endswith("/sink/list/?sort=-due")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_filters_work_without_javascript(open_page):
    page = open_page("/sink/kinds/", java_script_enabled=False)
    page.get_by_role("textbox", name="Kind").fill("membership")
    page.get_by_role("button", name="Apply").click()
    assert "model=membership" in page.url


def test_the_appearance_is_chosen_and_kept(open_page):
    page = open_page("/sink/", color_scheme="light")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(background) == "rgb(18, 23, 30)"
    page.reload()
    assert page.evaluate(background) == "rgb(18, 23, 30)"


def test_a_list_is_sorted_in_place_and_keeps_the_focus_and_the_address(open_page):
    page = open_page("/sink/list/")
    page.evaluate("window.same = true; document.addEventListener('htmx:afterSettle', () => { window.settled = true })")
    page.locator("#sort-amount").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort]")).to_contain_text("Amount")
    expect(page).to_have_url(re.compile("sort=amount"))
    expect(page.locator("#sort-amount")).to_be_focused()
    page.wait_for_function("window.settled")  # before that, the new link loads a whole page, which works as well
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text("60a")
    assert page.evaluate("window.same"), "the whole page was loaded again"
    page.go_back()
    expect(page.locator("tbody tr").first).to_contain_text("1a")


def test_filters_refresh_the_list_as_one_types_and_stay_out_of_the_address_when_empty(open_page):
    page = open_page("/sink/kinds/")
    page.get_by_role("listbox", name="Room").select_option("plans")
    expect(page.locator(".list-terms")).to_contain_text("Plans")
    expect(page).to_have_url(re.compile("app_label=plans"))
    assert "model=" not in page.url


def test_a_list_that_cannot_be_refreshed_says_so_and_stays(open_page):
    page = open_page("/sink/list/")
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true, detail: {}}))")
    expect(page.get_by_role("alert")).to_contain_text("could not be refreshed")
    assert page.locator("tbody tr").count() == 25


def test_times_appear_in_the_zone_of_the_device(open_page):
    page = open_page("/sink/list/", timezone_id="Asia/Kathmandu")
    expect(page.locator("time[title*=UTC]").first).to_have_text(re.compile("5 Mar 2026, 04:00"))


def test_slash_goes_to_the_search_box(open_page):
    page = open_page("/sink/")
    if page.locator("#site-q").count() == 0:
        pytest.skip("there is no search page in this build")
    page.keyboard.press("/")
    expect(page.locator("#site-q")).to_be_focused()


def test_print_shows_the_content_and_the_addresses_of_links_in_prose_only(open_page):
    page = open_page("/sink/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".site-nav")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    after = "e => getComputedStyle(e, '::after').content"
    assert "example.org" in page.locator(".prose a").first.evaluate(after)
    assert page.locator(".breadcrumbs a").first.evaluate(after) == "none"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf().startswith(b"%PDF")


def test_filters_fold_away_on_narrow_screens_and_open_without_javascript(open_page):
    page = open_page("/sink/kinds/", width=360, java_script_enabled=False)
    form = page.locator(".filters form")
    expect(form).to_be_hidden()
    page.get_by_role("checkbox", name="Show the filters").check()
    expect(form).to_be_visible()
    expect(open_page("/sink/kinds/").locator(".filters form")).to_be_visible()


def test_a_stacked_table_is_still_a_table_to_a_screen_reader(open_page):
    page = open_page("/sink/list/", width=360)
    assert page.get_by_role("table").count() == 1
    assert page.get_by_role("row").count() == 26
    assert page.get_by_role("cell").count() == 25 * 7
