"""Erases a person at risk from records, history, audit log, sessions and mail files by one act.

The row of the person stays as an empty shell, so that what they wrote keeps its shape without a name. Their full name
and e-mail address are replaced wherever they stand as whole words in any text of any table of Tessera's and of the
account tables, history included. Other rooms add what lies outside the database with `erasure_register`. The list of
erasures lies outside the database, so that restoring a backup can repeat them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Person, Role
from tessera.network.models.audit import audit_log_opened

from .audit import audit_record
from .people import keep_an_administrator, sessions_end

MARK = "[…]"
OWN_APPS = ("network", "plans", "search", "reports", "web", "api", "account", "socialaccount", "mfa")
CHUNK = 500
_further: dict[str, Callable[[Person, re.Pattern[str]], None]] = {}


def erasure_register(name: str, function: Callable[[Person, re.Pattern[str]], None]) -> None:
    """Let a room erase what it keeps outside its tables (files, an index). Called once, in AppConfig.ready()."""
    _further[name] = function


def person_erase(*, person: Person, by: Any) -> None:
    """Erase `person`. Logged as having happened, not as to whom."""
    if person.erased_at:
        raise NetworkError(_("This person was erased already."))
    if person.has_role(Role.ADMINISTRATOR):
        keep_an_administrator(without=person)
    _listed(person)
    _erase(person)
    audit_record(actor=None if by == person else by, action="person.erase")
    _leave_no_bytes()


def erasures_repeat() -> int:
    """Erase again whom a restored backup brought back; returns how many."""
    wanted = {entry["person"] for entry in _list()}
    back = Person.objects.filter(public_id__in=wanted, erased_at__isnull=True)
    count = 0
    for person in back:
        _erase(person)
        count += 1
    if count:
        audit_record(actor=None, action="person.erase-again", number=count)
        _leave_no_bytes()
    return count


@transaction.atomic
def _erase(person: Person) -> None:
    words = _words_of(person)
    sessions_end(person=person)
    for relation in ("memberships", "group_memberships", "sign_in_links"):
        getattr(person, relation).all().delete()
    for label in ("account.EmailAddress", "socialaccount.SocialAccount", "mfa.Authenticator"):
        apps.get_model(label).objects.filter(user=person).delete()
    _empty(person)
    with audit_log_opened():
        AuditEvent.objects.filter(actor=person).update(actor=None)
        AuditEvent.objects.filter(subject__contains=str(person.public_id)).update(subject=MARK)
        if words:
            for model in _models():
                _replace(model, words)
    if words:
        _mail_files_erase(words)
        for function in _further.values():
            function(person, words)


def _words_of(person: Person) -> re.Pattern[str] | None:
    """What to look for: the address, and the name where it is a full one; a single word would hit too much."""
    found = [re.escape(person.email)]
    if len(person.name.split()) > 1:
        found.append(r"\s+".join(map(re.escape, person.name.split())))
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)


def _empty(person: Person) -> None:
    person.email = f"erased-{person.public_id}@erased.invalid"
    person.name, person.time_zone, person.language = "", "UTC", "en"
    person.is_active, person.last_login, person.erased_at = False, None, timezone.now()
    person.set_unusable_password()
    person.save()


def _models() -> Iterator[type[models.Model]]:
    for label in OWN_APPS:
        if label in apps.app_configs:
            yield from apps.get_app_config(label).get_models(include_auto_created=False)


def _replace(model: type[models.Model], words: re.Pattern[str]) -> None:
    """Replace the words in every text of a table. Bulk updates: neither versions nor history grow by an erasure."""
    fields = [f for f in model._meta.concrete_fields if _holds_text(f)]
    if not fields or model is Person:
        return
    names = [f.attname for f in fields]
    changed = []
    for row in model._default_manager.only("pk", *names).iterator(chunk_size=CHUNK):
        if _row_replace(row, fields, words):
            changed.append(row)
        if len(changed) >= CHUNK:
            model._default_manager.bulk_update(changed, names)
            changed = []
    if changed:
        model._default_manager.bulk_update(changed, names)


def _holds_text(field: models.Field) -> bool:
    if field.primary_key or field.choices:
        return False
    return isinstance(field, (models.CharField, models.TextField, models.JSONField))


def _row_replace(row: Any, fields: list[models.Field], words: re.Pattern[str]) -> bool:
    hit = False
    for field in fields:
        value = getattr(row, field.attname)
        replaced = _value_replaced(value, words)
        if replaced != value:
            setattr(row, field.attname, replaced)
            hit = True
    return hit


def _value_replaced(value: Any, words: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return words.sub(MARK, value)
    if isinstance(value, list):
        return [_value_replaced(v, words) for v in value]
    if isinstance(value, dict):
        return {_value_replaced(k, words): _value_replaced(v, words) for k, v in value.items()}
    return value


def _mail_files_erase(words: re.Pattern[str]) -> None:
    folder = settings.TESSERA_HOME / "mail"
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.is_file() and words.search(path.read_text(errors="replace")):
            path.unlink()


def _list() -> list[dict[str, str]]:
    path = settings.TESSERA_HOME / "erasures.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines() if line] if path.exists() else []


def _listed(person: Person) -> None:
    """Note whom to erase again after a restore: by public id alone, which says nothing without the database."""
    path = settings.TESSERA_HOME / "erasures.jsonl"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as f:
        f.write(json.dumps({"person": str(person.public_id), "at": timezone.now().isoformat()}) + "\n")


def _leave_no_bytes() -> None:
    """SQLite keeps deleted text in free pages and in its log until told otherwise."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
