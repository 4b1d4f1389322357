"""Saving what two people may edit at once: the second is told, and loses nothing."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _
from django_fsm import FSMField

from tessera.plans.errors import EditConflict

Record = TypeVar("Record", bound=models.Model)


@transaction.atomic
def record_change(record: Record, *, version: int, by: Any, reason: str = "", **values: Any) -> Record:
    """Set `values` on a record that was read at `version`.

    Raises EditConflict, with the record as it stands now, where somebody saved meanwhile.
    """
    now = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    for name, value in values.items():
        setattr(now, name, value)
    now.full_clean(exclude={"audience_people", *_kept_by_transitions(type(now))})
    now.version += 1
    now._history_user, now._change_reason = by if getattr(by, "pk", None) else None, reason[:100]
    now.save()
    return now


def _kept_by_transitions(model: type[models.Model]) -> set[str]:
    """Fields that only transitions may set; checking them would set them."""
    return {field.name for field in model._meta.concrete_fields if isinstance(field, FSMField)}
