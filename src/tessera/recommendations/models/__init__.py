"""Documents, recommendations, attestations, imports; what people decided about them."""

from .by_hand import Correction, JoinByHand
from .codes import CodesField
from .imports import ImportRun
from .recommendations import Attestation, AttestationBody, Document, EarlierWording, Recommendation, ThemeLabel

__all__ = [
    "Attestation",
    "AttestationBody",
    "CodesField",
    "Correction",
    "Document",
    "EarlierWording",
    "ImportRun",
    "JoinByHand",
    "Recommendation",
    "ThemeLabel",
]
