"""A cast of test people, one for each role, that all tests share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import factory
from django.contrib.auth.models import AnonymousUser

from tessera.network.models import Group, Membership, Organisation, Person, Role


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"entity-{n}")
    name = factory.LazyAttribute(lambda o: o.code.upper())
    kind = "un-entity"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person Number{n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    role = Role.FOCAL_POINT


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Group

    name = factory.Sequence(lambda n: f"Group {n}")


@dataclass
class Cast:
    """People by role; `reader` is nobody signed in."""

    reader: Any
    civil_society: Person
    country_team: Person
    focal_point: Person
    coordinator: Person
    secretariat: Person
    administrator: Person

    @property
    def all(self) -> dict[str, Any]:
        return dict(self.__dict__)


def cast_made() -> Cast:
    """Everybody, with the organisations they act for."""
    ohchr = OrganisationFactory(code="ohchr", name="Office A", acronym="OHCHR")
    undp = OrganisationFactory(code="undp", name="Programme B", acronym="UNDP")
    association = OrganisationFactory(code="roots", name="Association C", kind="civil-society")
    team = OrganisationFactory(code="unct-arlandia", name="UNCT Arlandia", kind="country-team")
    organisations = {
        Role.FOCAL_POINT: ohchr,
        Role.COORDINATOR: undp,
        Role.CIVIL_SOCIETY: association,
        Role.COUNTRY_TEAM: team,
    }
    people = {}
    for role in Role:
        field = role.value.replace("-", "_")
        person = PersonFactory(email=f"{role.value}@example.org", name=f"{role.label} Person")
        MembershipFactory(person=person, role=role, organisation=organisations.get(role))
        people[field] = person
    return Cast(reader=AnonymousUser(), **people)
