"""The desk review's records; one module per cluster of them."""

from .documents import DraftComment, ReviewedDocument
from .passages import Passage, Word
from .practices import GoodPractice
from .scorecard import CriterionRating

__all__ = ["CriterionRating", "DraftComment", "GoodPractice", "Passage", "ReviewedDocument", "Word"]
