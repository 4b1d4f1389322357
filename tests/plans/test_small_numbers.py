"""Small numbers of people: none is shown, and none can be worked out from what is."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

from tessera.plans.small_numbers import LEAST, NOT_STATED, cells_shown, cells_whole, sum_shown, total_shown


def test_a_small_cell_takes_another_with_it():
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


def test_no_number_under_five_can_be_worked_out():
    """Every breakdown of up to 26 people in three cells and a rest: whoever knows the rule, the total and all that is
    shown still finds at least two numbers for each small cell."""
    seen: dict[tuple, list[dict[str, int]]] = defaultdict(list)
    for women, men, other, rest in product(range(27), repeat=4):
        total = women + men + other + rest
        if LEAST <= total <= 26:
            cells = {"women": women, "men": men, "other-sex": other}
            shown = cells_shown(cells, total=Decimal(total))
            assert all(count is None or count >= LEAST for count in shown.values())
            seen[(total, *shown.items())].append(cells_whole(cells, total=Decimal(total)))
    for (_total, *shown), possible in seen.items():
        for category, count in shown:
            if count is None and any(one[category] < LEAST for one in possible):
                assert len({one[category] for one in possible}) > 1, (shown, possible[0])
