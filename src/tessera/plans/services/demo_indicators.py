"""Loads the fictional indicators and initiatives of demo.yml, through the same services that people use."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tessera.network.models import Organisation, Person
from tessera.plans.models import Indicator, Plan

from .indicator_values import value_add, value_step
from .indicators import criteria_write, indicator_add, rating_give
from .initiatives import initiative_add

PUBLIC = {"audience": "public"}
PLAIN = ("title", "definition", "unit", "measure", "adds_up", "source", "frequency", "disaggregation")


def demo_indicators_load(plan: Plan, data: dict[str, Any], by: Person, today: date) -> None:
    """What the demonstration plan measures, and what its entities have under way anyway."""
    criteria_write(plan=plan, words=data["criteria"], after=0, by=by)
    for entry in data["indicators"]:
        _indicator(plan, entry, by, today)
    for entry in data["initiatives"]:
        _initiative(plan, entry, by, today)


def _indicator(plan: Plan, entry: dict[str, Any], by: Person, today: date) -> None:
    def day(offset: int | None) -> date | None:
        return None if offset is None else today + timedelta(days=offset)

    kind, parts = ("activity", plan.activities) if "activity" in entry else ("objective", plan.objectives)
    values = {name: entry[name] for name in PLAIN if name in entry}
    values |= {name: Decimal(entry[name]) for name in ("baseline", "target") if name in entry}
    indicator = indicator_add(
        part=parts.get(ref=entry[kind]),
        by=by,
        audience=PUBLIC,
        owner=Organisation.objects.get(code=entry["owner"]),
        baseline_on=day(entry.get("baseline_on")),
        target_on=day(entry.get("target_on")),
        milestones=[{"day": day(at).isoformat(), "value": str(value)} for at, value in entry.get("milestones", [])],
        **values,
    )
    for value in entry.get("values", []):
        _value(indicator, value, by, today)
    if "rating" in entry:
        rating, offset, reason = entry["rating"]
        rating_give(indicator=indicator, rating=rating, reason=reason, day=day(offset), by=by)


def _value(indicator: Indicator, entry: dict[str, Any], by: Person, today: date) -> None:
    start, end = (today + timedelta(days=offset) for offset in entry["period"])
    evidence = {f"evidence_{name}": words for name, words in entry.get("evidence", {}).items()}
    value = value_add(
        indicator=indicator,
        by=by,
        audience=PUBLIC,
        start=start,
        end=end,
        value=Decimal(entry["value"]),
        cells=entry.get("cells", {}),
        note=entry.get("note", ""),
        **evidence,
    )
    if entry.get("confirmed"):
        value_step(record=value, step="confirm", version=value.version, by=by)


def _initiative(plan: Plan, entry: dict[str, Any], by: Person, today: date) -> None:
    start, end = (_month(today, offset) for offset in entry["months"])
    initiative_add(
        by=by,
        audience=PUBLIC,
        title=entry["title"],
        text=entry["text"],
        organisations=Organisation.objects.filter(code__in=entry["organisations"]),
        countries=tuple(entry["countries"]),
        groups=tuple(entry["groups"]),
        start=start,
        end=end,
        activities=plan.activities.filter(ref__in=entry["activities"]),
    )


def _month(today: date, offset: int) -> date:
    """The first day of a month that lies `offset` months from this one."""
    months = today.year * 12 + today.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)
