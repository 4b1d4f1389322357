"""Documents, recommendations, attestations, imports; what people do about them; searches that they keep."""

from .codes import CodesField
from .follow_up import Assessment, FollowUp, OfRecommendation
from .imports import ImportRun
from .recommendations import Attestation, AttestationBody, Document, EarlierWording, Recommendation, ThemeLabel
from .saved import Digest, SavedSearch

__all__ = [
    "Assessment",
    "Attestation",
    "AttestationBody",
    "CodesField",
    "Digest",
    "Document",
    "EarlierWording",
    "FollowUp",
    "ImportRun",
    "OfRecommendation",
    "Recommendation",
    "SavedSearch",
    "ThemeLabel",
]
