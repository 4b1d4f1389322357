"""Pages and answers for what cannot be shown."""

from __future__ import annotations

import pytest
from django.test import Client

from .signing import BACKEND

pytestmark = pytest.mark.usefixtures("sink")


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/sink/suspects/", 400, "could not be understood"),
        ("/sink/forbids/", 403, "you are not signed in"),
        ("/nothing/here/", 404, "/nothing/here/"),
        ("/sink/fails/", 500, "The fault is on this side"),
    ],
)
def test_an_error_page_says_what_happened_and_where_to_go(client, path, status, words):
    response = client.get(path)
    assert response.status_code == status
    page = response.content.decode()
    assert words in page
    assert 'href="/"' in page
    assert str(status) in page


def test_the_page_for_a_failure_needs_no_database(client):
    # Without the django_db mark, pytest-django refuses every access to the database.
    assert client.get("/sink/fails/").status_code == 500
    assert client.get("/sink/suspects/").status_code == 400


def test_the_page_for_a_failure_speaks_the_readers_language(client):
    response = client.get("/sink/fails/", headers={"accept-language": "ar"})
    assert '<html lang="ar" dir="rtl">' in response.content.decode()


def test_a_missing_page_quotes_its_address_without_running_it(client, db):
    page = client.get("/<script>alert(1)</script>/").content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(("path", "status"), [("/api/nothing", 404), ("/api/fails/", 500), ("/api/forbids/", 403)])
def test_programs_get_errors_as_json(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert list(response.json()) == ["detail"]


def test_a_form_without_its_token_is_refused_in_words(db):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/sink/form/", {"title": "x"})
    assert response.status_code == 403
    assert "The form was not accepted" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("signed_in", "size", "status"), [(False, 3, 413), (True, 3, 200), (True, 30, 413)])
def test_what_no_page_takes_is_refused_unread(client, cast, settings, signed_in, size, status):
    if signed_in:
        client.force_login(cast.secretariat, backend=BACKEND)
    response = client.get("/guidance/", headers={"content-length": str(size * 1_000_000)})
    assert response.status_code == status
    programs = client.get("/api/v1/plans", headers={"content-length": str(size * 1_000_000)})
    assert programs.status_code == status
    if status == 413:
        assert "was not read. Nothing was changed." in response.content.decode()
        assert list(programs.json()) == ["detail"]
