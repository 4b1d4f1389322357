"""The records of coordination; one module per cluster of them."""

from .comments import Comment
from .endorsements import Endorsement, Invitation, Spokesperson, TextVersion
from .groups import Member, Update, WorkingGroup
from .meetings import ActionPoint, Meeting
from .plan_reviews import Finding, FrozenPlan, PlanReview, ReviewRecommendation
from .silence import Answer, Extension, SilencePeriod
from .tasks import Task
from .yearly import ReportEntry, ReportProposal, ReportReminder, ReportRound, YearlyReport

__all__ = [
    "ActionPoint",
    "Answer",
    "Comment",
    "Endorsement",
    "Extension",
    "Finding",
    "FrozenPlan",
    "Invitation",
    "Meeting",
    "Member",
    "PlanReview",
    "ReportEntry",
    "ReportProposal",
    "ReportReminder",
    "ReportRound",
    "ReviewRecommendation",
    "SilencePeriod",
    "Spokesperson",
    "Task",
    "TextVersion",
    "Update",
    "WorkingGroup",
    "YearlyReport",
]
