"""The contract that sources fulfil: what an adapter is given, what it gives back, and how it is found.

Imports analysis, extraction, vocabulary and lib; knows no single source.
"""

from .adapters import Source, adapters, extract_file, source_get, source_of
from .columns import (
    ColumnGuess,
    Columns,
    TableGuess,
    WrongColumns,
    column_labels,
    columns_fitted,
    columns_parse,
    header_fingerprint,
    quoted,
)
from .download import NotFetched, file_fetch
from .guesses import country_guesses, word_guesses
from .json_array import json_elements
from .read_records import RawRecord, ReadRecord, Rejected, State
from .records import Extraction, ReadDocument, ReadRecommendation, Unrecognized
from .source_file import SourceFile

__all__ = [
    "ColumnGuess",
    "Columns",
    "Extraction",
    "NotFetched",
    "RawRecord",
    "ReadDocument",
    "ReadRecommendation",
    "ReadRecord",
    "Rejected",
    "Source",
    "SourceFile",
    "State",
    "TableGuess",
    "Unrecognized",
    "WrongColumns",
    "adapters",
    "column_labels",
    "columns_fitted",
    "columns_parse",
    "country_guesses",
    "extract_file",
    "file_fetch",
    "header_fingerprint",
    "json_elements",
    "quoted",
    "source_get",
    "source_of",
    "word_guesses",
]
