"""Which reviewed documents a report is of, as somebody asked for it in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.selectors.comparison import documents_chosen
from tessera.vocabulary import countries, terms
from tessera.vocabulary.document_kinds import document_kinds

from .columns import BY


class NotChosen(ValueError):
    """No document is chosen by what was asked; the message is one sentence."""


def documents_asked(
    viewer: Any, *, pks: Sequence[str], by: str = "", country: str = "", kind: str = "", region: str = "", **years: Any
) -> tuple[list[ReviewedDocument], str]:
    """The documents, and the columns they are compared in. Raises NotChosen."""
    by = _known("column", by, BY) or "document"
    code = countries.resolve(country) if country else ""
    if code is None:
        raise NotChosen(f"There is no country “{country}”.")
    scope = {
        "country": code,
        "kind": _known("kind of document", kind, document_kinds()),
        "region": _known("region", region, (*terms.codes("regions"), *terms.codes("sub-regions"))),
        **years,
    }
    numbers = [_number(one) for one in pks]
    if numbers and any(scope.values()):
        raise NotChosen("Name documents with --document, or say which by country, kind, region and year; not both.")
    found = documents_chosen(viewer, pks=numbers) if numbers else documents_chosen(viewer, **scope)
    if missing := set(numbers) - {one.pk for one in found}:
        raise NotChosen(f"There is no reviewed document {min(missing)}.")
    if not found:
        raise NotChosen("No country document that was reviewed fits.")
    return found, by


def _known(what: str, said: str, known: Collection[str]) -> str:
    if said and said not in known:
        raise NotChosen(f"There is no {what} “{said}”; known are {', '.join(known)}.")
    return said


def _number(said: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 10):
        raise NotChosen(f"“{said}” is no number of a document.")
    return int(said)
