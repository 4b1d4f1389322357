"""Suggestions of models as a reader may see them, and what a reviewer is asked next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tessera.analysis.labelling.rules import action_by_words, issues_by_words
from tessera.network.models.audience import audience_q
from tessera.recommendations.models import Correction, LabelAnswer, LabelSuggestion, Recommendation

from .corrections import correction_standing
from .labels import evidence_of

ENOUGH = 2  # people who answer one suggestion
LATEST = 5
CARRIED = {"issues": "themes", "themes": "themes", "groups": "groups", "persons": "persons"}
CORRECTED = {"issues": "themes", "themes": "themes", "groups": "groups"}  # which field of a Correction an answer is of
AT_DESK = "review desk"  # in the history of a Correction: made of answers


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `all` suggestions asked about, `own` were answered by this person."""

    own: int
    all: int


def suggestions(viewer: Any) -> QuerySet:
    """Those of records that the viewer may see and that count."""
    seen = audience_q(viewer, Recommendation, prefix="recommendation__")
    rows = LabelSuggestion.objects.filter(seen, recommendation__withdrawn=None)
    return rows.exclude(recommendation__joined_to__isnull=False)


def suggestions_asked(viewer: Any, asked: Mapping[str, str]) -> QuerySet:
    """Those that a reviewer asked for, by label ("field:label"), country and mechanism; `fresh`: nobody answered."""
    rows = suggestions(viewer)
    field, _, label = asked.get("label", "").partition(":")
    if field:
        rows = rows.filter(field=field, label=label) if label else rows.filter(field=field)
    if country := asked.get("country"):
        rows = rows.filter(recommendation__countries__contains=f"|{country}|")
    if body := asked.get("mechanism"):
        rows = rows.filter(recommendation__body=body)
    return rows


def suggestion_next(
    person: Any, asked: Mapping[str, str], *, after: LabelSuggestion | None = None
) -> LabelSuggestion | None:
    """What an answer teaches most now, of what this person has not answered, after `after` in that order.

    What two people answered is asked no more. What other people said is not told.
    """
    own = LabelAnswer.objects.filter(suggestion=OuterRef("pk"), person=person, undone_at=None)
    rows = suggestions_asked(person, asked).filter(~Exists(own))
    rows = rows.filter(answered=0) if asked.get("fresh") else rows.filter(answered__lt=ENOUGH)
    if after is not None:
        rows = rows.filter(Q(teaches__gt=after.teaches) | Q(teaches=after.teaches, pk__gt=after.pk))
    rows = rows.select_related("recommendation__document", "model").order_by("teaches", "pk")
    return next((one for one in rows.iterator(chunk_size=50) if not is_carried(one)), None)


def is_carried(one: LabelSuggestion) -> bool:
    """Whether the record has the label from elsewhere by now, or a person said by hand which labels of the kind are
    right."""
    if one.applied or one.field not in CARRIED:
        return False
    record, name = one.recommendation, CARRIED[one.field]
    return (one.code or one.label) in getattr(record, name) or word_by_hand(record, name) is not None


def word_by_hand(record: Recommendation, field: str) -> Correction | None:
    """A person's word on a field that was not made of answers at the desk."""
    if getattr(record, f"{field}_by", ()) != ("person",):
        return None
    word = correction_standing(record, field)
    return None if word is None or is_of_desk(word) else word


def is_of_desk(word: Correction) -> bool:
    """Made of answers, and changed by hand by nobody since."""
    last = word.history.order_by("-history_id").first()
    return last is not None and last.history_change_reason == AT_DESK


def evidence_marked(one: LabelSuggestion) -> list[tuple[str, bool]]:
    """The record's text in pieces, each with whether a rule finds the suggested label in it."""
    text, at, pieces = one.recommendation.text, 0, []
    for start, end in sorted(_spans(one)):
        if start >= at and end > start:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def _spans(one: LabelSuggestion) -> list[tuple[int, int]]:
    """Where rules find it, whether or not they find another label there."""
    if one.field == LabelSuggestion.Field.GROUPS:
        return [(e.start, e.end) for e in evidence_of(one.recommendation) if e.code == one.code]
    if one.field == LabelSuggestion.Field.ACTION:
        begins = action_by_words(one.recommendation.text)
        return [(begins.start, begins.end)] if begins.label == one.label else []
    return [(e.start, e.end) for e in issues_by_words(one.recommendation.text) if e.label == one.label]


def suggestion_get(viewer: Any, pk: int) -> LabelSuggestion | None:
    """One by its number; None where the viewer may not see its record."""
    found = suggestions(viewer).select_related("recommendation__document", "model").filter(pk=pk)
    return found.first()


def progress_of(person: Any, asked: Mapping[str, str]) -> Progress:
    rows = suggestions_asked(person, asked)
    own = LabelAnswer.objects.filter(person=person, undone_at=None).values("suggestion")
    return Progress(own=rows.filter(pk__in=own).count(), all=rows.count())


def labels_asked(viewer: Any) -> list[tuple[str, str, int]]:
    """Fields, labels, and how many suggestions there are of each."""
    rows = suggestions(viewer).values_list("field", "label").annotate(count=Count("pk"))
    return sorted(rows)


def answers_latest(person: Any) -> list[LabelAnswer]:
    """The last answers that stand, of what this person still may see."""
    return list(_own_answers(person)[:LATEST])


def answer_get(person: Any, pk: int) -> LabelAnswer | None:
    """An answer of this person's own that stands."""
    found: LabelAnswer | None = _own_answers(person).filter(pk=pk).first()
    return found


def _own_answers(person: Any) -> QuerySet:
    seen = audience_q(person, Recommendation, prefix="suggestion__recommendation__")
    rows = LabelAnswer.objects.filter(seen, person=person, undone_at=None)
    return rows.select_related("suggestion__recommendation__document")


def suggested_of(record: Recommendation) -> list[LabelSuggestion]:
    """What a page shows of a record that the viewer sees: what a model says yes to and no person refused; nothing that
    the record has by now. The surest first."""
    if record.withdrawn or record.joined_to_id:
        return []
    rows = LabelSuggestion.objects.filter(recommendation=record, given=True).select_related("model")
    found = [one for one in rows.order_by("field", "-confidence", "label") if one.state != one.State.REJECTED]
    for one in found:
        one.recommendation = record
    return [one for one in found if not one.applied and not is_carried(one)]
