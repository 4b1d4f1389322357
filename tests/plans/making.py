"""Small plans for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from tessera.plans.models import Activity, Milestone, Plan, Section

DAY = date(2030, 6, 1)


def plan_made(
    *, code: str = "AP-2030-2033", audience: str = "public", adopted: bool = True, activities: int = 3, **fields: Any
) -> Plan:
    """A plan with one section and a few activities 1a, 1b, ..."""
    wording = {"title": "Plan of Arlandia", "start": 2030, "end": 2033, **fields}
    plan = Plan(code=code, audience=audience, **wording)
    if adopted:
        plan.adopt(day=date(2030, 1, 1))
    plan.save()
    section = Section.objects.create(plan=plan, ref="1", title="First things")
    for i in range(activities):
        Activity.objects.create(
            plan=plan,
            section=section,
            ref=f"1{chr(97 + i)}",
            title=f"Activity {i}",
            text=f"Activity {i}: the Network will do it. (GNR {i + 1}, 8)",
            start=2030,
            end=2031,
            order=i,
            actions=[{"title": "", "text": "", "gnr": [i + 1, 8]}],
        )
    return plan


def milestone_made(activity: Activity, *, title: str, audience: str = "network", due: date | None = None) -> Milestone:
    """A milestone of the activity."""
    return Milestone.objects.create(activity=activity, title=title, audience=audience, due=due or date(2030, 6, 1))
