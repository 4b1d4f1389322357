"""The indicators of a plan as rows of what a review freezes."""

from __future__ import annotations

from datetime import date
from typing import Any

from tessera.plans.models import Plan


def indicator_rows(plan: Plan, day: date, refs: dict[int, str]) -> list[dict[str, Any]]:
    """None yet: indicators are not kept here so far."""
    return []
