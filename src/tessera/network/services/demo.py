"""The fictional Network of demo.yml: entities, field presences, and the people who act for them from when to when."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from tessera.network.models import Membership, Organisation, Person, Role
from tessera.search.outbox import outbox_changed

DATA = Path(__file__).resolve().parents[1] / "demo.yml"
ADDRESS = "@demo.invalid"
FICTIONAL = " (fictional)"
Term = tuple[Organisation | None, str, date, date | None]


def demo_data(path: Path) -> Any:
    """What a file of a demonstration says, read by the quick loader where there is one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both loaders are safe


@transaction.atomic
def demo_network_load() -> int:
    """Add the entities and people that are missing beside those of the demonstration plan; returns how many people.

    Whoever is there already is left as they are; nobody who is added can sign in.
    """
    data = demo_data(DATA)
    if Organisation.objects.filter(code=data["entities"][0][0]).exists():
        return 0
    _organisations_add(data)
    chance = random.Random(data["seed"])  # noqa: S311  made-up data, the same each time
    terms = list(_terms(data, timezone.now().date(), chance))
    people = Person.objects.bulk_create(_people(data, len(terms), chance))
    roles = [
        Membership(person=person, organisation=organisation, role=role, since=since, until=until)
        for person, (organisation, role, since, until) in zip(people, terms, strict=True)
    ]
    acting = [m for m in roles if m.role == Role.FOCAL_POINT and m.until is None]
    for one in acting[:: len(acting) // data["coordinators"]][: data["coordinators"]]:
        roles.append(Membership(person=one.person, role=Role.COORDINATOR, since=one.since + timedelta(days=90)))
    Membership.objects.bulk_create(roles)
    return len(people)


def _organisations_add(data: dict[str, Any]) -> None:
    rows = [
        Organisation(code=code, acronym=acronym, name=name + FICTIONAL, kind=Organisation.Kind.UN_ENTITY)
        for code, acronym, name in data["entities"]
    ]
    rows += [
        Organisation(code=code, acronym=acronym, name=name + FICTIONAL, kind=kind, countries=[country])
        for code, acronym, name, kind, country in data["presences"]
    ]
    outbox_changed(bulk_create_with_history(rows, Organisation, default_change_reason="Demonstration"))


def _terms(data: dict[str, Any], today: date, chance: random.Random) -> Iterator[Term]:
    """What each person holds, from when to when; whoever left was followed by somebody a day later."""

    def ago(least: int, most: int) -> date:
        return today - timedelta(days=chance.randint(least, most))

    for organisation in Organisation.objects.filter(code__startswith="demo-").order_by("code"):
        rule = data["terms"][organisation.kind]
        for _number in range(rule["now"] - rule["before"]):
            yield organisation, rule["role"], ago(420, 700), None
        for _number in range(rule["before"]):
            handed_over = ago(60, 330)
            yield organisation, rule["role"], ago(420, 700), handed_over
            yield organisation, rule["role"], handed_over + timedelta(days=1), None
    for _number in range(data["secretariat"]):
        yield None, Role.SECRETARIAT, ago(100, 700), None


def _people(data: dict[str, Any], count: int, chance: random.Random) -> Iterator[Person]:
    """So many people of different names, in an order that is the same each time."""
    pairs = [(given, family) for given in data["given"] for family in data["family"]]
    for given, family in chance.sample(pairs, count):
        email = f"{given}.{family}{ADDRESS}".lower()
        yield Person(email=email, name=f"{given} {family}{FICTIONAL}", password=make_password(None))
