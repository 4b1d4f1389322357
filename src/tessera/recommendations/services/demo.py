"""Loads the fictional recommendations of demo.yml, for trying Tessera out. Nothing in it is real."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from tessera.harvest import ReadRecord
from tessera.harvest.read_records import State
from tessera.network.models import Audience
from tessera.recommendations.models import Attestation, AttestationBody, EarlierWording, ImportRun, Recommendation
from tessera.search.outbox import outbox_changed
from tessera.vocabulary.countries import country_name

from .describing import day_of, described, document_key
from .documents import Documents
from .locking import import_lock
from .surveying import digest_of

DATA = Path(__file__).resolve().parents[1] / "demo.yml"
SOURCE = "demo"
ANSWERED_LATE = 4  # records of which an earlier reading had no position yet


@import_lock()
@transaction.atomic
def demo_recommendations_load() -> int:
    """Load them, as two imports of this year and the last; returns how many, 0 where they were loaded before."""
    if ImportRun.objects.filter(source=SOURCE).exists():
        return 0
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    now = timezone.now()
    runs = [_run(now - timedelta(days=400), "before"), _run(now, "now")]
    told = list(_told(data, now.date()))
    documents = Documents(Audience.PUBLIC)
    documents.prepare((document_key(one), one) for one in told)
    records = [_record(one, documents) for one in told]
    Recommendation.objects.bulk_create(records)
    late = [one.year == now.year for one in told]
    for run, in_it in ((runs[0], False), (runs[1], True)):
        for record, one, is_late in zip(records, told, late, strict=True):
            if is_late == in_it:
                _attest(record, one, run)
    _answer_late([one for one in records if one.cycle == 3], runs[1])
    outbox_changed(records, withheld=False)
    return len(records)


def _run(moment: Any, name: str) -> ImportRun:
    counts = dict.fromkeys(("read", "created", "updated", "unchanged", "withdrawn", "skipped", "remarks"), 0)
    return ImportRun.objects.create(
        source=SOURCE,
        file_name=f"demonstration-{name} (fictional)",
        state=ImportRun.State.DONE,
        started=moment,
        ended=moment,
        counts={**counts, "recommendations": 0},
    )


def _told(data: dict[str, Any], today: date) -> Iterator[ReadRecord]:
    """Every country in turn; texts in turn, beginning elsewhere for each country."""
    for start, (code, facts) in enumerate(data["countries"].items()):
        turn = count(start * 4)
        for number, review in enumerate(data["reviews"], start=1):
            if code in review.get("only", [code]):
                for item in range(1, review["items"] + 1):
                    entry = data["texts"][next(turn) % len(data["texts"])]
                    yield _one(data, code, facts, review, number, item, entry, today)


def _one(
    data: dict[str, Any],
    code: str,
    facts: dict[str, str],
    review: dict[str, Any],
    number: int,
    item: int,
    entry: dict[str, Any],
    today: date,
) -> ReadRecord:
    body, year, cycle = review["body"], today.year - review["ago"], review.get("cycle")
    day = date(year, min(today.month, 6) if not review["ago"] else 5, 10)
    states = [one for one in data["states"] if one != code]
    named = [states[(item + n) % len(states)] for n in range(1 + item % 2)] if cycle else []
    positions = data["positions"][cycle] if cycle else [""]
    return ReadRecord(
        text=entry["text"].format(**facts),
        language="en",
        body=body,
        symbol=f"DEMO/{review.get('sign', body).upper()}/{facts['short']}/{number}",
        title=data["titles"][body].format(name=country_name(code)),
        paragraph=f"{100 + number}.{item}" if cycle else str(10 + item),
        countries=(code,),
        states=tuple(State(one, country_name(one)) for one in named),
        position=positions[item % len(positions)],
        date=day.isoformat(),
        year=year,
        cycle=cycle,
        session=f"fictional {number}",
        themes=tuple(entry["themes"]),
        persons=tuple(entry.get("persons", ())),
        goals=tuple(entry["goals"]),
    )


def _record(one: ReadRecord, documents: Documents) -> Recommendation:
    fields = described(one)
    fields["date"] = day_of(fields["date"])
    return Recommendation(audience="public", document_id=documents.id_of(document_key(one)), **fields)


def _attest(record: Recommendation, one: ReadRecord, run: ImportRun) -> None:
    body = json.dumps({"fictional": True, "text": one.text, "symbol": one.symbol, "paragraph": one.paragraph})
    attestation = Attestation.objects.create(
        recommendation=record,
        run=run,
        source=SOURCE,
        key=f"{one.symbol} {one.paragraph}",
        scope=one.symbol,
        digest=digest_of(body.encode(), 1),
    )
    AttestationBody.objects.create(attestation=attestation, body=body)


def _answer_late(records: list[Recommendation], run: ImportRun) -> None:
    """The second import found positions where the first had none."""
    for record in records[:ANSWERED_LATE]:
        EarlierWording.objects.create(recommendation=record, run=run, source=SOURCE, said={"position": "pending"})
