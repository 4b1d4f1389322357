"""Documents that recommendations stand in, made as they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from tessera.harvest import RESPONSE, ReadRecord
from tessera.network.models import Audience
from tessera.recommendations.models import Document
from tessera.recommendations.models.codes import joined

from .bulk import ids_reset, next_id, rows_insert
from .describing import DocumentKey, day_of

FACTS = ("title", "body", "countries", "date", "session", "cycle")


class Documents:
    """The ids of documents by what tells them apart, for one import."""

    def __init__(self, audience: str) -> None:
        self.audience = audience
        self._ids: dict[DocumentKey, int] = {}

    def prepare(self, records: Iterable[tuple[DocumentKey | None, ReadRecord]]) -> None:
        """See that the documents of a batch are there. What is known of one is filled in, never overwritten; but what a
        list for the Network said of one is not the public's to read: a public source says it anew."""
        wanted: dict[DocumentKey, ReadRecord] = {}
        for key, record in records:
            if key and key not in self._ids:
                wanted.setdefault(key, record)
        if not wanted:
            return
        there = documents_there(wanted)
        for key, known in there.items():
            self._tell(known, wanted[key])
        self._ids |= {key: one.pk for key, one in there.items()} | self._add(
            {key: record for key, record in wanted.items() if key not in there}
        )

    def _add(self, new: dict[DocumentKey, ReadRecord]) -> dict[DocumentKey, int]:
        """Documents that are new, and their ids."""
        if not new:
            return {}
        first = next_id(Document)
        rows = []
        for pk, (key, record) in enumerate(new.items(), first):
            facts = _facts(record)
            facts["countries"] = joined(record.countries)
            rows.append((pk, key.symbol, self.audience, *(facts[name] for name in FACTS)))
        rows_insert(Document, ("id", "symbol", "audience", *FACTS), rows)
        ids_reset(Document)
        return {key: pk for pk, key in enumerate(new, first)}

    def _tell(self, known: Document, record: ReadRecord) -> None:
        told = _facts(record)
        if known.audience != self.audience and self.audience != Audience.PUBLIC:
            return
        anew = known.audience != self.audience
        fields = [name for name in FACTS if anew or (not getattr(known, name) and told[name])]
        for name in fields:
            setattr(known, name, day_of(told[name]) if name == "date" else told[name])
        known.audience = self.audience
        if fields:
            known.save(update_fields=[*fields, "audience"])

    def id_of(self, key: DocumentKey | None) -> int | None:
        return self._ids[key] if key else None


def documents_there(keys: Iterable[DocumentKey]) -> dict[DocumentKey, Document]:
    """Those of the documents that are kept."""
    keys = set(keys)
    symbols, titles = {key.symbol for key in keys} - {""}, {key.title for key in keys} - {""}
    rows = Document.objects.filter(Q(symbol__in=symbols) | Q(symbol="", title__in=titles))
    found = {DocumentKey(one.symbol) if one.symbol else DocumentKey("", one.body, one.title): one for one in rows}
    return {key: one for key, one in found.items() if key in keys}


def _facts(record: ReadRecord) -> dict[str, Any]:
    """What a record tells of its document. An answer stands in an addendum, which has a title and date of its own."""
    own = record.kind != RESPONSE
    return {
        "title": record.title[:300] if own else "",
        "body": record.body[:60],
        "countries": record.countries,
        "date": (record.date or None) if own else None,
        "session": record.session[:40],
        "cycle": record.cycle,
    }
