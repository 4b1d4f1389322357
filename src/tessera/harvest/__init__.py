"""The contract that sources fulfil: what an adapter is given, what it gives back, and how it is found.

Imports analysis, extraction, vocabulary and lib; knows no single source.
"""

from .adapters import Adapter, adapters, extract_file
from .records import Extraction, ReadDocument, ReadRecommendation, Unrecognized
from .source_file import SourceFile

__all__ = [
    "Adapter",
    "Extraction",
    "ReadDocument",
    "ReadRecommendation",
    "SourceFile",
    "Unrecognized",
    "adapters",
    "extract_file",
]
