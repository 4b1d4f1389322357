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


def indicator_rows(plan: Plan, day: date, *, of_network: bool | None = None) -> list[dict[str, Any]]:
    """A row for each indicator; public where everybody sees the same of it. For one reader alone: as they see it."""
    if of_network is not None:
        seen = indicators_as_of(plan, day, OfNetwork() if of_network else AnonymousUser())
        return [_row(state, public=not of_network) for state in seen]
    for_all = {state.indicator.pk: state for state in indicators_as_of(plan, day, AnonymousUser())}
    return [_row_for(state, for_all.get(state.indicator.pk)) for state in indicators_as_of(plan, day, OfNetwork())]


def _row_for(of_network: IndicatorState, for_all: IndicatorState | None) -> dict[str, Any]:
    """A public row names only what everybody may read; documents of the Network show the same numbers to its people."""
    if for_all is not None and _values(for_all) == _values(of_network):
        return _row(for_all, public=True)
    return _row(of_network, public=False)


def _row(state: IndicatorState, *, public: bool) -> dict[str, Any]:
    indicator = state.indicator
    return {
        "key": f"indicator:{indicator.pk}",
        "activity": indicator.activity.ref if indicator.activity else "",
        "objective": indicator.objective.ref if indicator.objective else "",
        "audience": Audience.PUBLIC if public else Audience.NETWORK,
        "title": indicator.title,
        **_values(state),
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
