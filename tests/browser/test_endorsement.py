"""The pages of endorsement, looked at in every look; a text goes from comments to silence with a mouse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .looks import LOOKS, axe_violations, overflow

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them
LONG = "Say by which groups people are counted, who asks them, and who may see what they answered. "


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(_home):
    """A text in consultation with comments of each kind, and one under silence with answers, for its coordinator."""
    from tessera.coordination.services.comments import comment_add, comment_resolve, comments_from_text
    from tessera.coordination.services.silence import answer_give
    from tests.cast import cast_made
    from tests.coordination.endorsement_making import invitation_of, round_made, silence_made

    cast = cast_made()
    found = round_made(cast, title="Note on counting people by the groups they say they belong to", text=LONG * 3)
    version, ohchr = found.versions.get(), invitation_of(found, "ohchr")
    comments_from_text(text_version=version, text=f"Para 2: {LONG}", by=cast.focal_point, author="A Reviewer")
    said = comment_add(
        text_version=version, by=cast.focal_point, text=LONG, paragraph=1, organisation=ohchr.organisation
    )
    comment_resolve(comment=said, version=1, by=cast.coordinator, resolution="partly", answer=LONG)
    silent = round_made(cast, title="Guidance on hosting " + "an exchange " * 12)
    silence_made(cast, silent)
    answer_give(invitation=invitation_of(silent, "ohchr"), choice="disassociated", reason=LONG * 2, by=cast.focal_point)
    at = f"/endorsements/{found.pk}/"
    return {
        "person": cast.coordinator,
        "round": at,
        "paths": [
            "/endorsements/", at, f"/endorsements/{silent.pk}/", f"/endorsements/{silent.pk}/history/",
            f"{at}comments/", f"{at}comments/{said.pk}/", f"{at}comments/bring/", f"{at}silence/",
            f"/endorsements/{silent.pk}/entities/{invitation_of(silent, 'ohchr').pk}/answer/",
        ],
    }  # fmt: skip


@pytest.fixture
def session(world):
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
def test_a_comment_is_made_resolved_and_the_text_put_under_silence(open_page, live_server, world, session):
    page = open_page("/accessibility/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + world["round"])
    page.get_by_role("link", name="Add a comment").click()
    page.get_by_label("Paragraph").select_option(index=2)
    page.get_by_role("textbox", name="Comment").fill("And by sex.")
    page.get_by_role("button", name="Save").click()
    page.locator("tr", has_text="And by sex.").get_by_role("link", name="Open").click()
    page.get_by_role("link", name="Resolve").click()
    page.get_by_label("Accepted", exact=True).check()
    page.get_by_role("button", name="Save").click()
    assert page.locator(".status").first.inner_text() == "Accepted"
    page.goto(live_server.url + world["round"])
    page.get_by_role("link", name="Begin silence").click()
    page.get_by_label("Time zone").fill("Europe/Rome")
    page.get_by_role("button", name="Begin silence").click()
    assert page.get_by_role("heading", name="Silence ends").is_visible()
    assert "UTC" in page.locator("#silence + p").inner_text()
