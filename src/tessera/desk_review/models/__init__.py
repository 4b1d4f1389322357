"""The desk review's records; one module per cluster of them."""

from .documents import DraftComment, ReviewedDocument
from .gaps import Gap, GapRun
from .jobs import Job, JobPart, QueueWorker
from .passages import Passage, Ruling, Said, Word
from .practices import GoodPractice
from .projects import Assignment, Codebook, ReviewProject
from .scorecard import CriterionRating

__all__ = [
    "Assignment",
    "Codebook",
    "CriterionRating",
    "DraftComment",
    "Gap",
    "GapRun",
    "GoodPractice",
    "Job",
    "JobPart",
    "Passage",
    "QueueWorker",
    "ReviewProject",
    "ReviewedDocument",
    "Ruling",
    "Said",
    "Word",
]
