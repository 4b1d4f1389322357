"""One-time links, the first steps after them, and a person's own account."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tessera.network.models import AuditEvent, Person
from tessera.network.services.sign_in import PLACEHOLDER, first_administrator_link, sign_in_link_make
from tests.cast import PersonFactory

from .signing import PASSWORD, client_of, ours, sign_in, with_password, with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def test_looking_at_a_link_does_not_use_it_and_pressing_the_button_does(cast):
    cast.focal_point.set_unusable_password()
    cast.focal_point.save()
    path = f"/sign-in/{sign_in_link_make(person=cast.focal_point)}/"
    for look in (Client().get, Client().head, Client().get):
        assert look(path).status_code == 200
    client = Client()
    assert client.post(path)["Location"] == reverse("web:welcome")
    assert client.get("/account/").status_code == 200
    again = Client().post(path)
    assert (again.status_code, Client().get(path).status_code) == (410, 410)
    assert ours(again)
    assert AuditEvent.objects.filter(action="sign-in-link.use", actor=cast.focal_point).count() == 1


def test_used_old_and_invented_links_are_answered_alike(cast):
    used = sign_in_link_make(person=cast.focal_point)
    Client().post(f"/sign-in/{used}/")
    texts = {re.sub(r'value="[^"]*"', "", Client().get(f"/sign-in/{s}/").content.decode()) for s in (used, "invented")}
    assert len({re.sub(r"/sign-in/[\w-]+/", "", text) for text in texts}) == 1


def test_a_link_does_not_pass_by_the_second_factor(cast):
    with_second_factor(with_password(cast.secretariat))
    client = Client()
    response = client.post(f"/sign-in/{sign_in_link_make(person=cast.secretariat)}/")
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get("/account/").status_code == 302


def test_a_link_ends_the_session_of_somebody_else_in_the_same_browser(cast):
    client = client_of(cast.coordinator)
    client.post(f"/sign-in/{sign_in_link_make(person=cast.focal_point)}/")
    assert client.session["_auth_user_id"] == str(cast.focal_point.pk)


def test_trying_links_is_slowed_down():
    statuses = {Client().get(f"/sign-in/guess{n}/").status_code for n in range(25)}
    assert statuses == {410, 429}


def test_the_first_administrator_sets_name_address_and_password_before_anything_else(mailoutbox):
    client = Client()
    client.post(first_administrator_link().split("//", 1)[1].split("/", 1)[1].join(["/", ""]))
    assert client.get("/plans/")["Location"] == reverse("web:welcome")
    assert client.get("/api/v1/plans").status_code == 403
    page = client.get(reverse("web:welcome"))
    assert ours(page)
    fields = {"name": "Ada", "email": "Ada@example.org", "password": "short"}
    assert client.post(reverse("web:welcome"), fields).status_code == 422
    assert client.post(reverse("web:welcome"), fields | {"password": PASSWORD}).status_code == 302
    assert client.get("/plans/").status_code == 200
    person = Person.objects.get()
    assert (person.name, person.email) == ("Ada", "ada@example.org")
    assert not Person.objects.filter(email=PLACEHOLDER).exists()
    assert sign_in(Client(), "ada@example.org").status_code == 302
    assert first_administrator_link() is None


def test_an_invited_person_chooses_a_password_but_keeps_the_address(cast):
    person = PersonFactory(email="noor@example.org", name="")
    person.set_unusable_password()
    person.save()
    client = Client()
    client.post(f"/sign-in/{sign_in_link_make(person=person)}/")
    assert "email" not in client.get(reverse("web:welcome")).context["form"].fields
    client.post(reverse("web:welcome"), {"name": "Noor", "email": "x@example.org", "password": PASSWORD})
    assert sign_in(Client(), "noor@example.org").status_code == 302


def test_name_language_and_time_zone_are_ones_own_to_change(cast):
    client = client_of(cast.focal_point)
    fields = {"name": "New Name", "language": "ar", "time_zone": "Asia/Kathmandu"}
    response = client.post("/account/", fields)
    assert response.cookies["tessera_language"].value == "ar"
    cast.focal_point.refresh_from_db()
    assert (cast.focal_point.name, cast.focal_point.time_zone) == ("New Name", "Asia/Kathmandu")
    assert 'dir="rtl"' in client.get("/account/").content.decode()
    assert client.post("/account/", fields | {"time_zone": "Mars/Base"}).status_code == 422


def test_one_changes_neither_address_nor_role_by_the_profile(cast):
    fields = {"name": "N", "language": "en", "time_zone": "UTC", "email": "x@example.org", "is_active": "", "role": "a"}
    client_of(cast.focal_point).post("/account/", fields)
    person = Person.objects.get(pk=cast.focal_point.pk)
    assert (person.email, person.is_active, person.roles) == (cast.focal_point.email, True, {"focal-point"})
