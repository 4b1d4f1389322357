"""What other pages show of reviews and of the plan after a plan: an amendment, a task and an activity say what they
came of."""

from __future__ import annotations

from typing import Any

from tessera.coordination.models import ReviewRecommendation, Task
from tessera.coordination.selectors.plan_reviews import recommendations_of_amendment, recommendations_of_task
from tessera.plans.models import Activity, Amendment
from tessera.plans.selectors.continuing import Continued, activity_continued


def came_of(person: Any, record: Amendment | Task) -> list[ReviewRecommendation]:
    """For plan_reviews/came_of.html: the recommendations of reviews that an amendment or a task came of."""
    if isinstance(record, Task):
        return recommendations_of_task(record, person)
    return recommendations_of_amendment(record, person)


def continued(person: Any, activity: Activity) -> Continued:
    """For plan_reviews/continued.html."""
    return activity_continued(activity, person)
