"""Pages remembered for readers without an account: quick while nothing changes, never older than the database."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tessera.plans.models import Plan
from tessera.web.remembered import STATE
from tests.plans.making import plan_made

from .signing import client_of

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/plans/SEEN/"


@pytest.fixture
def public_plan():
    return plan_made(code="SEEN", summary="First wording")


def queries(client: Client, path: str = PAGE, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path, headers=headers)
    return len(captured)


def text(client: Client, path: str = PAGE, **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


def elsewhere(change) -> None:
    """Do `change` over another connection, as another process would."""
    found = []

    def run() -> None:
        try:
            change()
        except BaseException as error:  # told in the test's own thread
            found.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == []


def test_the_second_reader_costs_one_query(public_plan):
    assert queries(Client()) > 5
    assert queries(Client()) == 1
    assert "First wording" in text(Client())


def test_a_change_of_any_kind_is_seen_at_once(public_plan):
    reader = Client()
    text(reader)
    public_plan.summary = "Second wording"
    public_plan.save()
    assert "Second wording" in text(reader)
    Plan.objects.filter(pk=public_plan.pk).update(summary="Third wording")
    assert "Third wording" in text(reader)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE plans_plan SET summary = 'Fourth wording' WHERE id = %s", [public_plan.pk])
    assert "Fourth wording" in text(reader)


def test_a_change_by_another_process_is_seen_at_once(public_plan):
    if connection.vendor == "sqlite":
        pytest.skip("in memory, SQLite's connections share their cache; the next test has a file")
    reader = Client()
    text(reader)
    elsewhere(lambda: Plan.objects.filter(pk=public_plan.pk).update(summary="Wording from elsewhere"))
    assert "Wording from elsewhere" in text(reader)


def test_sqlite_tells_of_the_commits_of_others_and_of_ones_own_changes(tmp_path):
    one, other = (sqlite3.connect(tmp_path / "w.sqlite3", isolation_level=None) for _ in range(2))
    one.execute("PRAGMA journal_mode=WAL")
    one.execute("CREATE TABLE t (a)")
    told = [one.execute(STATE["sqlite"]).fetchone()]
    assert one.execute(STATE["sqlite"]).fetchone() == told[0]
    for writer in (other, one, other):
        writer.execute("INSERT INTO t VALUES (1)")
        told.append(one.execute(STATE["sqlite"]).fetchone())
    assert len(set(told)) == 4
    one.close()
    other.close()


def test_a_plan_that_is_closed_to_readers_is_gone_at_once(public_plan):
    reader = Client()
    assert reader.get(PAGE).status_code == 200
    Plan.objects.filter(pk=public_plan.pk).update(audience="network")
    assert reader.get(PAGE).status_code == 404


def test_what_a_member_sees_is_never_remembered_for_readers(public_plan, cast):
    Plan.objects.filter(pk=public_plan.pk).update(audience="network")
    member = client_of(cast.focal_point)
    assert "First wording" in text(member)
    assert "First wording" not in text(Client())
    assert "First wording" in text(member)


def test_a_member_gets_a_page_of_their_own(public_plan, cast):
    member = client_of(cast.secretariat)
    text(Client())
    assert cast.secretariat.name in text(member) or "/account/" in text(member)
    assert "/account/" not in text(Client())


def test_language_and_appearance_are_told_apart(public_plan):
    reader, dark = Client(), Client()
    dark.cookies["tessera_theme"] = "dark"
    assert 'lang="en"' in text(reader)
    assert 'lang="fr"' in text(reader, accept_language="fr")
    assert 'dir="rtl"' in text(reader, accept_language="ar")
    assert text(dark) != text(reader)
    assert 'lang="en"' in text(reader)


def test_a_browser_that_has_the_page_is_told_so_in_a_few_bytes(public_plan):
    reader = Client()
    mark = reader.get(PAGE)["ETag"]
    again = reader.get(PAGE, headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")
    Plan.objects.filter(pk=public_plan.pk).update(summary="Another wording")
    assert reader.get(PAGE, headers={"if-none-match": mark}).status_code == 200


def test_a_page_asked_for_within_a_transaction_is_not_remembered(public_plan):
    from django.db import transaction

    with transaction.atomic():
        Plan.objects.filter(pk=public_plan.pk).update(summary="Taken back")
        assert "Taken back" in text(Client())
        transaction.set_rollback(True)
    assert "First wording" in text(Client())
