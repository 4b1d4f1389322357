"""Writes batches of records: new ones, changed ones, and those that are gone. Whoever calls holds the import lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.extraction import Sentence
from tessera.harvest import RESPONSE, RawRecord, ReadRecord, Rejected, Source
from tessera.network.models import Audience
from tessera.recommendations.models import (
    Attestation,
    AttestationBody,
    ImportRun,
    Recommendation,
    ThemeLabel,
)
from tessera.recommendations.models.codes import joined
from tessera.search.models import Outbox
from tessera.vocabulary import themes

from .answering import answers_settle, buckets_waiting
from .bulk import ids_reset, next_id, rows_insert
from .describing import Fields, described, merged
from .documents import Documents
from .joining import Joiner, paragraphs_agree
from .reading import Read
from .retelling import recommendations_retell, recommendations_tell, wording_keep
from .surveying import digest_of

KIND = "recommendation"
FOR_OTHERS = Sentence("It is known as a record for another audience, and was left as it is.")
WAITS = "What it answers is not known yet: the answer waits for the report."
CODES = ("countries", "addressees", "states", "states_printed", "themes", "persons", "groups", "intersections")
CODES += ("goals", "guidance", "groups_by", "themes_by", "points_to", "treaties")
PLAIN = ("body", "kind", "paragraph", "heading", "text", "language", "position", "date", "year", "cycle", "session")
PLAIN += ("bucket", "fingerprint")
COLUMNS = ("id", "audience", "document_id", *PLAIN, *CODES)


@dataclass(slots=True)
class Told:
    """One record of the source, read."""

    raw: RawRecord
    record: ReadRecord
    fields: Fields


@dataclass(slots=True)
class Slot:
    """A recommendation that is new, and all that tell of it in this batch."""

    told: list[Told]


@dataclass(slots=True)
class Outcome:
    """What became of the records of a run so far."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    recommendations: int = 0
    skipped: list[tuple[str, int, str]] = field(default_factory=list)
    remarks: list[tuple[str, int, str]] = field(default_factory=list)


