"""Signing in with an organization's account: only invited people, and only where the issuer vouches for the address."""

from __future__ import annotations

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from tessera.network.models import Person

from .issuer import CLIENT, SECRET, issuer_running
from .signing import client_of, logged, ours, with_password, with_second_factor

pytestmark = pytest.mark.django_db
START = "/accounts/oidc/organization/login/"


@pytest.fixture
def issuer(settings):
    with issuer_running() as issuer:
        application = {
            "provider_id": "organization",
            "name": "Example Organization",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": issuer.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [application], "OAUTH_PKCE_ENABLED": True}}
        yield issuer


def says(issuer, person_or_address, *, verified: bool = True, subject: str = "one") -> None:
    address = getattr(person_or_address, "email", person_or_address)
    issuer.claims = {"sub": subject, "email": address, "email_verified": verified, "name": "Somebody Else"}


def signed_in(issuer, client: Client | None = None, start: str = START):
    """The answer after a round by the issuer."""
    client = client or Client()
    there = client.get(start)
    assert there.status_code == 302
    assert there["Location"].startswith(f"{issuer.url}/authorize?")
    return client.get(issuer.signs_in(there["Location"]))


def whose(answer) -> str | None:
    return answer.client.session.get("_auth_user_id")


def test_the_sign_in_page_names_the_organization_only_where_there_is_one(issuer, settings):
    assert "Example Organization" in Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Example Organization" not in Client().get(reverse("account_login")).content.decode()


def test_an_invited_person_signs_in_and_is_known_the_next_time_by_the_account_alone(issuer, cast):
    says(issuer, cast.focal_point)
    assert whose(signed_in(issuer)) == str(cast.focal_point.pk)
    assert logged("sign-in.connected")
    cast.focal_point.refresh_from_db()
    assert cast.focal_point.name != "Somebody Else"

    says(issuer, "moved@example.org")
    assert whose(signed_in(issuer)) == str(cast.focal_point.pk)
    cast.focal_point.refresh_from_db()
    assert cast.focal_point.email == "focal-point@example.org"


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_without_an_account_opens_none(issuer, cast, verified):
    says(issuer, "stranger@example.org", verified=verified)
    people = Person.objects.count()
    answer = signed_in(issuer)
    assert answer.status_code == 403
    assert ours(answer)
    assert whose(answer) is None
    assert Person.objects.count() == people
    assert logged("sign-in.refused")


def test_an_address_that_the_issuer_does_not_vouch_for_opens_no_account(issuer, cast):
    says(issuer, cast.administrator, verified=False)
    answer = signed_in(issuer)
    assert (answer.status_code, whose(answer)) == (403, None)
    assert not SocialAccount.objects.exists()


def test_a_person_who_is_kept_out_stays_out(issuer, cast):
    says(issuer, cast.focal_point)
    signed_in(issuer)
    Person.objects.filter(pk=cast.focal_point.pk).update(is_active=False)
    assert whose(signed_in(issuer)) is None
    says(issuer, cast.focal_point, subject="two")
    assert whose(signed_in(issuer)) is None


def test_a_second_factor_is_asked_for_whichever_way_somebody_comes(issuer, cast):
    with_second_factor(with_password(cast.secretariat))
    says(issuer, cast.secretariat)
    answer = signed_in(issuer)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert whose(answer) is None


def test_nobody_connects_an_account_that_is_not_theirs(issuer, cast):
    says(issuer, cast.administrator)
    answer = signed_in(issuer, client_of(cast.focal_point), f"{START}?process=connect")
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("spoilt", ["state", "code"])
def test_an_answer_that_was_not_asked_for_signs_nobody_in(issuer, cast, spoilt):
    says(issuer, cast.focal_point)
    client = Client()
    back = issuer.signs_in(client.get(START)["Location"])
    name = f"{spoilt}="
    answer = client.get(back.replace(name, f"{name}other"))
    assert whose(answer) is None
    assert answer.status_code < 500
    assert ours(answer)


def test_an_answer_is_used_once_and_by_the_browser_that_asked(issuer, cast):
    says(issuer, cast.focal_point)
    client = Client()
    back = issuer.signs_in(client.get(START)["Location"])
    assert whose(Client().get(back)) is None
    assert whose(client.get(back)) == str(cast.focal_point.pk)
    client.logout()
    assert whose(client.get(back)) is None


def test_an_issuer_that_does_not_answer_is_said_in_a_page(issuer, cast, settings):
    application = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    application["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = Client(raise_request_exception=False).get(START)
    assert answer.status_code == 502
    assert ours(answer)
