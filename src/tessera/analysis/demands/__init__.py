"""Which texts ask for the same: what each demands, and groups of texts that demand nearly the same. Pure functions.

Imports vocabulary and the rest of analysis only.
"""

from .clauses import phrased
from .grouping import OF_ANY, OF_ANY_WEIGHT, OF_ONE_STATE, Grouper
from .reading import VERSION, Demanded, Part, demands_read
from .weighing import Weighed, weighed, weighed_stems, weights_of

__all__ = [
    "OF_ANY",
    "OF_ANY_WEIGHT",
    "OF_ONE_STATE",
    "VERSION",
    "Demanded",
    "Grouper",
    "Part",
    "Weighed",
    "demands_read",
    "phrased",
    "weighed",
    "weighed_stems",
    "weights_of",
]
