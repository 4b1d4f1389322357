"""Documents, recommendations, attestations, imports, column maps."""

from .codes import CodesField
from .column_maps import ColumnMap
from .imports import ImportRun
from .recommendations import (
    RESPONSE,
    Attestation,
    AttestationBody,
    Document,
    EarlierWording,
    Recommendation,
    ThemeLabel,
)

__all__ = [
    "RESPONSE",
    "Attestation",
    "AttestationBody",
    "CodesField",
    "ColumnMap",
    "Document",
    "EarlierWording",
    "ImportRun",
    "Recommendation",
    "ThemeLabel",
]
