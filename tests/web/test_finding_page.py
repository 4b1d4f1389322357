"""The search page names the kind of what was found and leads to its page."""

from __future__ import annotations

import pytest
from django.utils import timezone
from lxml import html

from tessera.coordination.models import Endorsement, Meeting, Task, Update
from tests.coordination.making import group_made
from tests.coordination.review_making import review_made
from tests.plans.making import plan_made
from tests.recommendations.making_entries import recommendation_made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def found(cast):
    group = group_made(cast, name="Zebra group", audience="public")
    own = {"group": group, "audience": "public"}
    return {
        "Working group": f"/working-groups/{group.slug}/",
        "Meeting": _path(Meeting.objects.create(title="Zebra day", starts_at=timezone.now(), **own)),
        "Task": f"/tasks/{Task.objects.create(title='Count zebras', **own).pk}/",
        "Update": f"/working-groups/{group.slug}/updates/#update-{Update.objects.create(text='A zebra.', **own).pk}",
        "Endorsement": f"/endorsements/{Endorsement.objects.create(title='Zebras', audience='public').pk}/",
        "Review of a plan": _review(cast),
    }


def _path(meeting):
    return f"/working-groups/{meeting.group.slug}/meetings/{meeting.pk}/"


def _review(cast):
    review = review_made(cast, plan_made(), title="Zebras half-way", audience="public")
    return f"/plans/{review.plan.code}/reviews/{review.pk}/"


def test_each_kind_is_named_and_its_address_opens(client, found):
    shown = client.get("/search/", {"q": "zebra"}).content.decode()
    for kind, path in found.items():
        assert f'href="{path}"' in shown, kind
        assert f"<bdi>{kind}</bdi>" in shown
        assert client.get(path.partition("#")[0]).status_code == 200, path
    for code in ("working-group", "meeting", "task", "update", "endorsement", "plan-review"):
        assert f"kind={code}" in shown, "what was found can be cut down to each kind"


def test_what_is_the_networks_has_neither_a_line_nor_a_count_for_everybody(client, found, cast):
    group_made(cast, name="Okapi group", audience="network")
    shown = client.get("/search/", {"q": "okapi", "kind": "working-group"}).content.decode()
    assert "Okapi group" not in shown
    assert "/working-groups/okapi" not in shown


def test_what_has_no_title_is_told_by_its_words_and_no_link_is_empty(client, db):
    recommendation_made("Register every zebra.")
    page = html.fromstring(client.get("/search/", {"q": "zebra"}).content)
    links = [(link.get("href"), link.text_content().strip()) for link in page.xpath("//main//ol//a")]
    assert [words for _address, words in links] == ["Register every zebra."]
    assert page.text_content().count("Register every zebra.") == 1
