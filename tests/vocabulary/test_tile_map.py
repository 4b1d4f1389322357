"""The map of squares has every State once, about where it lies."""

from __future__ import annotations

from tessera.vocabulary.countries import countries
from tessera.vocabulary.tile_map import tiles


def test_every_member_and_observer_has_one_square_and_nobody_else():
    states = {code for code, one in countries().items() if one.status in ("member", "observer")}
    assert set(tiles()) == states
    assert len(set(tiles().values())) == len(states) == 195


def test_neighbours_stand_near_one_another():
    for one, other in ("NPL", "IND"), ("BRA", "ARG"), ("FRA", "DEU"), ("KEN", "TZA"), ("AUS", "NZL"), ("MAR", "ESP"):
        (row, column), (other_row, other_column) = tiles()[one], tiles()[other]
        assert max(abs(row - other_row), abs(column - other_column)) <= 4, (one, other)


def test_north_is_up_and_west_is_at_the_left():
    for north, south in ("CAN", "MEX"), ("NOR", "ITA"), ("EGY", "ZAF"), ("MNG", "IND"), ("PNG", "NZL"):
        assert tiles()[north][0] < tiles()[south][0], (north, south)
    for west, east in ("USA", "PRT"), ("IRL", "POL"), ("SEN", "ETH"), ("IRN", "JPN"), ("AUS", "FJI"):
        assert tiles()[west][1] < tiles()[east][1], (west, east)
