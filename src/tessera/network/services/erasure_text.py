"""Finds the name and addresses of a person in every text of every table, and puts a neutral mark in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from tessera.network.models import Person

MARK = "[…]"
ACCOUNT_APPS = {"account", "socialaccount", "mfa"}
CHUNK = 500
# Scripts that set no space between words, or join endings to a name: Thai to Lao, Burmese, Khmer, kana, Han, Hangul.
UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]"
ARABIC = "[\u0600-\u06ff]"


def words_of(*, name: str, addresses: Iterable[str]) -> re.Pattern[str]:
    """What to look for: every address, and the name where it is a full one; a single word would hit too much.

    As whole words, whatever their case, the spaces between them, and the way accents are composed.
    """
    found = {_bounded(re.escape(form), form) for a in addresses for form in (a, a.replace("@", "%40"))}
    if len(name.split()) > 1 or len(re.findall(UNSPACED, name)) > 1:
        for kind in ("NFC", "NFD"):
            form = unicodedata.normalize(kind, name)
            found.add(_bounded(r"\s+".join(map(re.escape, form.split())), form))
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)


def _bounded(pattern: str, form: str) -> str:
    """Ends where words end, in scripts that show it; Arabic joins "and" or "to" to the word that follows."""
    form = form.strip()
    before = "" if re.match(f"{UNSPACED}|{ARABIC}", form) else r"(?<!\w)"
    after = "" if re.match(UNSPACED, form[-1:]) else r"(?!\w)"
    return f"{before}{pattern}{after}"


def texts_replace(words: re.Pattern[str]) -> None:
    """Replace the words in all tables of Tessera's rooms, their history included, and of the account apps.

    By update statements: neither versions nor history grow by an erasure.
    """
    for model in _models():
        fields = [field.attname for field in model._meta.concrete_fields if _holds_text(field)]
        if fields:
            table_replace(model, fields, words)


def table_replace(model: type[models.Model], fields: list[str], words: re.Pattern[str]) -> None:
    """Replace the words in these fields of a table. Reads in chunks; writes only the fields that held them."""
    rows = model._base_manager.order_by("pk")
    hits = [
        row[0]
        for row in rows.values_list("pk", *fields).iterator(chunk_size=CHUNK)
        if any(replaced(value, words) != value for value in row[1:])
    ]
    for pk in hits:
        row = rows.select_for_update().filter(pk=pk).values(*fields).first() or {}
        changes = {name: new for name, value in row.items() if (new := replaced(value, words)) != value}
        rows.filter(pk=pk).update(**changes)


def replaced(value: Any, words: re.Pattern[str]) -> Any:
    """A value, lists and dictionaries within included, with the mark in place of the words."""
    if isinstance(value, str):
        return words.sub(MARK, value)
    if isinstance(value, list):
        return [replaced(v, words) for v in value]
    if isinstance(value, dict):
        return {replaced(k, words): replaced(v, words) for k, v in value.items()}
    return value


def _models() -> Iterator[type[models.Model]]:
    for config in apps.get_app_configs():
        if config.name.startswith("tessera.") or config.label in ACCOUNT_APPS:
            yield from (model for model in config.get_models() if model is not Person)


def _holds_text(field: models.Field) -> bool:
    if field.primary_key or field.choices:
        return False
    return isinstance(field, (models.CharField, models.TextField, models.JSONField))
