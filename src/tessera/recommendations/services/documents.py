"""Documents that recommendations stand in, made as they come."""

from __future__ import annotations

from collections.abc import Iterable

from tessera.harvest import ReadRecord
from tessera.recommendations.models import RESPONSE, Document

from .describing import day_of, symbol_root


class Documents:
    """The ids of documents by symbol, for one import."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}

    def prepare(self, records: Iterable[ReadRecord]) -> None:
        """See that the documents of a batch are there. What is known of one is filled in, never overwritten."""
        wanted: dict[str, ReadRecord] = {}
        for record in records:
            if record.symbol and (symbol := symbol_root(record.symbol)[:80]) not in self._ids:
                wanted.setdefault(symbol, record)
        if not wanted:
            return
        there = {one.symbol: one for one in Document.objects.filter(symbol__in=wanted)}
        Document.objects.bulk_create([_new(s, record) for s, record in wanted.items() if s not in there])
        for symbol, known in there.items():
            _fill_in(known, wanted[symbol])
        self._ids |= dict(Document.objects.filter(symbol__in=wanted).values_list("symbol", "pk"))

    def id_of(self, record: ReadRecord) -> int | None:
        return self._ids[symbol_root(record.symbol)[:80]] if record.symbol else None


def _new(symbol: str, record: ReadRecord) -> Document:
    """An answer stands in an addendum, whose title and date are not those of the report."""
    own = record.kind != RESPONSE
    return Document(
        symbol=symbol,
        title=record.title[:300] if own else "",
        body=record.body,
        countries=record.countries,
        date=day_of(record.date) if own else None,
        session=record.session,
        cycle=record.cycle,
    )


def _fill_in(known: Document, record: ReadRecord) -> None:
    told = _new(known.symbol, record)
    fields = [name for name in ("title", "body", "countries", "date", "session", "cycle") if not getattr(known, name)]
    for name in fields:
        setattr(known, name, getattr(told, name))
    if fields := [name for name in fields if getattr(told, name)]:
        known.save(update_fields=fields)
