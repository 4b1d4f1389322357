"""A whole review by keyboard alone, and the pages of review projects in every look."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from .keyboard import Keyboard
from .looks import LOOKS, axe_violations, overflow

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them
PEOPLE = ("focal_point", "coordinator", "secretariat")


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(home):
    """A document that two code; another of which both have finished, and differ on a passage."""
    from django.conf import settings

    from tests.cast import cast_made
    from tests.desk_review.making import document_made
    from tests.desk_review.making_projects import all_confirmed, differing, given, project_made
    from tests.web.signing import client_of

    settings.MEDIA_ROOT = home / "files"
    cast = cast_made()
    document, (done, passage) = document_made(), differing(cast, document_made("undaf.en.html"))
    project = project_made(cast, document)
    all_confirmed(project, cast.coordinator)
    for path in ("/accessibility/", f"/desk-review/projects/{done.pk}/differences/{passage.pk}/"):
        assert (
            client_of(cast.secretariat).get(path).status_code == 200
        )  # read in once: the browser does not wait for it
    return {
        "document": document.pk,
        "project": project.pk,
        "code": given(project, cast.focal_point).pk,
        "other": given(project, cast.coordinator).pk,
        "relevant": document.passages.filter(relevant=True).count(),
        "done": done.pk,
        "passage": passage.pk,
        "sessions": {name: client_of(cast.all[name]).cookies["sessionid"].value for name in PEOPLE},
    }


@pytest.fixture
def keyboard_of(open_page, live_server, world):
    return lambda name: Keyboard(open_page("/accessibility/"), world["sessions"][name], live_server.url)


@pytest.mark.slow
def test_a_whole_review_is_done_with_the_keyboard_alone(keyboard_of, world):
    from tessera.desk_review.models import ReviewedDocument, ReviewProject, Ruling, Word

    home = f"/desk-review/projects/{world['project']}/"
    coder = keyboard_of("focal_point")
    coder.open("/desk-review/projects/")
    coder.go(href=home)
    coder.go(href=f"/code/{world['code']}/")
    coder.turn("m", "Enter")  # migrants, beside what is suggested
    coder.turn("u")
    said = Word.objects.filter(passage__document=world["document"], taken_back_at=None)
    assert said.count() == world["relevant"]  # those of the other coder
    coder.turn("m", "v", "3", "n", "B", "Escape", "Enter")
    for _passage in range(world["relevant"] - 1):
        coder.turn("y")
    coder.turn("Enter")  # have you finished? yes
    first = Word.objects.filter(person__email="focal-point@example.org", note="B").get()
    assert "migrants" in first.groups
    assert first.voice == "civil-society"

    other = keyboard_of("coordinator")
    other.open(f"{home}code/{world['other']}/")
    other.go("I have finished")
    other.turn("Enter")

    keeper = keyboard_of("secretariat")
    keeper.open(home)
    keeper.go("Differences")
    keeper.go("Rule on the 1 that waits")
    keeper.press("2")
    keeper.write("Only Roma are named")
    keeper.turn("Enter")
    assert Ruling.objects.get().reason == "Only Roma are named"
    keeper.go("Close")
    keeper.go("Close")
    assert ReviewProject.objects.get(pk=world["project"]).state == "closed"

    of_document(keeper, world["document"])
    document = ReviewedDocument.objects.get(pk=world["document"])
    assert (document.state, document.audience) == ("released", "public")


def of_document(keeper: Keyboard, pk: int) -> None:
    """Rate a criterion, send the draft to the country team and, once its days are over, release it."""
    from tessera.desk_review.models import CriterionRating, ReviewedDocument

    keeper.open(f"/desk-review/{pk}/")
    keeper.go("Scorecard")
    keeper.go("Rate")
    keeper.tab_to(name="rating")
    keeper.write("Meets")
    keeper.tab_to(name="reason")
    keeper.write("Named in four parts")
    keeper.go("Save")
    assert CriterionRating.objects.get(reason="Named in four parts").rating == "meets"
    keeper.open(f"/desk-review/{pk}/")
    keeper.go("To the country team")
    keeper.go("Save")
    yesterday = timezone.now().date() - timedelta(days=1)
    assert ReviewedDocument.objects.filter(pk=pk, state="with-team").update(comment_until=yesterday) == 1
    keeper.open(f"/desk-review/{pk}/")
    keeper.go("Release")
    keeper.go("Release")


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page, live_server, world, look):
    done = f"/desk-review/projects/{world['done']}/"
    pages = [
        ("focal_point", f"/desk-review/projects/{world['project']}/code/{world['code']}/"),
        *(("secretariat", path) for path in (
            "/desk-review/projects/", "/desk-review/projects/codebook/", f"{done}give/", done,
            f"{done}differences/", f"{done}differences/{world['passage']}/", f"{done}agreement/", f"{done}words/",
        )),
    ]  # fmt: skip
    found = []
    page = open_page("/accessibility/", **LOOKS[look])
    for number, (name, path) in enumerate(pages):
        session = {"name": "sessionid", "value": world["sessions"][name], "url": live_server.url}
        page.context.add_cookies([session])
        page.goto(live_server.url + path)
        assert page.locator("h1").count() == 1, path
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{look}-{number}.png", full_page=True)
        found += [f"{path}: {violation}" for violation in axe_violations(page)]
        if (wider := overflow(page)) > 0:
            found.append(f"{path}: {wider} pixels wider than the window")
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_without_javascript_the_reading_page_is_a_form(open_page, live_server, world):
    from tessera.desk_review.models import Word

    page = open_page("/accessibility/", java_script_enabled=False)
    session = {"name": "sessionid", "value": world["sessions"]["focal_point"], "url": live_server.url}
    page.context.add_cookies([session])
    page.goto(f"{live_server.url}/desk-review/projects/{world['project']}/code/{world['code']}/")
    page.check("input[name=groups][value=migrants]")
    page.check("input[name=how][value=budget]")
    page.click("button[value=save]")
    assert "at=" in page.url
    assert Word.objects.filter(groups__contains="|migrants|", how__contains="|budget|").exists()
