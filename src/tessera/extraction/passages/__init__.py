"""Files to the passages that a review reads: numbered paragraphs, list items, table rows, each under its headings.

Imports the rest of extraction only. `read_passages` reads in this process; `apart.py` beside it in one of its own.
"""

from .passage import Passage, PassageKind, ReadDocument
from .reading import read_passages
from .scans import ScanLimits

__all__ = ["Passage", "PassageKind", "ReadDocument", "ScanLimits", "read_passages"]
