"""Money of a plan: which activities can begin with what there is, which wait, and the amounts with their currency.

Amounts are never added across currencies. An activity's entities are those that lead it, together: a line is never
counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from tessera.plans.models import Activity, Contribution, FundingLine, Plan

from .activities import AMOUNTS
from .standing import OVER, activities_with_leads

NONE = "none"
WAYS = ("donor", "entity", "year")


@dataclass(slots=True)
class Money:
    """Activities that are not over, by whether there is what they need."""

    existing: list[Activity] = field(default_factory=list)
    funded: list[Activity] = field(default_factory=list)
    waiting: list[Activity] = field(default_factory=list)
    unknown: list[Activity] = field(default_factory=list)


@dataclass(slots=True)
class Sums:
    """Amounts of the lines that share `keys` (a way: its key) and currency. `labels` say the keys for people."""

    keys: dict[str, str]
    labels: dict[str, str]
    currency: str
    asked: Decimal = Decimal(0)
    pledged: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)

    @property
    def gap(self) -> Decimal:
        """What was asked and has not come."""
        return max(Decimal(0), self.asked - self.received)


def money_standing(plan: Plan, viewer: Any) -> Money:
    """An activity that needs funding can begin once the viewer sees that some was received for it."""
    result = Money()
    lines = FundingLine.objects.visible_to(viewer).filter(activity__plan=plan, received__gt=0)
    received = set(lines.values_list("activity_id", flat=True))
    for activity in activities_with_leads(plan).exclude(status__in=OVER):
        if activity.funding == Activity.Funding.EXISTING:
            result.existing.append(activity)
        elif activity.pk in received:
            result.funded.append(activity)
        elif activity.funding == Activity.Funding.NEEDED:
            result.waiting.append(activity)
        else:
            result.unknown.append(activity)
    return result


def funding_listed(plan: Plan, viewer: Any) -> QuerySet[FundingLine]:
    """Every funding line that the viewer may see, each activity with its `.leads`."""
    leads = Contribution.objects.filter(part=Contribution.Part.LEAD).select_related("organisation")
    return (
        FundingLine.objects.visible_to(viewer)
        .filter(activity__plan=plan)
        .select_related("activity")
        .prefetch_related(Prefetch("activity__contributions", queryset=leads, to_attr="leads"))
        .order_by("year", "donor", "pk")
    )


def funding_summed(lines: Iterable[FundingLine], ways: Iterable[str]) -> list[Sums]:
    """Amounts by each of the `ways` and by currency, in the order of what they are called."""
    found: dict[tuple[str, ...], Sums] = {}
    ways = tuple(ways)
    for line in lines:
        told = {way: line_key(line, way) for way in ways}
        mark = (*(key for key, _label in told.values()), line.currency)
        sums = found.get(mark)
        if sums is None:
            keys, labels = ({way: pair[place] for way, pair in told.items()} for place in (0, 1))
            sums = found[mark] = Sums(keys, labels, line.currency)
        for amount in AMOUNTS:
            setattr(sums, amount, getattr(sums, amount) + getattr(line, amount))
    return sorted(found.values(), key=lambda one: (*(label.casefold() for label in one.labels.values()), one.currency))


def line_key(line: FundingLine, way: str) -> tuple[str, str]:
    """Under which key and label a line stands in one way of looking; both are empty words where nothing is known."""
    if way == "donor":
        return line.donor or NONE, line.donor
    if way == "year":
        return (str(line.year), str(line.year)) if line.year else (NONE, "")
    leads = sorted((one.organisation for one in line.activity.leads), key=str)
    return "-".join(str(one.pk) for one in leads) or NONE, ", ".join(map(str, leads))
