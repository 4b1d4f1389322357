"""Labels all records anew by the rules of today, after an upgrade brought new ones. People's words stay above them.

Killed at any point and run again it goes on where it was; each batch is one transaction with what the index must be
told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.recommendations.models import Recommendation, Relabelling
from tessera.recommendations.models.codes import joined
from tessera.search.writer import in_transaction, index_write
from tessera.vocabulary.naming import rules_version

from .bulk import rows_update
from .describing import described, merged
from .locking import import_lock, memory_spared
from .retelling import corrections_of, labels_corrected, recommendations_tell, records_said

BATCH = 2_000
FIELDS = ("themes", "groups", "intersections", "goals", "guidance", "groups_by", "themes_by")
Progress = Callable[[int, int], None]


def records_relabel(*, again: bool = False, wait: bool = True, progress: Progress | None = None) -> Relabelling:
    """Label all records by the rules of today, unless that was done before; `again` does it all the same.

    Raises Busy where an import runs and `wait` is False.
    """
    with import_lock(wait=wait), memory_spared():
        one, _created = Relabelling.objects.get_or_create(version=rules_version())
        if one.ended is not None and again:
            one.upto, one.read, one.changed, one.started, one.ended = 0, 0, 0, timezone.now(), None
        total = Recommendation.objects.count() if progress else 0
        while one.ended is None:
            batch_relabel(one)
            if progress:
                progress(one.read, total)
    if one.changed and not in_transaction():
        index_write()
    return one


@transaction.atomic
def batch_relabel(one: Relabelling) -> None:
    """The next records; without any the relabelling ends."""
    rows = Recommendation.objects.filter(pk__gt=one.upto).order_by("pk").values_list("pk", *FIELDS)
    rows = rows.select_for_update()[:BATCH]  # before what people said of them is read
    held = {pk: tuple(values) for pk, *values in rows}
    if held:
        told = _labels_today(held)
        changed = {pk: told[pk] for pk, before in held.items() if pk in told and told[pk] != before}
        rows_update(Recommendation, FIELDS, [(pk, *map(joined, values)) for pk, values in changed.items()])
        recommendations_tell(changed, withheld=False)  # no word and no audience changes by it
        one.upto, one.read, one.changed = max(held), one.read + len(held), one.changed + len(changed)
    else:
        one.ended = timezone.now()
    one.save()


def _labels_today(ids: dict[int, Any]) -> dict[int, tuple[Sequence[str], ...]]:
    """The labels of each record that a source speaks of."""
    corrections = corrections_of(ids)
    found = {}
    for pk, said in records_said(ids).items():
        fields = described(merged(said))
        fields |= labels_corrected(fields, corrections.get(pk, {}))
        found[pk] = tuple(tuple(fields[name]) for name in FIELDS)
    return found
