"""Values of indicators: entered as drafts with what shows them, confirmed by somebody who answers for the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Indicator, IndicatorValue
from tessera.vocabulary.disaggregation import axes

from .entering import author_of, record_archive, record_edit, record_enter, record_restore

LARGEST_FILE = 20_000_000
MANY_ANSWERS = frozenset({"group"})  # one person may belong to several
STEPS = ("confirm", "reopen")


@transaction.atomic
def value_add(
    *,
    indicator: Indicator,
    by: Any,
    file: UploadedFile | None = None,
    audience: dict[str, Any] | None = None,
    **values: Any,
) -> IndicatorValue:
    """A draft of a period's value. What the platform counts is never typed."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if indicator.measure:
        raise PlanError(_("The platform counts this itself; nothing is entered."))
    if indicator.archived_at:
        raise PlanError(_("This indicator is archived; restore it first."))
    value = IndicatorValue(indicator=indicator, **values)
    _check(value)
    _file_keep(value, file)
    return record_enter(value, by=by, **(audience or {}))


@transaction.atomic
def value_change(
    *,
    record: IndicatorValue,
    version: int,
    by: Any,
    file: UploadedFile | None = None,
    audience: dict[str, Any] | None = None,
    **values: Any,
) -> IndicatorValue:
    """Change a draft; a confirmed value is reopened first. A file that was added stays unless another replaces it."""
    now = IndicatorValue.objects.select_for_update().select_related("indicator").get(pk=record.pk)
    if now.state == IndicatorValue.State.CONFIRMED:
        raise PlanError(_("This value is confirmed; take the confirmation back before you change it."))
    for name, told in values.items():
        setattr(now, name, told)
    _check(now)
    if file is not None:
        _file_keep(now, file)
        values |= {"evidence_file": now.evidence_file, "evidence_file_name": now.evidence_file_name}
    return record_edit(record, version=version, by=by, **values, **(audience or {}))


@transaction.atomic
def value_step(*, record: IndicatorValue, step: str, version: int, by: Any) -> IndicatorValue:
    """Confirm a draft, or take the confirmation back."""
    now = IndicatorValue.objects.select_for_update().select_related("indicator").get(pk=record.pk)
    if step not in STEPS or not can_proceed(getattr(now, step)):
        raise PlanError(_("A value that is “%(state)s” cannot take this step.") % {"state": now.get_state_display()})
    if now.version != version:
        raise EditConflict(_("Somebody changed this meanwhile; look at it again."), theirs=now)
    if step == "confirm":
        if now.archived_at:
            raise PlanError(_("This value is archived; restore it first."))
        _apart_check(now)
    getattr(now, step)()
    done = step == "confirm"
    now.confirmed_at, now.confirmed_by = (timezone.now(), author_of(by)) if done else (None, None)
    now.version += 1
    now._history_user = author_of(by)
    now.save()
    audit_record(actor=author_of(by), action=f"indicators.value-{step}", subject=str(now.pk))
    return now


def value_archive(*, record: IndicatorValue, version: int, by: Any) -> IndicatorValue:
    return record_archive(record, version=version, by=by)


@transaction.atomic
def value_restore(*, record: IndicatorValue, version: int, by: Any) -> IndicatorValue:
    if record.state == IndicatorValue.State.CONFIRMED:
        _apart_check(record)
    return record_restore(record, version=version, by=by)


def _check(value: IndicatorValue) -> None:
    indicator: Indicator = value.indicator
    if value.start and value.end < value.start:
        raise PlanError(_("The period ends before it begins."))
    if indicator.counts_people and (value.value < 0 or value.value != int(value.value)):
        raise PlanError(_("People are counted in whole numbers."))
    for axis, cells in value.cells.items():
        _cells_check(axis, cells, indicator, value.value)


def _cells_check(axis: str, cells: dict[str, int], indicator: Indicator, total: Decimal) -> None:
    known = axes().get(axis)
    if known is None or axis not in indicator.disaggregation:
        raise PlanError(_("This indicator is not broken down by “%(axis)s”.") % {"axis": axis})
    if any(category not in known.categories or count < 0 for category, count in cells.items()):
        raise PlanError(_("A part of the breakdown by %(axis)s is no number of people.") % {"axis": known.label})
    largest = max(cells.values(), default=0) if axis in MANY_ANSWERS else sum(cells.values())
    if largest > total:
        raise PlanError(_("The breakdown by %(axis)s counts more people than the value.") % {"axis": known.label})


def _apart_check(value: IndicatorValue) -> None:
    """Values that are added, or of people, must not overlap: they would count twice, or give small numbers away."""
    indicator = value.indicator
    if not (indicator.adds_up or indicator.counts_people):
        return
    if value.start is None and indicator.adds_up:
        raise PlanError(_("Say when the period begins: values of this indicator are added."))
    others = IndicatorValue.objects.filter(
        indicator=indicator, state=IndicatorValue.State.CONFIRMED, archived_at__isnull=True
    )
    for other in others.exclude(pk=value.pk):
        if _first(other) <= value.end and _first(value) <= other.end:
            raise PlanError(_("There is a confirmed value for a part of this period already."))


def _first(value: IndicatorValue) -> date:
    return value.start or value.end


def _file_keep(value: IndicatorValue, file: UploadedFile | None) -> None:
    if file is None:
        return
    if (file.size or 0) > LARGEST_FILE:
        said = _("“%(name)s” is larger than %(limit)s MB.")
        raise PlanError(said % {"name": file.name, "limit": LARGEST_FILE // 1_000_000})
    name = PurePath(str(file.name)).name[-255:]
    value.evidence_file.save(f"indicators/{name[-100:]}", file, save=False)
    value.evidence_file_name = name
