"""Inviting people, giving and ending roles, keeping out and letting in."""

from __future__ import annotations

import re
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Membership, Organisation, Person, Role
from tessera.network.services import people as services
from tessera.network.services.sign_in import sign_in_link_make, sign_in_link_use
from tests.cast import OrganisationFactory, PersonFactory

TODAY = timezone.now().date()


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def invite(cast, django_capture_on_commit_callbacks):
    def invited(**values) -> Person:
        values = {"role": "secretariat", "organisation": None, "language": "en", "name": "Noor"} | values
        with django_capture_on_commit_callbacks(execute=True):
            return services.person_invite(email="Noor@Example.org", by=cast.secretariat, **values)

    return invited


def test_an_invited_person_has_a_role_and_no_password(invite):
    person = invite()
    assert (person.email, person.has_usable_password()) == ("noor@example.org", False)
    assert person.memberships.get().role == "secretariat"


def test_the_invitation_brings_a_link_that_signs_in(invite, mailoutbox):
    person = invite()
    assert mailoutbox[0].to == ["noor@example.org"]
    secret = re.search(r"/sign-in/([\w-]+)/", mailoutbox[0].body).group(1)
    assert sign_in_link_use(secret) == person


def test_the_log_names_the_role_and_not_the_address(invite):
    invite()
    event = AuditEvent.objects.get(action="person.invite")
    assert event.detail == {"role": "secretariat"}
    assert "noor" not in f"{event.subject}{event.detail}".lower()


def test_a_mail_that_cannot_be_sent_is_said_and_the_account_stays(invite, monkeypatch):
    def fails(*args, **kwargs):
        raise SMTPException("no")

    monkeypatch.setattr(services, "send_mail", fails)
    with pytest.raises(NetworkError, match="could not be sent"):
        invite()
    assert Person.objects.filter(email="noor@example.org").exists()


def test_one_address_has_one_account_whatever_its_case(cast, invite):
    PersonFactory(email="NOOR@example.org")
    with pytest.raises(NetworkError, match="already an account"):
        invite()


def test_no_account_without_an_address(cast):
    with pytest.raises(ValidationError):
        services.person_invite(email="nowhere", name="", role="secretariat", organisation=None, by=cast.secretariat)


@pytest.mark.parametrize("role", ["focal-point", "country-team", "civil-society"])
def test_a_role_on_behalf_of_an_organization_needs_one(invite, role):
    with pytest.raises(NetworkError, match="which organization"):
        invite(role=role)
    assert invite(role=role, organisation=OrganisationFactory()).memberships.get().organisation is not None


def test_a_role_is_not_given_twice(cast):
    with pytest.raises(NetworkError, match="already holds"):
        services.membership_grant(person=cast.secretariat, role="secretariat", organisation=None, by=None)


def test_only_administrators_make_and_unmake_administrators(cast):
    with pytest.raises(NetworkError, match="Only an administrator"):
        services.membership_grant(person=cast.focal_point, role="administrator", organisation=None, by=cast.secretariat)
    services.membership_grant(person=cast.focal_point, role="administrator", organisation=None, by=cast.administrator)
    for act in (
        lambda: services.person_deactivate(person=fresh(cast.focal_point), by=cast.secretariat),
        lambda: services.membership_end(
            membership=Membership.objects.get(person=cast.focal_point, role="administrator"), by=cast.secretariat
        ),
    ):
        with pytest.raises(NetworkError, match="Only an administrator"):
            act()
    services.person_deactivate(person=fresh(cast.focal_point), by=cast.administrator)
    with pytest.raises(NetworkError, match="Only an administrator"):
        services.person_reactivate(person=fresh(cast.focal_point), by=cast.secretariat)


def test_a_role_that_ends_is_gone_at_once_and_stays_on_record(cast):
    membership = cast.focal_point.memberships.get()
    services.membership_end(membership=membership, by=cast.secretariat)
    assert fresh(cast.focal_point).roles == frozenset()
    assert Membership.objects.get(pk=membership.pk).until == TODAY - timedelta(1)


def test_a_role_given_today_ends_at_once_too(cast):
    given = services.membership_grant(person=cast.focal_point, role="coordinator", organisation=None, by=None)
    services.membership_end(membership=given, by=cast.secretariat)
    assert fresh(cast.focal_point).roles == {"focal-point"}


def test_a_role_may_end_on_a_later_day(cast):
    membership = cast.focal_point.memberships.get()
    services.membership_end(membership=membership, by=cast.secretariat, day=TODAY + timedelta(7))
    assert fresh(cast.focal_point).roles == {"focal-point"}


@pytest.mark.parametrize("way", ["deactivate", "end"])
def test_the_last_administrator_stays(cast, way):
    def act():
        if way == "deactivate":
            services.person_deactivate(person=fresh(cast.administrator), by=cast.administrator)
        else:
            services.membership_end(membership=cast.administrator.memberships.get(), by=cast.administrator)

    with pytest.raises(NetworkError, match="last administrator"):
        act()
    # Neither one who is kept out, nor one to come, nor one who was counts as another.
    for fields in ({"is_active": False}, {}, {}):
        PersonFactory(**fields)
    out, to_come, gone = Person.objects.order_by("-pk")[:3]
    Membership.objects.create(person=out, role="administrator", until=TODAY - timedelta(1))
    Membership.objects.create(person=to_come, role="administrator", since=TODAY + timedelta(1))
    Membership.objects.create(person=gone, role="administrator")  # is_active=False
    with pytest.raises(NetworkError, match="last administrator"):
        act()
    services.membership_grant(person=cast.secretariat, role="administrator", organisation=None, by=None)
    act()


def test_who_is_kept_out_is_signed_out_and_their_links_are_void(cast):
    client = Client()
    client.force_login(cast.focal_point, backend="allauth.account.auth_backends.AuthenticationBackend")
    secret = sign_in_link_make(person=cast.focal_point)
    services.person_deactivate(person=cast.focal_point, by=cast.secretariat)
    assert client.get("/account/").status_code == 302
    services.person_reactivate(person=fresh(cast.focal_point), by=cast.secretariat)
    assert client.get("/account/").status_code == 302
    assert sign_in_link_use(secret) is None
    assert fresh(cast.focal_point).has_role(Role.FOCAL_POINT)


def test_every_change_of_roles_is_logged(cast):
    given = services.membership_grant(
        person=cast.focal_point, role="coordinator", organisation=Organisation.objects.first(), by=cast.secretariat
    )
    services.membership_end(membership=given, by=cast.administrator)
    logged = AuditEvent.objects.filter(action__startswith="role.").order_by("id")
    assert [(e.action, e.actor, e.subject) for e in logged] == [
        ("role.grant", cast.secretariat, str(cast.focal_point.public_id)),
        ("role.end", cast.administrator, str(cast.focal_point.public_id)),
    ]
