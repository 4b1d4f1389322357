"""What an entity's own yearly report says of each activity of a plan, passage by passage, and of which countries.

Pure: takes what tessera.extraction.passages read, and stores nothing. Imports the rest of analysis, the types of
extraction, and vocabulary.
"""

from .known import Known, Wording
from .proposing import Proposed, report_read

__all__ = ["Known", "Proposed", "Wording", "report_read"]
