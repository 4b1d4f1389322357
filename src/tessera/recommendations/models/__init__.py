"""Documents, recommendations, attestations, imports."""

from .codes import CodesField
from .imports import ImportRun
from .recommendations import Attestation, AttestationBody, Document, EarlierWording, Recommendation, ThemeLabel

__all__ = [
    "Attestation",
    "AttestationBody",
    "CodesField",
    "Document",
    "EarlierWording",
    "ImportRun",
    "Recommendation",
    "ThemeLabel",
]
