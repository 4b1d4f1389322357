"""Which kinds of records of a plan changed last, in one query: most plans' latest changes are of one or two kinds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from tessera.plans.models import (
    Activity,
    Amendment,
    Evidence,
    FundingLine,
    Milestone,
    Objective,
    Obstacle,
    Plan,
    Section,
    StrategyItem,
)

OF_PLAN = (Amendment, Objective, StrategyItem, Section, Activity)
OF_ACTIVITY = (Milestone, Evidence, FundingLine, Obstacle)
MODELS: tuple[type[Model], ...] = (Plan, *OF_PLAN, *OF_ACTIVITY)


def newest_changed(plan: Plan, activity: Activity | None, count: int) -> tuple[list[type[Model]], datetime | None]:
    """The kinds among the `count` newest changes, and the time of the oldest of these; None where that is all there is.

    Of one activity of the plan where it is given. Says nothing of who may see a change: it tells where to look.
    """
    models = (Activity, *OF_ACTIVITY) if activity else MODELS
    of = activity.pk if activity else plan.pk
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, models, bool(activity)), [of] * len(models) + [count])
        found = cursor.fetchall()
    named = {model._meta.model_name: model for model in models}
    kinds = [named[name] for name in dict.fromkeys(row[0] for row in found)]
    return kinds, _moment(found[-1][1]) if len(found) == count else None


@cache
def _statement(vendor: str, models: tuple[type[Model], ...], of_activity: bool) -> str:
    """The same for every plan, hence put together once."""
    quote = connection.ops.quote_name
    parts = []
    for model in models:
        where = "id = %s" if model is Plan or (model is Activity and of_activity) else "plan_id = %s"
        if model in OF_ACTIVITY:
            activities = f"(SELECT id FROM {quote(Activity._meta.db_table)} WHERE plan_id = %s)"  # noqa: S608
            where = "activity_id = %s" if of_activity else f"activity_id IN {activities}"
        history = quote(model.history.model._meta.db_table)
        parts.append(f"SELECT '{model._meta.model_name}' AS kind, history_date FROM {history} WHERE {where}")  # noqa: S608
    return " UNION ALL ".join(parts) + " ORDER BY history_date DESC LIMIT %s"


def _moment(value: Any) -> datetime:
    """SQLite hands out UTC, as text or without a zone, where no field says what it is."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
