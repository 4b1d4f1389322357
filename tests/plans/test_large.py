"""A plan of 3,000 activities: imported in bounded memory, its pages answer with bounded queries and bytes."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tessera.plans.services.importing import plan_import_apply, plan_import_preview
from tests.plans.reading.plan_making import large_text

ACTIVITIES, CODE = 3000, "WP-2031-2036"
PAGES = [
    "",
    "timeline/",
    "matrix/",
    "activities/",
    "activities/1a/",
    "activities/120y/",
    "text/",
    "calendar/",
    "history/",
]
MEMORY, QUERIES, BYTES = 150_000_000, 30, 60_000


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker, tmp_path_factory):
    """The peak of Python's memory while importing, and the plan for the tests of this module."""
    path = tmp_path_factory.mktemp("large") / "plan.txt"
    path.write_text(large_text(ACTIVITIES), encoding="utf-8")
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        tracemalloc.start()
        with CaptureQueriesContext(connection) as captured:
            done = plan_import_apply(plan_import_preview(path), by=None, audience="public")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        yield done, peak, len(captured)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_it_is_imported_whole_in_bounded_memory_and_few_queries(measured):
    done, peak, queries = measured
    assert done.created == ACTIVITIES + ACTIVITIES // 25
    assert peak < MEMORY, f"{peak:,} bytes"
    assert queries < 250, f"{queries} queries for {ACTIVITIES} activities"


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_its_pages_answer_with_bounded_queries_and_bytes(measured, page):
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get(f"/plans/{CODE}/{page}")
    assert answer.status_code == 200
    assert len(captured) <= QUERIES, f"{len(captured)} queries"
    sent = len(gzip.compress(answer.content))
    assert sent <= BYTES, f"{sent:,} bytes compressed"


@pytest.mark.django_db
def test_its_text_is_read_section_by_section(measured):
    def text(address: str) -> str:
        return Client().get(f"/plans/{CODE}/text/{address}").content.decode()

    first, second = text(""), text("?section=2")
    assert 'id="activity-1a"' in first
    assert 'id="activity-2a"' not in first
    assert 'id="activity-2a"' in second
    assert '<option value="120"' in first
    assert 'name="on" value="2999-01-01"' in text("?on=2999-01-01&section=2")
