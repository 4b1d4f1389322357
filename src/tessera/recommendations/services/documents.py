"""Documents that recommendations stand in, made as they come."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from tessera.harvest import RESPONSE, ReadRecord
from tessera.network.models import Audience
from tessera.recommendations.models import Document

from .describing import DocumentKey, day_of, document_key

FACTS = ("title", "body", "countries", "date", "session", "cycle")


class Documents:
    """The ids of documents by what tells them apart, for one import."""

    def __init__(self, audience: str) -> None:
        self.audience = audience
        self._ids: dict[DocumentKey, int] = {}

    def prepare(self, records: Iterable[ReadRecord]) -> None:
        """See that the documents of a batch are there. What is known of one is filled in, never overwritten; but what a
        list for the Network said of one is not the public's to read: a public source says it anew."""
        wanted: dict[DocumentKey, ReadRecord] = {}
        for record in records:
            if (key := document_key(record)) and key not in self._ids:
                wanted.setdefault(key, record)
        if not wanted:
            return
        there = documents_there(wanted)
        new = {key: _new(record, self.audience) for key, record in wanted.items() if key not in there}
        Document.objects.bulk_create(new.values())
        for key, known in there.items():
            self._tell(known, wanted[key])
        self._ids |= {key: one.pk for key, one in (there | new).items()}

    def _tell(self, known: Document, record: ReadRecord) -> None:
        told = _new(record, self.audience)
        if known.audience != self.audience and self.audience != Audience.PUBLIC:
            return
        anew = known.audience != self.audience
        fields = [name for name in FACTS if anew or (not getattr(known, name) and getattr(told, name))]
        for name in fields:
            setattr(known, name, getattr(told, name))
        known.audience = self.audience
        if fields:
            known.save(update_fields=[*fields, "audience"])

    def id_of(self, record: ReadRecord) -> int | None:
        key = document_key(record)
        return self._ids[key] if key else None


def documents_there(keys: Iterable[DocumentKey]) -> dict[DocumentKey, Document]:
    """Those of the documents that are kept."""
    keys = set(keys)
    symbols, titles = {key.symbol for key in keys} - {""}, {key.title for key in keys} - {""}
    rows = Document.objects.filter(Q(symbol__in=symbols) | Q(symbol="", title__in=titles))
    found = {DocumentKey(one.symbol) if one.symbol else DocumentKey("", one.body, one.title): one for one in rows}
    return {key: one for key, one in found.items() if key in keys}


def _new(record: ReadRecord, audience: str) -> Document:
    """An answer stands in an addendum, whose title and date are not those of the report."""
    own = record.kind != RESPONSE
    key = document_key(record)
    return Document(
        audience=audience,
        symbol=key.symbol if key else "",
        title=record.title[:300] if own else "",
        body=record.body,
        countries=record.countries,
        date=day_of(record.date) if own else None,
        session=record.session,
        cycle=record.cycle,
    )
