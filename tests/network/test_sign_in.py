"""One-time links, and the first administrator."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tessera.network.models import AuditEvent, Person, SignInLink
from tessera.network.services.sign_in import (
    PLACEHOLDER,
    first_administrator_link,
    sign_in_link_holds,
    sign_in_link_make,
    sign_in_link_use,
)
from tests.cast import PersonFactory


def secret_of(address: str | None) -> str:
    assert address is not None
    return address.rstrip("/").rsplit("/", 1)[1]


def test_a_link_signs_in_once(cast):
    secret = sign_in_link_make(person=cast.focal_point)
    assert sign_in_link_use(secret) == cast.focal_point
    assert sign_in_link_use(secret) is None


def test_asking_whether_it_holds_does_not_use_it(cast):
    secret = sign_in_link_make(person=cast.focal_point)
    assert all(sign_in_link_holds(secret) for _ in range(3))
    assert sign_in_link_use(secret) == cast.focal_point
    assert not sign_in_link_holds(secret)


def test_a_link_grows_too_old(cast):
    secret = sign_in_link_make(person=cast.focal_point, hours=1)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sign_in_link_use(secret) is None


def test_a_new_link_makes_the_earlier_one_void(cast):
    earlier, other = sign_in_link_make(person=cast.focal_point), sign_in_link_make(person=cast.coordinator)
    sign_in_link_make(person=cast.focal_point)
    assert sign_in_link_use(earlier) is None
    assert sign_in_link_use(other) == cast.coordinator


def test_a_link_does_not_open_a_closed_account(cast):
    secret = sign_in_link_make(person=cast.focal_point)
    Person.objects.filter(pk=cast.focal_point.pk).update(is_active=False)
    assert sign_in_link_use(secret) is None


def test_the_secret_is_kept_nowhere(cast):
    secret = sign_in_link_make(person=cast.focal_point)
    sign_in_link_use(secret)
    kept = str([*SignInLink.objects.values_list(), *AuditEvent.objects.values_list()])
    assert secret not in kept
    assert len(SignInLink.objects.get().digest) == 64


def race(secret: str) -> list[object]:
    """What six uses at once come to."""
    start, outcomes = threading.Barrier(6), []

    def use() -> None:
        try:
            start.wait()
            outcomes.append(sign_in_link_use(secret) is not None)
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes, key=str)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has no queue of writers; see the next test")
@pytest.mark.django_db(transaction=True)
def test_of_many_uses_at_once_one_signs_in():
    assert race(sign_in_link_make(person=PersonFactory())) == [False] * 5 + [True]


@pytest.mark.slow
def test_of_many_uses_at_once_one_signs_in_on_sqlite(in_home):
    printed = in_home(
        "from tests.network.test_sign_in import race, secret_of, first_administrator_link\n"
        "print(race(secret_of(first_administrator_link())))"
    )
    assert printed.strip() == str([False] * 5 + [True])


def test_the_first_administrator_is_made_once_and_gets_a_new_link_at_each_start(db):
    first = secret_of(first_administrator_link())
    second = secret_of(first_administrator_link())
    assert sign_in_link_use(first) is None
    person = sign_in_link_use(second)
    assert (person.email, person.has_role("administrator")) == (PLACEHOLDER, True)
    assert Person.objects.count() == 1


def test_there_is_no_link_once_an_administrator_can_sign_in(cast):
    Person.objects.filter(pk=cast.administrator.pk).update(last_login=timezone.now())
    cast.administrator.refresh_from_db()
    cast.administrator.set_password("a long enough password")
    cast.administrator.save()
    assert first_administrator_link() is None


def test_who_closed_the_page_before_choosing_a_password_is_not_locked_out(db):
    person = sign_in_link_use(secret_of(first_administrator_link()))
    Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    assert sign_in_link_use(secret_of(first_administrator_link())) == person
