"""One act erases a person everywhere; a restored backup repeats it."""

import json

import pytest
from django.apps import apps
from django.db import models

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Person
from tessera.network.services.audit import audit_record
from tessera.network.services.erasure import erasures_repeat, person_erase
from tessera.network.services.groups import group_create, group_member_add
from tessera.plans.models import Obstacle
from tessera.plans.services.delivery import delivery_add, delivery_change
from tests.cast import PersonFactory
from tests.plans.making import plan_made

NAME, EMAIL = "Amara Testperson", "amara.t@example.org"


@pytest.fixture
def amara(cast):
    return PersonFactory(name=NAME, email=EMAIL)


def everything() -> str:
    """All text in all tables, as one string."""
    texts = (models.CharField, models.TextField, models.JSONField)
    found = []
    for model in apps.get_models(include_auto_created=True):
        fields = [f.attname for f in model._meta.concrete_fields if isinstance(f, texts)]
        if fields:
            found += [json.dumps(list(row), default=str) for row in model._default_manager.values_list(*fields)]
    return "\n".join(found)


def test_no_table_holds_the_name_or_the_address_afterwards(cast, amara, settings):
    activity = plan_made().activities.first()
    obstacle = delivery_add(Obstacle, activity=activity, by=amara, text=f"Ask {NAME} ({EMAIL}) about it.")
    delivery_change(obstacle, version=1, by=amara, text=f"Ask amara testperson again: {EMAIL.upper()}")
    group = group_create(name="Circle", purpose=f"Led by {NAME}", by=cast.secretariat)
    group_member_add(group=group, person=amara, by=cast.secretariat)
    audit_record(actor=amara, action="something", subject=NAME, note=[{"who": EMAIL}])
    assert NAME in everything()

    person_erase(person=amara, by=cast.administrator)

    left = everything().lower()
    assert NAME.lower() not in left
    assert EMAIL not in left
    assert AuditEvent.objects.filter(action="something", actor__isnull=True).exists()
    shell = Person.objects.get(pk=amara.pk)
    assert (shell.name, shell.is_active, shell.has_usable_password()) == ("", False, False)
    assert not shell.group_memberships.exists()
    assert Obstacle.objects.get().text == "Ask […] again: […]"


def test_it_is_logged_without_saying_whom(cast, amara):
    person_erase(person=amara, by=cast.administrator)
    event = AuditEvent.objects.get(action="person.erase")
    assert str(amara.public_id) not in json.dumps([event.subject, event.detail])


def test_a_restored_backup_is_erased_again(cast, amara):
    person_erase(person=amara, by=cast.administrator)
    # What a restored backup does:
    Person.objects.filter(pk=amara.pk).update(name=NAME, email=EMAIL, erased_at=None, is_active=True)
    assert erasures_repeat() == 1
    assert Person.objects.get(pk=amara.pk).name == ""
    assert erasures_repeat() == 0


def test_the_last_administrator_is_not_erased(cast):
    with pytest.raises(NetworkError):
        person_erase(person=cast.administrator, by=cast.administrator)


def test_a_part_of_a_word_is_not_taken_for_the_name(cast, amara):
    activity = plan_made().activities.first()
    obstacle = delivery_add(Obstacle, activity=activity, by=cast.secretariat, text="Xamara.t@example.orgy stays")
    person_erase(person=amara, by=cast.administrator)
    obstacle.refresh_from_db()
    assert obstacle.text == "Xamara.t@example.orgy stays"
