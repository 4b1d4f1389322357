"""What of figures about people is shown: no number under five, and none that gives such a number away. Pure functions.

Figures are broken down one way at a time, never crossed; a breakdown and its total are all that is shown of a period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

LEAST = 5
NOT_STATED = "not-stated"


def total_shown(total: Decimal | None) -> Decimal | None:
    """A number of people, None where it is too small to be shown."""
    return None if total is None or total < LEAST else total


def sum_shown(totals: Iterable[Decimal]) -> Decimal | None:
    """The sum of several periods, None where one of them is withheld: what is left would give it away."""
    added = list(totals)
    return None if any(total < LEAST for total in added) else total_shown(sum(added, Decimal(0)))


def cells_whole(cells: Mapping[str, int], *, total: Decimal) -> dict[str, int]:
    """The cells with those who are in none of them."""
    rest = int(total) - sum(cells.values())
    return {**cells, NOT_STATED: rest} if rest > 0 else dict(cells)


def cells_shown(cells: Mapping[str, int], *, total: Decimal) -> dict[str, int | None]:
    """Each cell of one breakdown, None where it is withheld.

    A small cell alone could be told from the total, so the next smallest go with it until at least two cells, together
    at least five people, are withheld. A cell that leaves out only a few of all tells of these few, so it goes too.
    """
    whole = cells_whole(cells, total=total)
    ordered = sorted(whole, key=lambda category: (whole[category], category))
    withheld = {category for category in ordered if whole[category] < LEAST or 0 < total - whole[category] < LEAST}
    if total < LEAST:
        withheld = set(ordered)
    for category in ordered:
        if not withheld or (len(withheld) > 1 and sum(whole[one] for one in withheld) >= LEAST):
            break
        withheld.add(category)
    return {category: None if category in withheld else count for category, count in whole.items()}
