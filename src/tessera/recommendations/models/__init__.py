"""Documents, recommendations, attestations, imports, ratifications."""

from .codes import CodesField
from .imports import ImportRun
from .ratifications import EarlierTreatyStatus, TreatyAttestation, TreatyStatus
from .recommendations import Attestation, AttestationBody, Document, EarlierWording, Recommendation, ThemeLabel

__all__ = [
    "Attestation",
    "AttestationBody",
    "CodesField",
    "Document",
    "EarlierTreatyStatus",
    "EarlierWording",
    "ImportRun",
    "Recommendation",
    "ThemeLabel",
    "TreatyAttestation",
    "TreatyStatus",
]
