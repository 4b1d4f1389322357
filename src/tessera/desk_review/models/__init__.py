"""The desk review's records; one module per cluster of them."""

from .documents import DraftComment, ReviewedDocument
from .gaps import Gap, GapRun
from .jobs import Job, JobPart, QueueWorker
from .passages import Passage, Word
from .practices import GoodPractice
from .scorecard import CriterionRating

__all__ = ["CriterionRating", "DraftComment", "GoodPractice", "Passage", "ReviewedDocument", "Word"]
__all__ = [
    "CriterionRating",
    "DraftComment",
    "Gap",
    "GapRun",
    "Job",
    "JobPart",
    "Passage",
    "QueueWorker",
    "ReviewedDocument",
from .passages import Passage, Ruling, Said, Word
from .projects import Assignment, Codebook, ReviewProject
from .scorecard import CriterionRating

__all__ = [
    "Assignment",
    "Codebook",
    "CriterionRating",
    "DraftComment",
    "Passage",
    "ReviewProject",
    "ReviewedDocument",
    "Ruling",
    "Said",
    "Word",
]
