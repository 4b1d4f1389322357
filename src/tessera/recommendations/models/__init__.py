"""Documents, recommendations, attestations, imports."""

from .codes import CodesField
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
    "Document",
    "EarlierWording",
    "ImportRun",
    "Recommendation",
    "ThemeLabel",
]
