"""The contract that sources fulfil: what an adapter is given, what it gives back, and how it is found.

Imports analysis, extraction, vocabulary and lib; knows no single source.
"""

from .adapters import Source, adapters, extract_file, source_get, source_of
from .download import NotFetched, file_fetch
from .json_array import json_elements
from .read_records import RawRecord, ReadRecord, ReadStatus, Rejected, State
from .records import Extraction, ReadDocument, ReadRecommendation, Unrecognized
from .source_file import SourceFile

__all__ = [
    "Extraction",
    "NotFetched",
    "RawRecord",
    "ReadDocument",
    "ReadRecommendation",
    "ReadRecord",
    "ReadStatus",
    "Rejected",
    "Source",
    "SourceFile",
    "State",
    "Unrecognized",
    "adapters",
    "extract_file",
    "file_fetch",
    "json_elements",
    "source_get",
    "source_of",
]
