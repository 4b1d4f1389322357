"""What a passage of a document says of the Network's field: relevance, groups, how they are addressed, who speaks.

Pure functions over text; imports the rest of analysis and vocabulary only. Every finding has its place in the text and
the rule that made it, so that a person can see why.
"""

from .reading import Evidence, PassageReading, read_passage

__all__ = ["Evidence", "PassageReading", "read_passage"]