class Writer:
    """Writes one run's batches."""

    def __init__(self, run: ImportRun, source: Source, *, known: bool, audience: str) -> None:
        self.run, self.source, self.known, self.audience = run, source, known, audience
        self.joiner = Joiner(source.code, audience=audience, editions=source.of_documents)
        self.documents = Documents(audience)
        self.waiting = buckets_waiting()
        self.labels = set(ThemeLabel.objects.values_list("code", flat=True))

    @transaction.atomic
    def batch_write(self, batch: Sequence[Read]) -> Outcome:
        """One transaction: either all of the batch is written, with the run's progress and the index's errands."""
        done = Outcome()
        batch, done.skipped = self._own(batch)
        there = self._there([one.raw for one in batch])
        told = [Told(one.raw, one.record, one.fields) for one in batch if one.record is not None]
        done.skipped += [(one.raw.key, one.raw.place, one.reason) for one in batch if one.record is None]
        done.remarks = [(one.raw.key, one.raw.place, said) for one in told for said in one.record.remarks]
        self._labels_keep(one.record for one in told)
        self.documents.prepare(one.record for one in told)
        self._new_write([one for one in told if one.raw.key not in there], done)
        changed = [
            there[one.raw.key].recommendation_id
            for one in told
            if one.raw.key in there and self._change(there[one.raw.key], one.raw, one.record, done)
        ]
        recommendations_tell(changed)
        self.run.batches += 1
        self.run.save(update_fields=["batches"])
        return done

    def _own(self, batch: Sequence[Read]) -> tuple[list[Read], list[tuple[str, int, str]]]:
        """Without records that are known for others: what is for the Network must not be said of what is public."""
        of_others = keys_of_others(self.source, [one.raw.key for one in batch], self.audience) if self.known else set()
        told = [(one.raw.key, one.raw.place, str(FOR_OTHERS)) for one in batch if one.raw.key in of_others]
        return [one for one in batch if one.raw.key not in of_others], told

    def _there(self, raws: Sequence[RawRecord]) -> dict[str, Attestation]:
        if not self.known:
            return {}
        keys = [raw.key for raw in raws]
        rows = Attestation.objects.filter(source=self.source.code, key__in=keys).select_related("body")
        return {one.key: one for one in rows}

    def _labels_keep(self, records: Any) -> None:
        """Labels of themes that the vocabulary does not know; those of lists for the Network are shown as codes."""
        if self.audience != Audience.PUBLIC:
            return
        new: dict[str, str] = {}
        for record in records:
            for label in record.themes:
                if themes.resolve(label) is None and (code := themes.slug(label)) not in self.labels:
                    new[code] = " ".join(label.split())[:200]
        ThemeLabel.objects.bulk_create(
            [ThemeLabel(code=c, label=said) for c, said in new.items()], ignore_conflicts=True
        )
        self.labels |= new.keys()

    def _new_write(self, new: list[Told], done: Outcome) -> None:
        self.joiner.prepare(told.fields for told in new)
        slots, joins = self._sorted(new)
        recommendation_id, attestation_id = next_id(Recommendation), next_id(Attestation)
        rows, attestations, bodies = [], [], []
        where = [(one.told, None) for one in slots] + [(told, pk) for pk, told in joins.items()]
        for told, pk in where:
            if pk is None:
                pk, recommendation_id = recommendation_id, recommendation_id + 1
                rows.append(self._row(pk, told))
            for one in told:
                attestations.append(self._attestation(attestation_id, pk, one.raw))
                bodies.append((attestation_id, one.raw.body.decode("utf-8", "replace").replace("\x00", "")))
                attestation_id += 1
        rows_insert(Recommendation, COLUMNS, rows)
        rows_insert(Attestation, ATTESTATION, attestations)
        rows_insert(AttestationBody, ("attestation_id", "body"), bodies)
        ids_reset(Recommendation, Attestation)
        returned = _withdrawn(joins.keys())
        recommendations_retell(joins.keys())
        _errands([*(row[0] for row in rows), *joins.keys()])
        recommendations_tell(returned)
        if buckets := self.waiting & {told.fields["bucket"] for told in new}:
            recommendations_tell(answers_settle(buckets), withheld=False)
        done.created += len(new)
        waiting = [one.told[0] for one in slots if one.told[0].record.kind == RESPONSE]
        done.recommendations += len(rows) - len(waiting)
        done.remarks += [(one.raw.key, one.raw.place, WAITS) for one in waiting]

    def _sorted(self, new: list[Told]) -> tuple[list[Slot], dict[int, list[Told]]]:
        """Recommendations that are new, and what tells more of those that are there."""
        slots: list[Slot] = []
        by_words: dict[tuple[int, int], list[Slot]] = defaultdict(list)
        joins: dict[int, list[Told]] = defaultdict(list)
        for told in new:
            key = told.fields["bucket"], told.fields["fingerprint"]
            if (pk := self.joiner.find(told.fields)) is not None:
                joins[pk].append(told)
                continue
            slot = next((s for s in by_words.get(key, ()) if _agree(s, told)), None) if key[0] is not None else None
            if slot is not None:
                slot.told.append(told)
                continue
            slots.append(Slot([told]))
            if key[0] is not None:
                by_words[key].append(slots[-1])
        return slots, joins

    def _row(self, pk: int, told: list[Told]) -> tuple[Any, ...]:
        if len(told) == 1:
            record, fields = told[0].record, told[0].fields
        else:
            record = merged([(self.source.code, one.record) for one in told])
            fields = described(record)
        plain = [fields[name] for name in PLAIN]
        return (pk, self.audience, self.documents.id_of(record), *plain, *(joined(fields[name]) for name in CODES))

    def _attestation(self, pk: int, recommendation: int, raw: RawRecord) -> tuple[Any, ...]:
        digest = digest_of(raw.body, self.source.version)
        return (pk, recommendation, self.run.pk, self.source.code, raw.key[:400], raw.scope[:380], digest, False)

    def _change(self, before: Attestation, raw: RawRecord, record: ReadRecord, done: Outcome) -> bool:
        """A record that is known came otherwise; where it only looks otherwise, nothing is told of it: False."""
        same = before.gone_id is None and self._reads_same(before, record)
        before.digest, before.gone = digest_of(raw.body, self.source.version), None
        before.scope = raw.scope[:380]
        if not same:
            wording_keep(before, self.run)
            before.run = self.run
        before.save(update_fields=["digest", "gone", "scope", "run"])
        AttestationBody.objects.filter(pk=before.pk).update(
            body=raw.body.decode("utf-8", "replace").replace("\x00", "")
        )
        if same:
            done.unchanged += 1
            return False
        recommendations_retell([before.recommendation_id])
        done.updated += 1
        return True

    def _reads_same(self, before: Attestation, record: ReadRecord) -> bool:
        try:
            return self.source.read(before.body.body.encode()) == record
        except Rejected:
            return False


ATTESTATION = ("id", "recommendation_id", "run_id", "source", "key", "scope", "digest", "pinned")


def keys_of_others(source: Source, keys: Sequence[str], audience: str) -> set[str]:
    """Those of a source's keys whose records are for another audience."""
    known = Attestation.objects.filter(source=source.code, key__in=list(keys))
    return set(known.exclude(recommendation__audience=audience).values_list("key", flat=True))


def _agree(slot: Slot, told: Told) -> bool:
    return all(paragraphs_agree(one.fields["paragraph"], told.fields["paragraph"]) for one in slot.told)


def _withdrawn(ids: Collection[int]) -> list[int]:
    gone = Recommendation.objects.filter(pk__in=list(ids), withdrawn__isnull=False) if ids else ()
    return [one.pk for one in gone]


def _errands(ids: Collection[int]) -> None:
    """What the index must be told of records that are new or told by one source more: of each one row, quickly."""
    now = timezone.now()
    at = now if _takes_dates() else now.replace(tzinfo=None).isoformat(" ")
    rows_insert(Outbox, ("kind", "record_id", "withheld", "at"), [(KIND, pk, False, at) for pk in ids])


def _takes_dates() -> bool:
    from django.db import connection

    return connection.vendor != "sqlite"


@transaction.atomic
def gone_mark(run: ImportRun, attestations: Sequence[Attestation]) -> int:
    """Sources no longer have these records: what no source has any more is withdrawn. Returns how many were marked."""
    ids = [one.pk for one in attestations]
    Attestation.objects.filter(pk__in=ids).update(gone=run)
    touched = {one.recommendation_id for one in attestations}
    recommendations_retell(touched)
    recommendations_tell(touched)
    return len(ids)
