"""The records of coordination; one module per cluster of them."""

from .groups import Member, Update, WorkingGroup
from .meetings import ActionPoint, Meeting
from .plan_reviews import Finding, FrozenPlan, PlanReview, ReviewRecommendation
from .tasks import Task

__all__ = [
    "ActionPoint",
    "Finding",
    "FrozenPlan",
    "Meeting",
    "Member",
    "PlanReview",
    "ReviewRecommendation",
    "Task",
    "Update",
    "WorkingGroup",
]
