"""Krippendorff's alpha: worked examples of the literature, each computed by hand here, and its laws."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.analysis.agreement import agreement_of

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part A: two observers, ten units, yes or no.
A1 = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"]
A2 = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]
# Part C: four observers, twelve units, five values, some missing (".").
C = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
answers = st.lists(st.lists(st.sampled_from(["yes", "no", None]), max_size=4), max_size=12)


def test_two_observers_and_two_values():
    # Coincidences: 0-0 ten, 0-1 and 1-0 four each, 1-1 two; so n0 = 14, n1 = 6, n = 20.
    found = agreement_of(zip(A1, A2, strict=True))
    assert (found.units, found.values) == (10, 20)
    assert found.alpha == pytest.approx(1 - (20 - 1) * (4 + 4) / (2 * 14 * 6))
    assert round(found.alpha, 3) == 0.095


def test_many_observers_many_values_and_missing_ones():
    # The twelfth unit has one value and pairs with nothing: n1 = 9, n2 = 13, n3 = 10, n4 = 5, n5 = 3, n = 40.
    # Disagreeing: unit 2 (2 2 3 2) 6/3, unit 6 (1 2 3 4) 12/3, unit 8 (1 1 2 1) 6/3; together 8.
    units = [[None if v == "." else v for v in unit] for unit in zip(*(row.split() for row in C), strict=True)]
    found = agreement_of(units)
    assert (found.units, found.values) == (11, 40)
    chance = 40 * 40 - (9**2 + 13**2 + 10**2 + 5**2 + 3**2)
    assert found.alpha == pytest.approx(1 - 39 * 8 / chance)
    assert round(found.alpha, 3) == 0.743


@pytest.mark.parametrize("units", [[], [["yes"]], [["yes", None], [None, "no"]], [["yes", "yes"], ["yes", "yes"]]])
def test_where_nothing_can_be_said_no_figure_is_given(units):
    assert agreement_of(units).alpha is None


def test_full_agreement_is_one_and_steady_contradiction_is_below_chance():
    assert agreement_of([["yes", "yes"], ["no", "no"]]).alpha == 1
    assert agreement_of([["yes", "no"]] * 10).alpha < 0


@given(answers)
def test_it_does_not_matter_who_answers_first_nor_what_the_values_are_called(units):
    found = agreement_of(units)
    assert found.alpha is None or found.alpha <= 1
    turned = agreement_of([unit[::-1] for unit in reversed(units)])
    assert turned.units == found.units
    assert (turned.alpha is None) == (found.alpha is None)
    assert found.alpha is None or turned.alpha == pytest.approx(found.alpha)
    renamed = agreement_of([[{"yes": 7, "no": 8}.get(v) for v in unit] for unit in units])
    assert found.alpha is None or renamed.alpha == pytest.approx(found.alpha)


@given(answers)
def test_missing_answers_change_nothing(units):
    assert agreement_of([[*unit, None] for unit in units]) == agreement_of(units)


def test_any_order_of_coders_gives_the_same():
    unit = ["yes", "no", "no"]
    found = {agreement_of([list(order), ["yes", "yes"]]).alpha for order in permutations(unit)}
    assert len(found) == 1
