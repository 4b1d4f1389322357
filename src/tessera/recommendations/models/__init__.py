"""Documents, recommendations, attestations, imports, ratifications; what people decided and do about them; packs;
searches that they keep."""

from .by_hand import Correction, JoinByHand
from .codes import CodesField
from .column_maps import ColumnMap
from .demands import Demand, DemandByHand, DemandPlace, SharedDemand
from .follow_up import Assessment, FollowUp, OfRecommendation
from .imports import ImportRun
from .packs import Pack, PackBody, PackDispatch
from .ratifications import EarlierTreatyStatus, TreatyAttestation, TreatyStatus
from .recommendations import (
    Attestation,
    AttestationBody,
    Document,
    EarlierWording,
    Recommendation,
    ThemeLabel,
)
from .retelling import Relabelling
from .saved import Digest, SavedSearch
from .suggestions import LabelAnswer, LabelModel, LabelReading, LabelSuggestion

__all__ = [
    "Assessment",
    "Attestation",
    "AttestationBody",
    "CodesField",
    "ColumnMap",
    "Correction",
    "Demand",
    "DemandByHand",
    "DemandPlace",
    "Digest",
    "Document",
    "EarlierTreatyStatus",
    "EarlierWording",
    "FollowUp",
    "ImportRun",
    "JoinByHand",
    "LabelAnswer",
    "LabelModel",
    "LabelReading",
    "LabelSuggestion",
    "OfRecommendation",
    "Pack",
    "PackBody",
    "PackDispatch",
    "Recommendation",
    "Relabelling",
    "SavedSearch",
    "SharedDemand",
    "ThemeLabel",
    "TreatyAttestation",
    "TreatyStatus",
]
