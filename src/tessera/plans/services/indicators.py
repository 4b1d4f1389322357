"""Indicators: what is measured and why it may be; criteria and ratings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.measures import measure
from tessera.plans.models import Activity, Indicator, IndicatorRating, Objective, Plan, RatingCriteria
from tessera.vocabulary.disaggregation import axes

from .entering import author_of, record_archive, record_edit, record_enter, record_restore

LEVELS = (IndicatorRating.Rating.APPROACHES, IndicatorRating.Rating.MEETS, IndicatorRating.Rating.EXCEEDS)


def indicator_add(
    *, part: Activity | Objective, by: Any, audience: dict[str, Any] | None = None, **values: Any
) -> Indicator:
    """A new indicator of an activity or objective; `audience` as record_enter takes it."""
    indicator = Indicator(plan=part.plan, **{part._meta.model_name: part}, **_checked(values, None))
    return record_enter(indicator, by=by, **(audience or {}))


def indicator_change(
    *, indicator: Indicator, version: int, by: Any, audience: dict[str, Any] | None = None, **values: Any
) -> Indicator:
    """Change what is measured. What was typed is never hidden behind a count: a measure needs an indicator without
    values."""
    return record_edit(indicator, version=version, by=by, **_checked(values, indicator), **(audience or {}))


def indicator_archive(*, indicator: Indicator, version: int, by: Any) -> Indicator:
    return record_archive(indicator, version=version, by=by)


def indicator_restore(*, indicator: Indicator, version: int, by: Any) -> Indicator:
    return record_restore(indicator, version=version, by=by)


def _checked(values: dict[str, Any], indicator: Indicator | None) -> dict[str, Any]:
    told = {name: getattr(indicator, name) for name in ("measure", "disaggregation", "unit")} if indicator else {}
    told |= values
    code, why = told.get("measure", ""), told.get("disaggregation") or {}
    if code:
        known = measure(code)
        if known is None:
            raise PlanError(_("Nothing of that name is counted here."))
        if why:
            raise PlanError(_("What the platform counts cannot be broken down by people's characteristics."))
        if indicator and not indicator.measure and indicator.values.exists():
            raise PlanError(_("Values were entered for this indicator; add a new one for what the platform counts."))
        values |= {"unit": str(known.unit), "counts_people": False, "adds_up": False}
    elif not str(told.get("unit", "")).strip():
        raise PlanError(_("Say in which unit it is measured."))
    if unknown := [axis for axis, reason in why.items() if axis not in axes() or not str(reason).strip()]:
        raise PlanError(_("Say why asking for “%(axis)s” is lawful and safe.") % {"axis": unknown[0]})
    if why:
        values["counts_people"] = True
    _times_checked(values)
    return values


def _times_checked(values: dict[str, Any]) -> None:
    begin, end = values.get("baseline_on"), values.get("target_on")
    if begin and end and end <= begin:
        raise PlanError(_("The target's day must come after the baseline's."))
    if "milestones" in values:
        ordered = sorted(values["milestones"], key=lambda one: one["day"])
        for one in ordered:
            date.fromisoformat(one["day"])
            Decimal(one["value"])
        values["milestones"] = ordered


@transaction.atomic
def criteria_write(*, plan: Plan, words: dict[str, str], after: int, by: Any) -> RatingCriteria:
    """A new version of what each rating asks for; `after` is the number of the version that it follows (0: none)."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    last = RatingCriteria.objects.filter(plan=plan).aggregate(n=Max("number"))["n"] or 0
    if last != after:
        raise EditConflict(_("Somebody else wrote a new version meanwhile; look at it and write yours again."))
    told = {level.value: str(words.get(level.value, "")).strip() for level in LEVELS}
    if not all(told.values()):
        raise PlanError(_("Say what each rating asks for."))
    current = RatingCriteria.objects.filter(plan=plan, number=last).first()
    if current and current.words == told:
        raise PlanError(_("Nothing was changed."))
    audit_record(actor=author_of(by), action="indicators.criteria", subject=f"{plan.code} {last + 1}")
    return RatingCriteria.objects.create(plan=plan, number=last + 1, words=told, made_by=author_of(by))


def rating_give(*, indicator: Indicator, rating: str, reason: str, day: date, by: Any) -> IndicatorRating:
    """Rate an indicator as of a day, against the newest criteria. Earlier ratings stay."""
    criteria = RatingCriteria.objects.filter(plan=indicator.plan_id).first()
    if criteria is None:
        raise PlanError(_("Write first what each rating asks for."))
    if rating not in IndicatorRating.Rating.values:
        raise PlanError(_("There is no such rating."))
    if not reason.strip():
        raise PlanError(_("Say why."))
    return IndicatorRating.objects.create(
        indicator=indicator,
        criteria=criteria,
        rating=rating,
        reason=reason.strip(),
        day=day,
        made_by=author_of(by),
    )
