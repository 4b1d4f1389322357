"""Reads a plan document: blocks of text to objectives, strategy, sections and activities, with every anomaly reported.

Pure functions over tessera.extraction; imports no Django.
"""

from .model import PlanDocumentError, ReadAction, ReadActivity, ReadItem, ReadPlan, ReadSection, ReadWarning
from .reader import read_plan

__all__ = [
    "PlanDocumentError",
    "ReadAction",
    "ReadActivity",
    "ReadItem",
    "ReadPlan",
    "ReadSection",
    "ReadWarning",
    "read_plan",
]
