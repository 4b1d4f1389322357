"""What saved searches have found since their person was last told: new, changed, withdrawn.

Ids grow in the order in which Tessera reads, so that up to where somebody knows is three numbers (Mark). What is
withdrawn is found by the words it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.http import QueryDict

from tessera.recommendations.findable import WITHDRAWN
from tessera.recommendations.models import Attestation, EarlierWording, ImportRun, Recommendation, SavedSearch
from tessera.search.asked import Asked, Numbers
from tessera.search.find import Results, search_each

from .asking import Question, question_latest, question_of
from .finding import KIND, records_visible

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """The last ids of a recommendation, of an earlier wording, and of an import's run that somebody knows of."""

    recommendation: int = 0
    wording: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """How many recommendations there are, and the latest of them."""

    total: int = 0
    records: Sequence[Recommendation] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What one saved search has to tell. `trouble` says in a sentence why it cannot be asked any more."""

    saved: SavedSearch
    new: Part = Part()
    changed: Part = Part()
    withdrawn: Part = Part()
    trouble: str = ""
    ready: bool = True

    @property
    def total(self) -> int:
        return self.new.total + self.changed.total + self.withdrawn.total

    @property
    def parts(self) -> tuple[tuple[str, Part], ...]:
        return (("new", self.new), ("changed", self.changed), ("withdrawn", self.withdrawn))


def mark_now() -> Mark:
    """Up to where Tessera has read. While an import is at work, hold its lock: what it writes comes in batches."""

    def last(model: Any) -> int:
        return model.objects.aggregate(last=Max("pk"))["last"] or 0

    return Mark(last(Recommendation), last(EarlierWording), last(ImportRun))


def mark_of(saved: SavedSearch) -> Mark:
    return Mark(saved.seen_recommendation, saved.seen_wording, saved.seen_run)


def question_saved(saved: SavedSearch) -> Question:
    """The question that was saved; `wrong` says where the vocabulary no longer knows one of its values."""
    return replace(question_of(dict(QueryDict(saved.filters).lists())), query=saved.query)


def saved_query_string(saved: SavedSearch) -> str:
    """The query string that leads to what the search finds today."""
    question = question_saved(saved)
    if not question.wrong:
        return question.string
    return "&".join(filter(None, (urlencode({"q": saved.query}) if saved.query else "", saved.filters)))


def news_of(
    viewer: Any, searches: Sequence[SavedSearch], *, until: Mark | None = None, shown: int = SHOWN
) -> list[News]:
    """What each search has to tell its person, as far as `viewer` may see it now; `until` bounds what counts.

    All questions go to one state of the index; a handful of queries, however many searches there are.
    """
    until = until or mark_now()
    changed, withdrawn = _changed(searches, until), _withdrawn(searches, until)
    asked: list[Asked] = []
    questions = {saved.pk: question_saved(saved) for saved in searches}
    for saved in searches:
        if not (question := questions[saved.pk]).wrong:
            asked += _asked(viewer, saved, question, until, changed[saved.pk], withdrawn[saved.pk], shown)
    results = iter(search_each(asked)) if asked else iter(())
    answers = {s.pk: [next(results) for _part in range(3)] for s in searches if not questions[s.pk].wrong}
    records = records_visible(viewer, [hit.id for found in answers.values() for one in found for hit in one.hits])
    return [_news(saved, answers.get(saved.pk), questions[saved.pk], records) for saved in searches]


def _asked(
    viewer: Any,
    saved: SavedSearch,
    question: Question,
    until: Mark,
    changed: set[int],
    withdrawn: set[int],
    shown: int,
) -> list[Asked]:
    def latest(kind: str, numbers: Numbers) -> Asked:
        most = max(shown, 1)
        return question_latest(viewer, question, kind=kind, most=most, language=saved.language, numbers=numbers)

    return [
        latest(KIND, Numbers(first=saved.seen_recommendation + 1, last=until.recommendation)),
        latest(KIND, Numbers(last=saved.seen_recommendation, among=changed)),
        latest(WITHDRAWN, Numbers(last=saved.seen_recommendation, among=withdrawn)),
    ]


def _news(saved: SavedSearch, answer: list[Results] | None, question: Question, records: dict[int, Any]) -> News:
    if answer is None:
        return News(saved, trouble=" ".join(question.wrong))
    parts = [Part(one.total, [records[hit.id] for hit in one.hits if hit.id in records]) for one in answer]
    return News(saved, *parts, ready=all(one.ready for one in answer))


def _changed(searches: Sequence[SavedSearch], until: Mark) -> dict[int, set[int]]:
    """By search, the recommendations that were told otherwise since."""
    first = min((s.seen_wording for s in searches), default=until.wording)
    rows: list[tuple[int, int]] = []
    if first < until.wording:
        found = EarlierWording.objects.filter(pk__gt=first, pk__lte=until.wording)
        rows = list(found.order_by().values_list("pk", "recommendation_id"))
    return _since(rows, {s.pk: s.seen_wording for s in searches})


def _withdrawn(searches: Sequence[SavedSearch], until: Mark) -> dict[int, set[int]]:
    """By search, the recommendations that a source no longer has since; whether all are gone the index knows."""
    first = min((s.seen_run for s in searches), default=until.run)
    rows: list[tuple[int, int]] = []
    if first < until.run:
        found = Attestation.objects.filter(gone__gt=first, gone__lte=until.run)
        rows = list(found.order_by().values_list("gone_id", "recommendation_id"))
    return _since(rows, {s.pk: s.seen_run for s in searches})


def _since(rows: Iterable[tuple[int, int]], seen: dict[int, int]) -> dict[int, set[int]]:
    rows = list(rows)
    by_mark = {mark: {pk for at, pk in rows if at > mark} for mark in set(seen.values())}
    return {search: by_mark[mark] for search, mark in seen.items()}
