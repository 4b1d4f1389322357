"""The indicators of a plan as rows of what a review freezes: as anybody of the Network sees them, no small numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from tessera.network.models import Audience, Role
from tessera.plans.models import Plan
from tessera.plans.selectors.indicators import IndicatorState, indicators_as_of


class OfNetwork:
    """Anybody of the Network: no group's records and no named person's are theirs."""

    pk = 0
    is_authenticated = is_active = is_of_network = True
    is_privileged = False
    roles = frozenset({Role.FOCAL_POINT})
    group_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()

    def has_role(self, *roles: str) -> bool:
        return bool(self.roles & set(roles))


def indicator_rows(plan: Plan, day: date) -> list[dict[str, Any]]:
    """A row for each indicator; public where everybody sees the same of it."""
    for_all = {state.indicator.pk: _values(state) for state in indicators_as_of(plan, day, AnonymousUser())}
    return [_row(state, for_all) for state in indicators_as_of(plan, day, OfNetwork())]


def _row(state: IndicatorState, for_all: dict[int, dict[str, Any]]) -> dict[str, Any]:
    indicator, values = state.indicator, _values(state)
    public = for_all.get(indicator.pk) == values
    return {
        "key": f"indicator:{indicator.pk}",
        "activity": indicator.activity.ref if indicator.activity else "",
        "objective": indicator.objective.ref if indicator.objective else "",
        "audience": Audience.PUBLIC if public else Audience.NETWORK,
        "title": indicator.title,
        **values,
        "shown_by": [{"title": one.title, "url": one.url} for one in state.evidence],
    }


def _values(state: IndicatorState) -> dict[str, Any]:
    return {
        "unit": state.unit,
        "baseline": state.baseline,
        "value": state.value,
        "target": state.target,
        "share": state.share_of_target,
        "until": state.as_of,
    }
