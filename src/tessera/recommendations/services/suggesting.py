"""Lets the trained model read the records whose sources give no such labels, and keeps what it suggests.

Killed at any point and run again it goes on where it was: each batch is one transaction with the mark that it was read.
Labels of sources, rules and people are never touched, nor is what people answered.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone

from tessera.analysis.labelling import Model
from tessera.analysis.labelling.card import card_of
from tessera.analysis.labelling.model import ACTION, ISSUES, PERSONS, THEMES, Guess, Reading
from tessera.analysis.tagging import codes_of_label
from tessera.harvest import ReadRecord
from tessera.recommendations.models import LabelModel, LabelReading, LabelSuggestion, Recommendation
from tessera.recommendations.selectors.suggesting import records_waiting
from tessera.vocabulary import themes

from .locking import import_lock, memory_spared
from .retelling import records_said

BATCH = 1_000
GROUPS = LabelSuggestion.Field.GROUPS
CHANGES = ("model", "code", "confidence", "given", "margin")
Progress = Callable[[int, int], None]
Key = tuple[str, str]  # field and label


@dataclass(slots=True)
class Suggested:
    """How many records were read, and how many suggestions stand now."""

    model: str
    read: int = 0
    suggestions: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What a model suggests of one text: `margin` is how near its decision was."""

    field: str
    label: str
    code: str
    confidence: float
    given: bool
    margin: float


def suggestions_make(model: Model, *, wait: bool = True, progress: Progress | None = None) -> Suggested:
    """Read all that waits. What another version of the model suggested and nobody answered goes.

    Raises Busy where an import runs and `wait` is False.
    """
    began = time.monotonic()
    card = card_of(model)
    with import_lock(wait=wait), memory_spared():
        version, _created = LabelModel.objects.get_or_create(version=card["model"])
        done = Suggested(version.version)
        rows = records_waiting(version, card["data"]["languages"])
        total, upto = rows.count() if progress else 0, 0
        while batch := list(rows.filter(pk__gt=upto)[:BATCH]):
            upto = batch[-1].pk
            _batch_read(model, version, card["thresholds"], batch)
            done.read += len(batch)
            if progress:
                progress(done.read, total)
        _outdated_drop(version)
        suggestions_order()
        LabelModel.objects.filter(pk=version.pk).update(ended=timezone.now())
    done.suggestions = LabelSuggestion.objects.count()
    done.seconds = time.monotonic() - began
    return done


@transaction.atomic
def suggestions_order() -> None:
    """Say of every suggestion how early it is asked: where the model is nearest to its threshold first, the sooner the
    more suggestions share its label, since an answer says something of all of them."""
    counts = LabelSuggestion.objects.values_list("field", "label").annotate(n=Count("pk")).order_by("field", "label")
    for field, label, count in list(counts):
        own = LabelSuggestion.objects.filter(field=field, label=label)
        own.update(teaches=F("margin") / (1 + math.log(count)))


def _outdated_drop(version: LabelModel) -> None:
    """Suggestions of other versions that nobody answered, of records that are not read any more."""
    rows = LabelSuggestion.objects.filter(answered=0, answers=None).exclude(model=version)
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        LabelSuggestion.objects.filter(pk__in=ids).delete()


def suggested_by(
    reading: Reading, record: Recommendation, said: Iterable[ReadRecord], thresholds: Mapping[str, Mapping[str, float]]
) -> Iterator[Suggesting]:
    """What is suggested of a record: of each kind of label only where no source gives any, and none that it has."""
    read = list(said)
    no_themes, no_persons = not any(r.themes for r in read), not any(r.persons for r in read)
    seen = set(record.themes)
    for name in (THEMES, ISSUES) if no_themes else ():
        for guess, given in _guesses(reading, name):
            code = themes.resolve(guess.label) or ""
            if (code or guess.label) not in seen:
                seen.add(code or guess.label)
                yield _suggesting(name, guess, code, given, thresholds[name][guess.label])
    groups = set(record.groups)
    for guess, given in _guesses(reading, PERSONS) if no_persons else ():
        near = thresholds[PERSONS][guess.label]
        yield _suggesting(PERSONS, guess, "", given, near)
        for code in codes_of_label(GROUPS, guess.label):
            if code not in groups:
                groups.add(code)
                yield _suggesting(GROUPS, Guess(code, guess.confidence), code, given, near)
    if reading.action and not any(r.action for r in read):
        yield _suggesting(ACTION, reading.action, "", True, 0.5)


def _guesses(reading: Reading, name: str) -> Iterator[tuple[Guess, bool]]:
    yield from ((guess, True) for guess in reading.labels.get(name, ()))
    yield from ((guess, False) for guess in reading.unsure.get(name, ()))


def _suggesting(field: str, guess: Guess, code: str, given: bool, threshold: float) -> Suggesting:
    margin = round(min(2 * abs(guess.confidence - threshold), 1), 2)
    return Suggesting(field, guess.label, code, guess.confidence, given, margin)


@transaction.atomic
def _batch_read(
    model: Model, version: LabelModel, thresholds: Mapping[str, Mapping[str, float]], batch: list[Recommendation]
) -> None:
    ids = [one.pk for one in batch]
    said = records_said(ids)
    kept = _answered(ids)
    LabelSuggestion.objects.filter(recommendation__in=ids, answered=0, answers=None).delete()
    new, changed = [], []
    for record, reading in zip(batch, model.read([one.text for one in batch]), strict=True):
        own = kept.get(record.pk, {})
        for one in suggested_by(reading, record, [r for _source, r in said.get(record.pk, ())], thresholds):
            row = own.pop((one.field, one.label), None)
            (changed if row else new).append(_row(row or LabelSuggestion(recommendation=record), version, one))
        for row in own.values():  # what people answered stays, though the model says no by now
            row.model, row.given = version, False
            changed.append(row)
    LabelSuggestion.objects.bulk_create(new, batch_size=BATCH)
    LabelSuggestion.objects.bulk_update(changed, CHANGES, batch_size=BATCH)
    LabelReading.objects.filter(pk__in=ids).delete()
    marks = [
        LabelReading(recommendation=one, model=version, fingerprint=one.fingerprint, attested=one.attested)
        for one in batch
    ]
    LabelReading.objects.bulk_create(marks, batch_size=BATCH)


def _row(row: LabelSuggestion, version: LabelModel, one: Suggesting) -> LabelSuggestion:
    row.model, row.field, row.label, row.code = version, one.field, one.label, one.code
    row.confidence, row.given, row.margin = one.confidence, one.given, one.margin
    return row


def _answered(ids: list[int]) -> dict[int, dict[Key, LabelSuggestion]]:
    """Those that people answered, by record: they are kept."""
    kept: dict[int, dict[Key, LabelSuggestion]] = {}
    for row in LabelSuggestion.objects.filter(recommendation__in=ids).exclude(answers=None).distinct():
        kept.setdefault(row.recommendation_id, {})[row.field, row.label] = row
    return kept
