"""One act erases a person everywhere; a restored backup repeats it."""

import json
import stat
import unicodedata

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Person
from tessera.network.services import erasure
from tessera.network.services.audit import audit_record
from tessera.network.services.erasure import erasure_register, erasures_repeat, person_erase
from tessera.network.services.erasure_text import words_of
from tessera.network.services.groups import group_create, group_member_add
from tessera.plans.models import Obstacle
from tessera.plans.services.delivery import delivery_add, delivery_change
from tests.cast import PersonFactory
from tests.plans.making import plan_made

NAME, EMAIL = "Amara Testperson", "amara.t@example.org"


@pytest.fixture(autouse=True)
def _own_list(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


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
    assert event.actor == cast.administrator


def test_the_log_no_longer_says_what_the_person_did_or_what_was_done_to_them(cast, amara):
    group = group_create(name="Circle", by=cast.secretariat)
    group_member_add(group=group, person=amara, by=cast.secretariat)
    audit_record(actor=amara, action="something", subject=str(amara.public_id))
    person_erase(person=amara, by=cast.administrator)
    log = json.dumps(list(AuditEvent.objects.values("subject", "detail")))
    assert str(amara.public_id) not in log
    assert not AuditEvent.objects.filter(actor=amara).exists()
    assert AuditEvent.objects.filter(action="group.join").exists()


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


def test_every_address_that_is_known_goes_and_so_do_the_ways_to_sign_in(cast, amara):
    other, third = "old.amara@example.org", "at@issuer.example"
    EmailAddress.objects.create(user=amara, email=other)
    SocialAccount.objects.create(user=amara, provider="openid_connect", uid="7", extra_data={"email": third})
    Authenticator.objects.create(user=amara, type="totp", data={"secret": "abc"})
    client = Client()
    client.force_login(amara, backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting = Client().session  # typed the password, and was asked for the second factor
    waiting["account_authentication_methods"] = [{"method": "password", "email": EMAIL}]
    waiting.save()
    group_create(name="Circle", purpose=f"Write to {other}, {third} or ?to={EMAIL.replace('@', '%40')}", by=None)

    person_erase(person=amara, by=cast.administrator)

    left = everything().lower()
    assert not [a for a in (other, third, EMAIL, "%40example.org") if a in left]
    assert not Authenticator.objects.exists()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("name", "text", "hit"),
    [
        ("Zoé Ümit", "by ZOÉ  ÜMIT.", True),
        ("Zoé Ümit", unicodedata.normalize("NFD", "Zoé\nÜmit"), True),
        ("Zoé Ümit", "Zoé Ümitova", False),
        ("Zoé Ümit", "Zoé and Ümit", False),
        ("Zoé", "Zoé", False),
        ("王小明", "会议由王小明主持", True),
        ("王", "国王", False),
        ("أمارا حسن", "قالت أمارا حسن ذلك", True),
        ("أمارا حسن", "وأمارا حسن", True),
        ("أمارا حسن", "أمارا حسنين", False),
    ],
)
def test_a_full_name_is_found_as_whole_words(name, text, hit):
    assert bool(words_of(name=name, addresses=["x@example.org"]).search(text)) is hit


def test_keys_of_json_are_texts_too(cast, amara):
    audit_record(actor=None, action="something", people={NAME: {EMAIL: [NAME, 1, None, True]}})
    person_erase(person=amara, by=cast.administrator)
    assert AuditEvent.objects.get(action="something").detail == {"people": {"[…]": {"[…]": ["[…]", 1, None, True]}}}


def test_versions_and_history_do_not_grow(cast, amara):
    activity = plan_made().activities.first()
    obstacle = delivery_add(Obstacle, activity=activity, by=cast.secretariat, text=f"Ask {NAME}")
    person_erase(person=amara, by=cast.administrator)
    obstacle.refresh_from_db()
    assert (obstacle.version, obstacle.history.count()) == (1, 1)
    assert obstacle.history.get().text == "Ask […]"


def test_where_another_room_fails_nothing_is_erased_or_listed(cast, amara, monkeypatch, tmp_path):
    def fails(person, words):
        assert words.search(f"by {NAME}")
        raise OSError("disk")

    monkeypatch.setattr(erasure, "_further", {})
    erasure_register("files", fails)
    with pytest.raises(OSError, match="disk"):
        person_erase(person=amara, by=cast.administrator)
    assert Person.objects.get(pk=amara.pk).name == NAME
    assert not (tmp_path / "erasures.jsonl").exists()


def test_the_list_of_erasures_says_nothing_to_those_without_the_database(cast, amara, tmp_path):
    person_erase(person=amara, by=cast.administrator)
    path = tmp_path / "erasures.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()).keys() == {"person", "at"}


def test_a_line_that_cannot_be_read_stops_nobody_elses_erasure(cast, amara, tmp_path, caplog):
    (tmp_path / "erasures.jsonl").write_text(f'{{"person": "first"}}\nnot json\n{{"person": "{amara.public_id}"}}\n')
    assert erasures_repeat() == 1
    assert len(caplog.records) == 2


def test_nobody_is_erased_twice_and_no_administrator_by_the_secretariat(cast, amara):
    person_erase(person=amara, by=cast.secretariat)
    with pytest.raises(NetworkError, match="already"):
        person_erase(person=amara, by=cast.secretariat)
    with pytest.raises(NetworkError, match="Only an administrator"):
        person_erase(person=cast.administrator, by=cast.secretariat)


def test_who_erases_themselves_is_not_named_by_the_log(cast, amara):
    person_erase(person=amara, by=amara, reason_kind="request")
    event = AuditEvent.objects.get(action="person.erase")
    assert (event.actor, event.detail) == (None, {"reason": "request"})


SCRIPT = f"""
from tessera.network.models import AuditEvent, Group, Person
from tessera.network.services.audit import audit_record
from tessera.network.services.erasure import person_erase
from tessera.network.services.groups import group_change, group_create
from django.core.cache import cache
from django.core.mail import send_mail
amara = Person.objects.create(name="{NAME}", email="{EMAIL}")
groups = [group_create(name=f"Circle {{n}}", purpose="Led by {NAME}, {EMAIL}. " * 40, by=amara) for n in range(30)]
for group in groups[:20]:
    group_change(group=group, purpose="Changed", by=amara)  # the old words stay in free pages
audit_record(actor=amara, action="something", note="{NAME}")
cache.set("somebody", "{EMAIL}")
send_mail("Hello {NAME}", "text", None, ["{EMAIL}"])
if ERASE:
    person_erase(person=amara, by=None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("erase", [False, True])
def test_no_byte_on_disk_holds_the_name_or_the_address_afterwards(in_home, home, erase):
    in_home(SCRIPT.replace("ERASE", str(erase)))
    held = [
        path.name
        for path in home.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in (NAME, EMAIL))
    ]
    assert (held == []) is erase, held
