"""Documents, recommendations, attestations, imports, column maps, ratifications."""

from .codes import CodesField
from .column_maps import ColumnMap
from .imports import ImportRun
from .ratifications import EarlierTreatyStatus, TreatyAttestation, TreatyStatus
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
    "EarlierTreatyStatus",
    "EarlierWording",
    "ImportRun",
    "Recommendation",
    "ThemeLabel",
    "TreatyAttestation",
    "TreatyStatus",
]
