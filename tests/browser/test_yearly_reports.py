"""A yearly report written, asked back and approved by hand; its pages looked at in every look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .looks import LOOKS, axe_violations, overflow

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(home):
    """A round with an approved report, one that was read from a file, and one that has not begun."""
    from tessera.coordination.services.yearly_reading import report_file_add
    from tests.cast import cast_made
    from tests.coordination.report_making import YEAR, report_in, report_of, reported_plan, round_made, word_file

    cast = cast_made()
    found = round_made(cast, plan=reported_plan(), codes=("ohchr", "undp", "third"))
    report_in(cast, found, "approved", code="undp")
    report = report_of(found)
    path = word_file(
        home / "report.docx",
        [("h1", "Activity 1b"), ("p", "We held three meetings with nine offices in Nepal and in Colombia.")],
    )
    report_file_add(report=report, path=path, by=cast.focal_point)
    at = f"/yearly-report/{report.pk}/"
    return {
        "people": {"focal_point": cast.focal_point, "secretariat": cast.secretariat},
        "report": at,
        "paths": [
            "/yearly-reports/", f"/yearly-reports/{found.plan.code}/{YEAR}/", at, f"{at}write/", f"{at}proposals/",
            f"{at}proposals/{report.proposals.get().pk}/", f"/yearly-reports/{found.plan.code}/{YEAR}/rows/activities/",
            "/yearly-reports/new/", "/my-work/",
        ],
    }  # fmt: skip


def signed_in(page, live_server, person) -> None:
    from tests.web.signing import client_of

    cookie = {"name": "sessionid", "value": client_of(person).cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, world, look):
    found = []
    page = open_page("/accessibility/", **LOOKS[look])
    signed_in(page, live_server, world["people"]["secretariat"])
    for number, path in enumerate(world["paths"]):
        page.goto(live_server.url + path)
        assert page.locator("h1").count() == 1, path
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"yearly-{look}-{number}.png", full_page=True)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_a_report_is_read_from_its_file_written_submitted_and_approved(open_page, live_server, world):
    page = open_page("/accessibility/")
    signed_in(page, live_server, world["people"]["focal_point"])
    page.goto(f"{live_server.url}{world['report']}proposals/")
    page.get_by_role("button", name="Accept", exact=True).click()
    page.goto(f"{live_server.url}{world['report']}write/")
    page.get_by_label("The year in a few sentences").fill("A year of meetings.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Submit", exact=True).click()
    page.get_by_role("button", name="Submit").click()
    signed_in(page, live_server, world["people"]["secretariat"])
    page.goto(live_server.url + world["report"])
    page.get_by_role("link", name="Approve", exact=True).click()
    page.get_by_role("button", name="Approve").click()
    assert page.get_by_text("A year of meetings.").is_visible()
    assert page.get_by_text("We held three meetings").is_visible()
