"""Whether whoever watches the server is told the truth."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from tessera.web import health


@pytest.fixture(autouse=True)
def _forget():
    health.all_applied.cache_clear()
    yield
    health.all_applied.cache_clear()


def test_the_process_says_that_it_is_alive_without_asking_the_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"alive\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_missing_migrations_are_told_each_time_until_they_are_applied(client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one", "two"])
    for _ in range(2):
        response = client.get("/readyz")
        assert response.status_code == 503
        assert b"2 migrations are not applied" in response.content
    monkeypatch.undo()
    assert client.get("/readyz").status_code == 200


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def refuse():
        raise OperationalError("no such host")

    monkeypatch.setattr(health.connection, "cursor", refuse, raising=False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"does not answer" in response.content
    assert b"no such host" not in response.content
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_get_neither_cookies_nor_redirects_even_behind_tls(client, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
