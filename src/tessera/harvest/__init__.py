"""The contract that sources fulfil: what an adapter is given, what it gives back, and how it is found.

Imports analysis, extraction, vocabulary and lib; knows no single source.
"""

from .adapters import Source, adapters, companions, extract_file, source_get, source_of
from .asking_paragraphs import Rules, gaps_told, recommendations_read
from .download import NotFetched, file_fetch
from .facts import Kinds, source_facts
from .fronts import front_of, session_in, symbol_in
from .json_array import json_elements
from .read_records import RawRecord, ReadRecord, Rejected, State
from .records import Extraction, ReadDocument, ReadRecommendation, Unrecognized
from .source_file import SourceFile

__all__ = [
    "Extraction",
    "Kinds",
    "NotFetched",
    "RawRecord",
    "ReadDocument",
    "ReadRecommendation",
    "ReadRecord",
    "Rejected",
    "Rules",
    "Source",
    "SourceFile",
    "State",
    "Unrecognized",
    "adapters",
    "companions",
    "extract_file",
    "file_fetch",
    "front_of",
    "gaps_told",
    "json_elements",
    "recommendations_read",
    "session_in",
    "source_facts",
    "source_get",
    "source_of",
    "symbol_in",
]
