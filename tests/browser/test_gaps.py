"""Long work and demands set against a document: the main way by keyboard, and every page in every look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .looks import LOOKS, axe_violations, overflow

SHOTS = os.environ.get("TESSERA_TEST_SHOTS", "")  # a folder to keep pictures in, for whoever looks at them
FRENCH = "cca.fr.html"


@pytest.fixture
def world(made_once):
    return made_once(world_made)


def world_made(home):
    """A document that was compared, one answer corrected, and work of which something failed and something waits."""
    from django.conf import settings

    from tessera.desk_review.models import Gap, Job
    from tessera.desk_review.services.gaps import gap_rate, gaps_tell
    from tessera.desk_review.services.jobs import Sent, job_read
    from tests.cast import cast_made
    from tests.desk_review.gap_making import asked_made, report_made
    from tests.desk_review.working import queue_worked_off, sent

    settings.MEDIA_ROOT = home / "files"
    cast = cast_made()
    asked_made(home)
    document = report_made(home)
    gaps_tell(document=document)
    first, second = Gap.objects.order_by("pk")
    gap_rate(gap=first, version=1, by=cast.coordinator, said="partly", reason="Two districts of nine. " * 6)
    bad = home / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    done = job_read(files=[Sent(bad, f"{'a-long-name-' * 9}.pdf"), *sent("undaf.en.html")], by=cast.focal_point)
    queue_worked_off()
    waits = job_read(files=sent(FRENCH), by=cast.focal_point)
    assert Job.objects.count() == 2
    at = f"/desk-review/{document.pk}/gaps/"
    pages = [at, f"{at}?status=partly", f"{at}{first.demand_id}/", f"{at}{second.demand_id}/"]
    work = ["/desk-review/work/", *(f"/desk-review/work/{job.pk}/" for job in (done, waits)), "/desk-review/add/"]
    return {"person": cast.focal_point, "paths": [*pages, *work, f"/desk-review/work/{waits.pk}/cancel/"], "gaps": at}


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
def test_a_demand_is_opened_read_and_corrected_by_keyboard(open_page, live_server, world, session):
    from tessera.desk_review.models import Gap

    page = open_page("/accessibility/")
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}{world['gaps']}?whose=machine")
    page.get_by_role("link", name="demarcation").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Not found").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("Annex 2 tells of it.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gaps/")
    said = Gap.objects.get(text__contains="demarcation")
    assert (said.rating, said.reason, said.rated_by) == ("partly", "Annex 2 tells of it.", world["person"])
