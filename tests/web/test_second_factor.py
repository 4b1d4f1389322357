"""The second factor: who needs one, setting it up, and being asked for it."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from .signing import PASSWORD, client_of, logged, ours, sign_in, totp, with_password, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def commits_at_once(monkeypatch):
    """What waits for the end of the transaction happens within the request, as it does outside of tests."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda run, **_: run())


@pytest.fixture
def beyond_loopback(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("role", ["secretariat", "administrator"])
def test_who_keeps_tessera_sets_up_a_second_factor_before_anything_else(cast, role, beyond_loopback, commits_at_once):
    person = with_password(cast.all[role])
    client = client_of(person)
    for path in ("/", "/plans/", "/people/"):
        assert client.get(path)["Location"] == reverse("mfa_activate_totp")
    refused = client.get("/api/v1/plans")
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/json")
    assert client.get("/healthz").status_code == 200
    assert client.get("/account/").status_code == 200

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert b'src="data:image/svg+xml' in page.content
    code = totp(page.context["form"].secret)
    codes = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert ours(codes)
    assert client.get("/people/").status_code == 200
    assert [detail["factor"] for _, _, detail in logged("second-factor.add")] == ["recovery_codes", "totp"]


def test_others_and_those_on_loopback_are_not_asked(cast, settings):
    for required, person in ((True, cast.focal_point), (True, cast.reader), (False, cast.administrator)):
        settings.SECOND_FACTOR_REQUIRED = required
        assert client_of(person).get("/groups/").status_code == 200


def test_the_second_factor_is_asked_for_and_a_recovery_code_works_once(cast, beyond_loopback):
    person = with_second_factor(with_password(cast.secretariat))
    client = Client()
    assert sign_in(client, person.email)["Location"] == reverse("mfa_authenticate")
    assert ours(client.get(reverse("mfa_authenticate")))
    assert client.get("/people/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert logged("second-factor.failed")
    client.post(reverse("mfa_authenticate"), {"code": totp()})
    assert client.get("/people/").status_code == 200
    assert logged("sign-in")[0][2] == {"ways": ["mfa", "password"]}

    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for works in (True, False):
        other = Client()
        sign_in(other, person.email)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert (other.get("/people/").status_code == 200) is works


def test_whoever_removes_the_second_factor_is_asked_to_set_it_up_again(cast, beyond_loopback):
    person = with_second_factor(with_password(cast.secretariat))
    client = client_of(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert logged("second-factor.remove")
    assert client.get("/people/")["Location"] == reverse("mfa_activate_totp")


def test_asking_costs_one_query_for_two_roles_and_none_for_others(cast, settings, django_assert_num_queries):
    from django.test import RequestFactory

    from tessera.web.middleware import SecondFactorMiddleware

    settings.SECOND_FACTOR_REQUIRED = True
    middleware = SecondFactorMiddleware(lambda request: "page")
    for person, queries in ((cast.reader, 0), (cast.focal_point, 0), (cast.secretariat, 1)):
        request = RequestFactory().get("/plans/")
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
        request.user = person
        _ = getattr(person, "roles", None)  # every page reads them
        with django_assert_num_queries(queries):
            middleware(request)
