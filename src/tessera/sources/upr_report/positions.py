"""What a lead paragraph says of the recommendations below it."""

from __future__ import annotations

import re

# Tried in this order: "do not enjoy the support" holds "enjoy the support".
SAYINGS = (
    (
        "not-supported",
        r"(?:do(?:es)?|did|would|could|can)\s*not\s+(?:\w+\s+){0,3}(?:enjoy|support|accept)|reject|unable to",
    ),
    ("implemented", r"already\s+(?:been\s+)?implemented|process\s+of\s+implementation|being\s+implemented"),
    ("noted", r"(?:were|are|was|is|been)\s+noted|takes?\s+note"),
    (
        "pending",
        r"will\s+be\s+examined|will\s+examine|responses?\s+in\s+due|in\s+due\s+(?:time|course)|further\s+consider",
    ),
    (
        "supported",
        r"enjoy\w*\s+the\s+support|(?:has|have)\s+(?:been\s+)?(?:accepted|supported)|\baccepts?\b|\bsupports?\b",
    ),
)
PATTERNS = tuple((position, re.compile(saying, re.IGNORECASE)) for position, saying in SAYINGS)


def position_of(lead: str) -> str:
    """Supported, implemented, pending, not-supported or noted; pending where the paragraph does not say."""
    return next((position for position, pattern in PATTERNS if pattern.search(lead)), "pending")
