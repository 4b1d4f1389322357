"""Documents, recommendations, attestations, imports, packs."""

from .codes import CodesField
from .imports import ImportRun
from .packs import Pack, PackBody, PackDispatch
from .recommendations import Attestation, AttestationBody, Document, EarlierWording, Recommendation, ThemeLabel

__all__ = [
    "Attestation",
    "AttestationBody",
    "CodesField",
    "Document",
    "EarlierWording",
    "ImportRun",
    "Pack",
    "PackBody",
    "PackDispatch",
    "Recommendation",
    "ThemeLabel",
]
