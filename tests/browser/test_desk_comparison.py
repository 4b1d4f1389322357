"""What comes out of the desk review, looked at in every look, and a comparison made as a reader makes it."""

from __future__ import annotations

import pytest

from .looks import LOOKS, axe_violations, overflow

COMPARE = "/desk-review/compare/"
PAGES = [
    COMPARE,
    f"{COMPARE}?all=1",
    f"{COMPARE}?all=1&by=year",
    "/desk-review/passages/",
    "/desk-review/good-practice/",
]


@pytest.fixture
def released_reviews(made_once):
    return made_once(released_made)


def released_made(home):
    """Two released reviews, and a nomination that everybody may see."""
    from django.conf import settings
    from django.test import Client

    from tessera.desk_review.services.practices import practice_nominate, practice_open
    from tests.cast import cast_made
    from tests.desk_review.making import document_made, practice_said, released

    settings.MEDIA_ROOT = home / "files"
    cast = cast_made()
    reviews = [released(document_made("cca.en.html", year=2030)), released(document_made("undaf.fr.html", year=2031))]
    passage = reviews[0].passages.filter(relevant=True).first()
    practice = practice_nominate(passage=passage, by=cast.focal_point, said=practice_said())
    practice_open(practice=practice, by=cast.secretariat, audience="public")
    for path in PAGES:
        Client().get(path)  # drawn once, so that no page waits for it
    return practice.pk


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, released_reviews, look):
    found = []
    page = open_page("/", **LOOKS[look])
    for path in [*PAGES, f"/desk-review/good-practice/{released_reviews}/"]:
        page.goto(live_server.url + path)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.usefixtures("released_reviews")
def test_a_reader_ticks_documents_by_keyboard_and_follows_a_count_to_its_passages(open_page):
    page = open_page(COMPARE)
    for box in page.get_by_role("checkbox").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare those ticked").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="2 documents compared").wait_for()
    cell = page.locator("tr", has_text="Roma").get_by_role("link").first
    number = cell.inner_text()
    cell.focus()
    page.keyboard.press("Enter")
    page.locator("#list-count").wait_for()
    assert page.locator("#list-count").inner_text().startswith(f"{number} passage")
