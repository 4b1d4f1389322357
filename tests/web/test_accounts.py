"""Signing in and out, passwords, and addresses."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tessera.network.models import AuditEvent, Person

from .signing import PASSWORD, client_of, logged, ours, sign_in, with_password, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


SIGNED_OUT = [
    "account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key_done", "account_signup", "account_inactive", "account_email_verification_sent",
    "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
]  # fmt: skip
SIGNED_IN = [
    "account_logout", "account_change_password", "account_set_password", "account_email", "account_reauthenticate",
    "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "socialaccount_connections", "web:account",
]  # fmt: skip


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_pages_for_those_who_are_signed_out_are_ours(name):
    response = Client().get(reverse(name), follow=True)
    assert ours(response), response.content.decode()


@pytest.mark.parametrize("state", ["no second factor", "second factor", "no password"])
@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_for_those_who_are_signed_in_are_ours(cast, name, state):
    person = cast.focal_point if state == "no password" else with_password(cast.focal_point)
    if state == "second factor":
        with_second_factor(person)
    client = client_of(person)
    if state != "no password":
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(reverse(name), follow=True)
    if response.status_code == 404:  # allauth: no second factor to ask for, or to remove
        assert state != "second factor"
    else:
        assert ours(response), response.content.decode()


def test_nobody_registers_by_themselves():
    fields = {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = Client().post(reverse("account_signup"), fields)
    assert "Nobody can register by themselves" in response.content.decode()
    assert not Person.objects.exists()


def test_signing_in_and_out_is_logged(cast):
    client = Client()
    assert sign_in(client, with_password(cast.focal_point).email).status_code == 302
    client.post(reverse("account_logout"))
    assert logged("sign-in") == [(cast.focal_point.pk, "", {"ways": ["password"]})]
    assert logged("sign-out") == [(cast.focal_point.pk, "", {})]


def test_a_failed_sign_in_is_logged_without_what_was_typed(cast):
    with_password(cast.focal_point)
    sign_in(Client(), cast.focal_point.email, "wrong-secret")
    sign_in(Client(), "stranger@example.org", "wrong-secret")
    assert logged("sign-in.failed") == [
        (None, "", {}),
        (None, str(cast.focal_point.public_id), {}),
    ]
    kept = str(list(AuditEvent.objects.values()))
    assert not [word for word in ("stranger", "wrong-secret", cast.focal_point.email, "127.0.0.1") if word in kept]


def test_a_known_and_an_unknown_address_are_answered_alike(cast):
    with_password(cast.focal_point)
    answers = []
    for email in (cast.focal_point.email, "stranger@example.org"):
        text = sign_in(Client(), email, "wrong").content.decode()
        answers.append(re.sub(r'value="[^"]*"', "", text))
    assert answers[0] == answers[1]


def test_guessing_is_slowed_down(cast):
    with_password(cast.focal_point)
    for _ in range(5):
        sign_in(Client(), cast.focal_point.email, "wrong")
    response = sign_in(Client(), cast.focal_point.email)
    assert "_auth_user_id" not in response.client.session
    for _ in range(30):
        response = sign_in(Client(), "somebody@example.org", "wrong")
    assert response.status_code == 429
    assert ours(response)


def test_a_person_who_is_kept_out_cannot_sign_in(cast):
    person = with_password(cast.focal_point)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    client = Client()
    sign_in(client, person.email)
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_a_link(cast, mailoutbox):
    person = with_password(cast.focal_point)
    client = Client()
    client.post(reverse("account_reset_password"), {"email": person.email})
    mail = mailoutbox.pop()
    assert (mail.subject, mail.to) == ("[Tessera] Choose a new password", [person.email])
    path = re.search(r"http://[^/]+(/\S+)", mail.body).group(1)
    page = client.get(path, follow=True)
    assert ours(page)
    new = "another long enough password"
    action = page.redirect_chain[-1][0]
    done = client.post(action, {"password1": new, "password2": new}, follow=True)
    assert ours(done)
    assert logged("password.reset") == [(person.pk, "", {})]
    assert "If this was not you" in mailoutbox.pop().body
    assert sign_in(Client(), person.email, new).status_code == 302
    again = Client().get(path, follow=True)
    assert "no longer works" in again.content.decode()


def test_an_unknown_address_gets_a_mail_that_offers_no_registration(mailoutbox):
    Client().post(reverse("account_reset_password"), {"email": "stranger@example.org"})
    assert "There is no account with it" in mailoutbox[0].body
    assert "signup" not in mailoutbox[0].body


def test_a_new_password_is_told_by_mail_without_address_or_browser(cast, mailoutbox):
    person = with_password(cast.focal_point)
    client = client_of(person)
    new = "another long enough password"
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), fields).status_code == 302
    assert logged("password.change") == [(person.pk, "", {})]
    assert mailoutbox[0].subject == "[Tessera] Your password was changed"
    assert not [word for word in ("127.0.0.1", "Browser", "Hello from") if word in mailoutbox[0].body]


@pytest.mark.parametrize("protected", [False, True])
def test_a_new_address_counts_once_its_mail_was_opened(cast, mailoutbox, protected):
    person = with_password(cast.focal_point)
    if protected:
        with_second_factor(person)
    old, client = person.email, client_of(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert ours(client.get(reverse("account_email")))
    person.refresh_from_db()
    assert person.email == old
    path = re.search(r"http://[^/]+(/\S+)", mailoutbox[-1].body).group(1)
    assert ours(client.get(path))
    client.post(path)
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]
    assert logged("e-mail.change") == [(person.pk, "", {})]


def test_the_address_is_not_changed_without_showing_again_who_one_is(cast):
    client = client_of(with_password(cast.focal_point))
    response = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert not EmailAddress.objects.filter(email="new@example.org").exists()
