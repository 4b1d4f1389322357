"""The contract that sources fulfil: what an adapter is given, what it gives back, and how it is found.

Imports analysis, extraction, vocabulary and lib; knows no single source.
"""

from .adapters import Source, adapters, companions, extract_file, source_get, source_of
from .asking_paragraphs import Rules, gaps_told, recommendations_read
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
from .facts import Kinds, source_facts
from .fronts import front_of, session_in, symbol_in
from .guesses import country_guesses, word_guesses
from .json_array import json_elements
from .read_records import RESPONSE, RawRecord, ReadRecord, ReadStatus, Rejected, State
from .records import Extraction, ReadDocument, ReadRecommendation, Unrecognized
from .source_file import SourceFile
from .texts import texts_read

__all__ = [
    "RESPONSE",
    "ColumnGuess",
    "Columns",
    "Extraction",
    "Kinds",
    "NotFetched",
    "RawRecord",
    "ReadDocument",
    "ReadRecommendation",
    "ReadRecord",
    "ReadStatus",
    "Rejected",
    "Rules",
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
    "companions",
    "country_guesses",
    "extract_file",
    "file_fetch",
    "front_of",
    "gaps_told",
    "header_fingerprint",
    "json_elements",
    "quoted",
    "recommendations_read",
    "session_in",
    "source_facts",
    "source_get",
    "source_of",
    "symbol_in",
    "texts_read",
    "word_guesses",
]
