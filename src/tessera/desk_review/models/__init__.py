"""The desk review's records; one module per cluster of them."""

from .documents import DraftComment, ReviewedDocument
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
