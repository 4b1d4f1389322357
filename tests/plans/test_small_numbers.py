"""Small numbers of people: none is shown, and none can be worked out from what is."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.plans.small_numbers import LEAST, NOT_STATED, cells_shown, cells_whole, sum_shown, total_shown

CELLS = st.dictionaries(st.sampled_from(["women", "men", "other-sex"]), st.integers(0, 12), min_size=1)


def test_a_small_cell_takes_the_next_smallest_with_it():
    assert cells_shown({"women": 31, "men": 14, "other-sex": 2}, total=Decimal(47)) == {
        "women": 31,
        "men": None,
        "other-sex": None,
    }


def test_those_who_are_in_no_cell_are_a_cell_too():
    assert cells_shown({"women": 31, "men": 14}, total=Decimal(47)) == {"women": 31, "men": None, NOT_STATED: None}
    assert cells_shown({"women": 31, "men": 14}, total=Decimal(52)) == {"women": 31, "men": 14, NOT_STATED: 7}


def test_a_small_total_is_withheld_with_all_its_cells():
    assert total_shown(Decimal(4)) is None
    assert total_shown(Decimal(5)) == 5
    assert cells_shown({"women": 4}, total=Decimal(4)) == {"women": None}


def test_a_sum_does_not_give_away_the_period_that_is_withheld():
    assert sum_shown([Decimal(96), Decimal(3)]) is None
    assert sum_shown([Decimal(96), Decimal(116)]) == 212


@settings(max_examples=60, deadline=None)
@given(cells=CELLS, rest=st.integers(0, 6))
def test_no_number_under_five_can_be_worked_out(cells, rest):
    """Somebody who knows the rule, the total and all that is shown finds at least two numbers for each small cell."""
    total = sum(cells.values()) + rest
    whole = cells_whole(cells, total=Decimal(total))
    shown = cells_shown(cells, total=Decimal(total))
    assert all(count is None or count >= LEAST for count in shown.values())
    if total < LEAST:
        assert set(shown.values()) == {None}
        return
    hidden = [category for category, count in shown.items() if count is None]
    left = total - sum(count for count in shown.values() if count is not None)
    possible = [
        dict(zip(hidden, counts, strict=True))
        for counts in product(range(left + 1), repeat=len(hidden))
        if sum(counts) == left and _rule_withholds(shown, dict(zip(hidden, counts, strict=True)), total)
    ]
    for category in hidden:
        if whole[category] < LEAST:
            assert len({one[category] for one in possible}) > 1, (cells, rest, shown)


def _rule_withholds(shown, guess, total) -> bool:
    """The guess, put into the rule, would have been shown as this was. (One who knows the rule knows that.)"""
    cells = {category: guess.get(category, count) for category, count in shown.items()}
    if cells.get(NOT_STATED) == 0:
        return False
    known = {category: count for category, count in cells.items() if category != NOT_STATED}
    return cells_shown(known, total=Decimal(total)) == shown
