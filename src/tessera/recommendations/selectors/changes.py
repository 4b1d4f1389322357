"""What changed about a country since a day: new records, changed wordings and positions, withdrawn ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Min

from tessera.analysis.tagging import in_focus
from tessera.network.findable import viewer_tokens
from tessera.recommendations.models import Attestation, EarlierWording, ImportRun, Recommendation
from tessera.search.find import DEEPEST, search

from .finding import FOCUS, KIND, records_visible

AT_ONCE = 900  # ids in one query


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that says something else than it did: which fields, and its position before, where that changed."""

    record: Recommendation
    fields: tuple[str, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Since a day. Lists hold the newest `shown`; the numbers count all. `cut` says that there are too many to tell."""

    since: date
    new: int = 0
    reworded: int = 0
    answered: int = 0
    withdrawn: int = 0
    new_records: Sequence[Recommendation] = field(default=())
    reworded_records: Sequence[Changed] = field(default=())
    answered_records: Sequence[Changed] = field(default=())
    withdrawn_records: Sequence[Recommendation] = field(default=())
    cut: bool = False

    @property
    def total(self) -> int:
        return self.new + self.reworded + self.answered + self.withdrawn


def changes_since(
    viewer: Any, country: str, since: date, *, filters: Sequence[tuple[str, str]] = (), shown: int = 5
) -> Changes:
    """What imports brought since the beginning of a day (UTC), of what `viewer` may see of a country.

    A record is new where no import before told of it; a position is an answer of its own, not a changed wording.
    """
    moment = datetime.combine(since, time.min, tzinfo=UTC)
    runs = list(ImportRun.objects.filter(started__gte=moment).values_list("pk", flat=True))
    kinds = next((value.split(",") for name, value in filters if name == "type"), [])
    gone = _withdrawn(viewer, country, since, kinds=kinds, focus=FOCUS in filters)
    if not runs:
        return Changes(since, withdrawn=len(gone), withdrawn_records=gone[:shown])
    ids, cut = _ids(viewer, [("country", country), *filters])
    new = _new(ids, runs)
    changed = _changed(ids - set(new), runs, viewer)
    answered = [one for one in changed if "position" in one.fields]
    reworded = [one for one in changed if set(one.fields) - {"position"}]
    first = records_visible(viewer, new[:shown])
    return Changes(
        since,
        new=len(new),
        reworded=len(reworded),
        answered=len(answered),
        withdrawn=len(gone),
        new_records=[first[pk] for pk in new[:shown] if pk in first],
        reworded_records=reworded[:shown],
        answered_records=answered[:shown],
        withdrawn_records=gone[:shown],
        cut=cut,
    )


def _ids(viewer: Any, filters: list[tuple[str, str]]) -> tuple[set[int], bool]:
    found = search(
        viewer_tokens(viewer), "", kinds=[KIND], filters=filters, limit=DEEPEST, order="newest", count_kinds=False
    )
    return {hit.id for hit in found.hits}, found.total > len(found.hits)


def _new(ids: Collection[int], runs: Collection[int]) -> list[int]:
    """Ids of records that were first attested by one of those runs, the newest first.

    A run that changes an attestation takes it over, so age is told by the order in which attestations were made: new
    is what came after all that an earlier run still holds, and what no run since had to change.
    """
    if not ImportRun.objects.exclude(pk__in=runs).exists():
        return sorted(ids, reverse=True)
    held = Attestation.objects.exclude(run_id__in=runs).order_by("-pk").values_list("pk", flat=True).first() or 0
    reworded = set(EarlierWording.objects.filter(run_id__in=runs).values_list("recommendation_id", flat=True))
    found: list[int] = []
    for some in _parts(ids):
        rows = Attestation.objects.filter(recommendation_id__in=some).values("recommendation_id")
        rows = rows.annotate(made=Min("pk")).filter(made__gt=held)
        found += rows.values_list("recommendation_id", flat=True)
    return sorted(set(found) - reworded, reverse=True)


def _changed(ids: set[int], runs: Collection[int], viewer: Any) -> list[Changed]:
    """What each record said before the first change in those runs, against what it says now."""
    before: dict[int, dict[str, Any]] = {}
    rows = EarlierWording.objects.filter(run_id__in=runs).order_by("pk").values_list("recommendation_id", "said")
    for pk, said in rows.iterator():
        if pk in ids:
            before.setdefault(pk, said)
    found = []
    for some in _parts(before):
        for pk, record in sorted(records_visible(viewer, some).items(), reverse=True):
            differing = tuple(name for name, said in before[pk].items() if _now(record, name) != said)
            if differing:
                found.append(Changed(record, differing, str(before[pk].get("position", ""))))
    return found


def _now(record: Recommendation, name: str) -> Any:
    value = getattr(record, name)
    return value if isinstance(value, str) else list(value)


def _withdrawn(viewer: Any, country: str, since: date, *, kinds: Sequence[str], focus: bool) -> list[Recommendation]:
    seen = Recommendation.objects.visible_to(viewer).filter(joined_to=None, countries__contains=f"|{country}|")
    rows = seen.filter(withdrawn__gte=since, **({"kind__in": kinds} if kinds else {}))
    return [
        one
        for one in rows.select_related("document").order_by("-withdrawn", "-pk")
        if not focus or in_focus(groups=one.groups, themes=one.themes, body=one.body, text=one.text)
    ]


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    rows = sorted(ids, reverse=True)
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
