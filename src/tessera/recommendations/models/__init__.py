"""Documents, recommendations, attestations, imports, ratifications; what people decided about them; packs."""

from .by_hand import Correction, JoinByHand
from .codes import CodesField
from .column_maps import ColumnMap
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

__all__ = [
    "Attestation",
    "AttestationBody",
    "CodesField",
    "ColumnMap",
    "Correction",
    "Document",
    "EarlierTreatyStatus",
    "EarlierWording",
    "ImportRun",
    "JoinByHand",
    "Pack",
    "PackBody",
    "PackDispatch",
    "Recommendation",
    "ThemeLabel",
    "TreatyAttestation",
    "TreatyStatus",
]
