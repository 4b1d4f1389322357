"""Which texts ask for the same: what each demands, and groups of texts that demand nearly the same. Pure functions.

Imports vocabulary and the rest of analysis only.
"""

from .clauses import phrased
from .grouping import OF_ANY, OF_ANY_WEIGHT, Grouper
from .likeness import OfOneState, clause_told, features, gate
from .reading import VERSION, Demanded, Part, clauses_read, demands_read
from .weighing import Weighed, weighed, weighed_stems, weights_of

__all__ = [
    "OF_ANY",
    "OF_ANY_WEIGHT",
    "VERSION",
    "Demanded",
    "Grouper",
    "OfOneState",
    "Part",
    "Weighed",
    "clause_told",
    "clauses_read",
    "demands_read",
    "features",
    "gate",
    "phrased",
    "weighed",
    "weighed_stems",
    "weights_of",
]
