"""What imports tell the index: of a new record one row; of one that goes or returns, all that may find it."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tessera.recommendations.findable import WITHDRAWN
from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.search.asked import Asked
from tessera.search.find import search_each
from tessera.search.models import Outbox
from tessera.search.writer import index_write

from .making import annotation, export, imported
from .making_entries import action_made

pytestmark = pytest.mark.django_db


@pytest.fixture
def _index_waits(monkeypatch):
    monkeypatch.setattr("tessera.recommendations.services.importing.index_write", lambda: None)
    idle = nullcontext(lambda: None)
    monkeypatch.setattr("tessera.recommendations.services.importing.index_following", lambda: idle)


def withdrawn() -> int:
    return search_each([Asked(frozenset({"public"}), "", kinds=[WITHDRAWN])])[0].total


def found() -> int:
    return recommendations_find(AnonymousUser(), "").total


@pytest.mark.usefixtures("_index_waits")
def test_a_new_record_is_one_errand(tmp_path):
    imported(export(tmp_path, [annotation(number) for number in range(1, 8)]))
    assert Outbox.objects.filter(kind="recommendation").count() == 7
    assert not Outbox.objects.exclude(kind="recommendation").exists()


def test_what_no_source_has_any_more_is_found_apart_and_what_returns_is_not(tmp_path):
    records = [annotation(number) for number in range(1, 4)]
    imported(export(tmp_path, records))
    index_write()
    assert (found(), withdrawn()) == (3, 0)
    imported(export(tmp_path, records[:2]), complete=True)
    assert (found(), withdrawn()) == (2, 1), "while it waits in the outbox, too"
    index_write()
    assert (found(), withdrawn()) == (2, 1)
    page = Client().get("/search/", {"q": "State"}).content.decode()
    assert "2 results for" in page
    assert "Withdrawn recommendations" not in page
    imported(export(tmp_path, records), complete=True)
    index_write()
    assert (found(), withdrawn()) == (3, 0)


def test_what_was_entered_about_a_record_is_read_again_when_the_record_changes(tmp_path):
    imported(export(tmp_path, [annotation(1)]))
    action = action_made(Recommendation.objects.get(), audience="public")
    imported(export(tmp_path, [annotation(1, Countries=["India"])]))
    index_write()
    asked = Asked(frozenset({"public"}), "", kinds=["follow-up"], filters=[("country", "IND")])
    assert [hit.id for hit in search_each([asked])[0].hits] == [action.pk]
