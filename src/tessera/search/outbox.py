"""Notes what the index must be told, in the transaction of the change itself.

Saves, deletions and changes of many-to-many fields are noted by signals. Whoever writes in bulk, which sends none,
calls `outbox_changed`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from .models import EVERYTHING, Outbox
from .registry import Kind, kinds, on_register

BATCH = 2000


def outbox_changed(records: Collection[Any], *, withheld: bool = True) -> None:
    """Records of one model were added, changed or deleted: note them and what is found by them.

    `withheld=False` is for imports of many new records, of which no words can have become secret.
    """
    if not records:
        return
    model = type(next(iter(records)))
    for kind in kinds().values():
        if kind.model is model:
            outbox_add(kind.code, [record.pk for record in records], withheld=withheld)
        for also in kind.also:
            if also.model is model:
                outbox_add(kind.code, also.ids(records), withheld=withheld)


def outbox_add(kind: str, ids: Iterable[int], *, withheld: bool = True) -> None:
    """Note records of one kind by their ids."""
    rows = (Outbox(kind=kind, record_id=i, withheld=withheld) for i in dict.fromkeys(ids))
    Outbox.objects.bulk_create(rows, batch_size=BATCH)


@transaction.atomic
def outbox_forget() -> None:
    """After an erasure: no old word is found from now on, and a new index leaves none in the files of the old one."""
    for kind in kinds().values():
        if kind.personal:
            rows = kind.rows().prefetch_related(None).order_by("pk").values_list("pk", flat=True)
            outbox_add(kind.code, rows.iterator())
    outbox_add(EVERYTHING, [0], withheld=False)


def signals_connect() -> None:
    """Listen to the models of every kind, those registered later included. Called once, by the app."""
    on_register(_listen)


def _listen(kind: Kind) -> None:
    for model in {kind.model, *(also.model for also in kind.also)}:
        label = model._meta.label_lower
        post_save.connect(_saved, sender=model, dispatch_uid=f"search {label} saved")
        post_delete.connect(_saved, sender=model, dispatch_uid=f"search {label} deleted")
        for field in model._meta.many_to_many:
            through = field.remote_field.through
            if through._meta.auto_created:
                m2m_changed.connect(_related, sender=through, dispatch_uid=f"search {label} {field.name}")


def _saved(instance: Any, **_: Any) -> None:
    outbox_changed([instance])


def _related(instance: Any, action: str, reverse: bool, model: type[Any], pk_set: set[Any] | None, **_: Any) -> None:
    if not action.startswith("post_"):
        return
    outbox_changed(list(model._default_manager.filter(pk__in=pk_set or ())) if reverse else [instance])
