"""The records of coordination; one module per cluster of them."""

from .groups import Member, Update, WorkingGroup
from .meetings import ActionPoint, Meeting
from .tasks import Task
from .yearly import ReportEntry, ReportProposal, ReportReminder, ReportRound, YearlyReport

__all__ = [
    "ActionPoint",
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
]
