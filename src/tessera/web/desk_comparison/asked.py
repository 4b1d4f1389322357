"""Which documents an address asks to compare, and in which columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.selectors.comparison import documents_chosen
from tessera.reports.desk_reviews.columns import BY
from tessera.vocabulary import terms
from tessera.vocabulary.document_kinds import document_kinds

MOST = 200  # documents in one comparison
SIDE_BY_SIDE = 8  # columns that a page shows


@dataclass(frozen=True, slots=True)
class Asked:
    """`fitting` are the documents that the filters leave, `chosen` those to compare, both seen by the reader."""

    by: str
    scope: dict[str, Any]
    fitting: list[ReviewedDocument]
    chosen: list[ReviewedDocument] = field(default_factory=list)

    @property
    def pks(self) -> set[int]:
        return {one.pk for one in self.chosen}


def comparison_asked(request: HttpRequest) -> Asked:
    """?kind= ?country= ?region= ?from= ?to= leave documents; ?d= chooses some, ?all=1 all of them. Nonsense is no
    filter."""
    given = request.GET
    scope = {
        "kind": _known(given.get("kind", ""), document_kinds()),
        "country": given.get("country", "")[:3].upper(),
        "region": _known(given.get("region", ""), (*terms.codes("regions"), *terms.codes("sub-regions"))),
        "first_year": _number(given.get("from", "")),
        "last_year": _number(given.get("to", "")),
    }
    fitting = documents_chosen(request.user, **scope)
    pks = [number for one in given.getlist("d")[:MOST] if (number := _number(one)) is not None]
    chosen: list[ReviewedDocument] = []
    if given.get("all"):
        chosen = fitting[:MOST]
    elif pks:
        chosen = documents_chosen(request.user, pks=pks)
    return Asked(_known(given.get("by", ""), BY) or "document", scope, fitting, chosen)


def _known(given: str, known: Any) -> str:
    return given if given in known else ""


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None
