"""Initiatives that entities have under way: entered, changed, archived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.network.models import Organisation
from tessera.plans.errors import PlanError
from tessera.plans.models import Activity, Initiative

from .entering import record_archive, record_edit, record_enter, record_restore


@transaction.atomic
def initiative_add(
    *,
    by: Any,
    organisations: Iterable[Organisation],
    activities: Iterable[Activity] = (),
    audience: dict[str, Any] | None = None,
    **values: Any,
) -> Initiative:
    """A new one, of one or more entities; `audience` as record_enter takes it."""
    entities = _entities(organisations)
    _period_check(values)
    initiative = record_enter(Initiative(**values), by=by, **(audience or {}))
    initiative.organisations.set(entities)
    initiative.activities.set(activities)
    return initiative


@transaction.atomic
def initiative_change(
    *,
    initiative: Initiative,
    version: int,
    by: Any,
    organisations: Iterable[Organisation],
    activities: Iterable[Activity],
    audience: dict[str, Any] | None = None,
    **values: Any,
) -> Initiative:
    entities = _entities(organisations)
    _period_check(values)
    changed = record_edit(initiative, version=version, by=by, **values, **(audience or {}))
    changed.organisations.set(entities)
    changed.activities.set(activities)
    return changed


def initiative_archive(*, initiative: Initiative, version: int, by: Any) -> Initiative:
    return record_archive(initiative, version=version, by=by)


def initiative_restore(*, initiative: Initiative, version: int, by: Any) -> Initiative:
    return record_restore(initiative, version=version, by=by)


def _entities(organisations: Iterable[Organisation]) -> list[Organisation]:
    found = list(organisations)
    if not found:
        raise PlanError(_("Say which entity does it."))
    return found


def _period_check(values: dict[str, Any]) -> None:
    if values.get("start") and values.get("end") and values["end"] < values["start"]:
        raise PlanError(_("The last month is before the first."))
