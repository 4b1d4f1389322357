"""Erases a person at risk from records, history, audit log, sessions and mail files by one act.

The row of the person stays as an empty shell, so that what they wrote keeps its shape without a name. Their full name
and e-mail addresses are replaced wherever they stand as whole words in any text (erasure_text.py). Other rooms add
what lies outside the database with `erasure_register`. The list of erasures lies outside the database, so that
restoring a backup can repeat them.
"""

from __future__ import annotations

import json
import logging
import os
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.network.errors import NetworkError
from tessera.network.models import AuditEvent, Person, Role
from tessera.network.models.audit import audit_log_opened

from .audit import audit_record
from .erasure_text import table_replace, texts_replace, words_of
from .people import keep_an_administrator, role_check, sessions_end

Eraser = Callable[[Person, re.Pattern[str]], None]
log = logging.getLogger(__name__)
_further: dict[str, Eraser] = {}
_TRIES, _PAUSE = 20, 0.25


class ErasureReason(models.TextChoices):
    """Why, in general terms: all that the audit log keeps of it."""

    RISK = "risk", gettext_lazy("The person could come to harm")
    REQUEST = "request", gettext_lazy("The person asked for it")
    MISTAKE = "mistake", gettext_lazy("The account was made by mistake")


def erasure_register(name: str, function: Eraser) -> None:
    """Let a room erase what it keeps outside its tables (files, an index). Called once, in AppConfig.ready().

    The function gets the emptied person and the pattern of what to look for. It runs within the erasure: where it
    raises, nothing is erased.
    """
    _further[name] = function


@transaction.atomic
def person_erase(*, person: Person, by: Any, reason_kind: str = ErasureReason.RISK) -> None:
    """Erase `person`, wholly or not at all. Logged as having happened, not as to whom."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at:
        raise NetworkError(_("This person was erased already."))
    if person.has_role(Role.ADMINISTRATOR):
        role_check(Role.ADMINISTRATOR, by=by)
        keep_an_administrator(without=person)
    reason = ErasureReason(reason_kind)
    _erase(person)
    audit_record(actor=None if by == person else by, action="person.erase", reason=reason.value)
    _listed(person)  # last: what fails before is rolled back and must not be repeated after a restore
    transaction.on_commit(traces_remove)


@transaction.atomic
def erasures_repeat() -> int:
    """Erase again whom a restored backup brought back; returns how many."""
    back = Person.objects.filter(public_id__in=_list(), erased_at__isnull=True).order_by("pk")
    count = 0
    for person in back:
        _erase(person)
        count += 1
    if count:
        audit_record(actor=None, action="person.erase-again", number=count)
        transaction.on_commit(traces_remove)
    return count


def _erase(person: Person) -> None:
    words = words_of(name=person.name, addresses=_addresses(person))
    sessions_end(person=person, words=words)
    for relation in ("memberships", "group_memberships", "sign_in_links"):
        getattr(person, relation).all().delete()
    for label in ("account.EmailAddress", "socialaccount.SocialAccount", "mfa.Authenticator"):
        apps.get_model(label).objects.filter(user=person).delete()
    _empty(person)
    with audit_log_opened():
        AuditEvent.objects.filter(actor=person).update(actor=None)
        # What was done to them is kept as done to somebody.
        own_number = re.compile(re.escape(str(person.public_id)), re.IGNORECASE)
        table_replace(AuditEvent, ["subject", "detail"], own_number)
        texts_replace(words)
    _mail_files_erase(words)
    for function in _further.values():
        function(person, words)


def _addresses(person: Person) -> set[str]:
    """Every e-mail address that is known of the person."""
    found = {
        person.email,
        *apps.get_model("account.EmailAddress").objects.filter(user=person).values_list("email", flat=True),
    }
    accounts = apps.get_model("socialaccount.SocialAccount").objects.filter(user=person)
    found |= {data.get("email") for data in accounts.values_list("extra_data", flat=True) if isinstance(data, dict)}
    return {address for address in found if isinstance(address, str) and "@" in address}


def _empty(person: Person) -> None:
    person.email = f"erased-{uuid.uuid4()}@erased.invalid"
    person.name, person.time_zone, person.language = "", "UTC", "en"
    person.is_active, person.last_login, person.erased_at = False, None, timezone.now()
    person.set_unusable_password()
    person.save()


def _mail_files_erase(words: re.Pattern[str]) -> None:
    """Where no mail server is set, mails lie in files; one that names the person goes as a whole."""
    folder = settings.TESSERA_HOME / "mail"
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.is_file() and words.search(path.read_text(errors="replace")):
            path.unlink()


def _list() -> set[uuid.UUID]:
    """Public ids of everybody who was erased. A line that cannot be read stops nobody else's erasure."""
    path = settings.TESSERA_HOME / "erasures.jsonl"
    found = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else (), start=1):
        try:
            found.add(uuid.UUID(json.loads(line)["person"]))
        except (ValueError, KeyError, TypeError):
            log.warning("Line %s of the list of erasures cannot be read; check it by hand.", number)
    return found


def _listed(person: Person) -> None:
    """Note whom to erase again after a restore: by public id alone, which says nothing without the database."""
    path = settings.TESSERA_HOME / "erasures.jsonl"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as f:
        f.write(json.dumps({"person": str(person.public_id), "at": timezone.now().isoformat()}) + "\n")
        f.flush()
        os.fsync(f.fileno())


def traces_remove() -> None:
    """Leave no bytes behind: neither in caches nor in the free pages and the log in which SQLite keeps deleted text."""
    for cache in caches.all(initialized_only=False):
        cache.clear()
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        # The database is copied once: on disk, since it may be larger than the memory.
        cursor.execute("PRAGMA temp_store=FILE")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA temp_store=MEMORY")
        for _try in range(_TRIES):
            busy, *_rest = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(_PAUSE)
    log.warning(
        "SQLite's log could not be emptied after an erasure, since somebody is reading; it is at the next stop."
    )
