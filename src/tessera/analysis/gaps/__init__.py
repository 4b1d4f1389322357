"""What the mechanisms asked of a country set against what a document of it says: addressed, partly, not found.

Pure functions over texts; imports the rest of analysis and vocabulary only. A machine points: "not found" means not
found in this document.
"""

from .finding import VERSION, Asked, Gap, gaps_found
from .reading import Passage

__all__ = ["VERSION", "Asked", "Gap", "Passage", "gaps_found"]
