"""Organisations: those that Tessera ships, and those that people add."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from tessera.network.models import Organisation
from tessera.vocabulary.organisations import organisations

from .audit import audit_record


@transaction.atomic
def organisations_load() -> None:
    """Add the shipped organisations that are missing; one that is there keeps what people made of it."""
    known = set(Organisation.objects.values_list("code", flat=True))
    for shipped in organisations():
        if shipped.code not in known:
            Organisation.objects.create(
                code=shipped.code,
                name=shipped.name.in_language("en"),
                acronym=shipped.acronym,
                names={code: words for code, words in shipped.name.items() if code != "en"},
                kind=shipped.kind,
            )


@transaction.atomic
def organisation_create(
    *, code: str, name: str, kind: str, by: Any, acronym: str = "", countries: tuple[str, ...] = ()
) -> Organisation:
    """Add an organisation."""
    new = Organisation(code=code, name=name, acronym=acronym, kind=kind, countries=list(countries))
    new.full_clean()
    new._history_user = by
    new.save()
    audit_record(actor=by, action="organisation.create", subject=code)
    return new


@transaction.atomic
def organisation_change(*, organisation: Organisation, by: Any, **values: Any) -> Organisation:
    """Change what is said of an organisation; its code stays."""
    for name, value in values.items():
        if name not in {"name", "acronym", "names", "kind", "countries"}:
            raise TypeError(f"not changeable: {name}")
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation._history_user = by
    organisation.save()
    audit_record(actor=by, action="organisation.change", subject=organisation.code)
    return organisation
