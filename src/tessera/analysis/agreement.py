"""How far people agree who answered the same questions: Krippendorff's alpha for names without order.

K. Krippendorff, Content Analysis (4th ed. 2018), chapter 12; "Computing Krippendorff's Alpha-Reliability" (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple


class Agreement(NamedTuple):
    """`alpha` is 1 where all agree and 0 where they agree as often as by chance; None where nothing can be said: nobody
    answered what another did, or all gave one and the same answer. `units` and `values` are what it rests on."""

    alpha: float | None
    units: int
    values: int


def agreement_of(units: Iterable[Sequence[Hashable | None]]) -> Agreement:
    """Each unit holds the answers given to one question; None is a missing one. Units with fewer than two answers say
    nothing of agreement and are left out."""
    totals: Counter[Hashable] = Counter()
    disagreed, counted = 0.0, 0
    for unit in units:
        told = Counter(value for value in unit if value is not None)
        size = sum(told.values())
        if size < 2:
            continue
        counted += 1
        totals += told
        disagreed += (size * size - sum(n * n for n in told.values())) / (size - 1)
    values = sum(totals.values())
    chance = values * values - sum(n * n for n in totals.values())
    alpha = 1 - (values - 1) * disagreed / chance if chance else None
    return Agreement(alpha, counted, values)
