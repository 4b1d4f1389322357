"""The records of coordination; one module per cluster of them."""

from .groups import Member, Update, WorkingGroup
from .meetings import ActionPoint, Meeting
from .tasks import Task

__all__ = ["ActionPoint", "Meeting", "Member", "Task", "Update", "WorkingGroup"]
