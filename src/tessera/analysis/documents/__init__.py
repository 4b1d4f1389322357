"""A whole document read for a desk review: what it is, its passages, the scorecard, and what was not found in it.

Pure: takes what tessera.extraction.passages read, and stores nothing. Imports the rest of analysis, the types of
extraction, and vocabulary.
"""

from .reviewing import Review, ReviewedPassage, review_document
from .scoring import Rating

__all__ = ["Rating", "Review", "ReviewedPassage", "review_document"]
