"""The records of coordination; one module per cluster of them."""

from .comments import Comment
from .endorsements import Endorsement, Invitation, Spokesperson, TextVersion
from .groups import Member, Update, WorkingGroup
from .meetings import ActionPoint, Meeting
from .silence import Answer, Extension, SilencePeriod
from .plan_reviews import Finding, FrozenPlan, PlanReview, ReviewRecommendation
from .tasks import Task
from .yearly import ReportEntry, ReportProposal, ReportReminder, ReportRound, YearlyReport

__all__ = [
    "ActionPoint",
    "Answer",
    "Comment",
    "Endorsement",
    "Extension",
    "Invitation",
    "Meeting",
    "Member",
    "SilencePeriod",
    "Spokesperson",
    "Task",
    "TextVersion",
    "Update",
    "WorkingGroup",
    "Meeting",
    "Member",
    "ReportEntry",
    "ReportProposal",
    "ReportReminder",
    "ReportRound",
    "Task",
    "Update",
    "WorkingGroup",
    "YearlyReport",
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
