"""Packs, what they hold, and to whom they went, each for a viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from tessera.network.models import Audience
from tessera.recommendations.models import Document, Pack, PackDispatch, Recommendation

from .finding import Answer, recommendations_find

MOST = 1_000
UNFOLDED = (Audience.PUBLIC.value, Audience.NETWORK.value)
FROZEN = (
    "text", "language", "paragraph", "body", "kind", "countries", "states", "position", "year", "session", "cycle",
    "themes", "groups", "heading", "audience",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """Which recommendations; what is empty does not narrow."""

    country: str = ""
    group: str = ""
    theme: str = ""
    mechanism: str = ""
    first_year: int | None = None
    last_year: int | None = None

    @property
    def filters(self) -> list[tuple[str, str]]:
        named = {"country": self.country, "group": self.group, "theme": self.theme, "mechanism": self.mechanism}
        found = [(name, value) for name, value in named.items() if value]
        if self.first_year or self.last_year:
            found.append(("year", f"{self.first_year or 1900}-{self.last_year or 2100}"))
        return found


def scope_found(viewer: Any, scope: Scope, *, limit: int = MOST) -> Answer:
    """What a scope holds today for `viewer`, the newest first."""
    return recommendations_find(viewer, "", filters=scope.filters, facets=(), limit=limit, order="newest")


def frozen_rows(records: Iterable[Recommendation], *, audience: str) -> list[dict[str, Any]]:
    """Recommendations as they are worded today, as far as everybody who may read a pack of `audience` may see them."""
    allowed = UNFOLDED[:1] if audience == Audience.PUBLIC else UNFOLDED
    return [_frozen(record) for record in records if record.audience in allowed]


def thawed(rows: Sequence[Mapping[str, Any]]) -> list[Recommendation]:
    """Frozen rows as recommendations that are in no database."""
    found = []
    for row in rows:
        own = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
        symbol, made = own.pop("symbol"), own.pop("date")
        document = Document(symbol=symbol) if symbol else None
        found.append(Recommendation(**own, date=date.fromisoformat(made) if made else None, document=document))
    return found


def packs_listed(viewer: Any, *, archived: bool = False) -> QuerySet[Pack]:
    """Packs with how many recommendations each holds; to the Network, too, how often and when last each was sent."""
    return (
        Pack.objects.visible_to(viewer)
        .filter(archived_at__isnull=not archived)
        .select_related("body", "made_by")
        .defer("body__rows")
        .annotate(sent=Count("dispatches"), last_sent=Max("dispatches__sent_on"))
    )


def dispatches_listed(viewer: Any, pack: Pack | None = None) -> QuerySet[PackDispatch]:
    """To whom packs went; nothing for those who are not of the Network."""
    rows = PackDispatch.objects.filter(PackDispatch.visibility_q(viewer)).select_related("pack", "logged_by")
    return rows.filter(pack=pack) if pack else rows


def _frozen(record: Recommendation) -> dict[str, Any]:
    row = {name: getattr(record, name) for name in FROZEN}
    row = {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}
    symbol = record.document.symbol if record.document else ""
    return {"id": record.pk, "symbol": symbol, "date": record.date.isoformat() if record.date else None, **row}
