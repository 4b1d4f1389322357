"""Drawings of recommendations: what stands on their axes can be read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import etree

from tessera.reports.recommendation_drawings import YEAR_WIDTH, YearsRow, years_svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 8, 12, 20, 33, 80])
@pytest.mark.parametrize("mirrored", [False, True])
def test_no_year_of_the_axis_runs_into_the_next(count, mirrored):
    rows = [YearsRow("Treaty bodies", [1] * count)]
    svg = years_svg(rows, first=2005, most=1, title="By year", description="By year", mirrored=mirrored)
    years = {}
    for text in etree.fromstring(svg).iter(f"{SVG}text"):
        if (text.text or "").isdecimal() and len(text.text) == 4:
            years[int(text.text)] = float(text.get("transform").removeprefix("translate(").split(",")[0])
    assert min(years) == 2005
    places = sorted(years.values())
    assert all(after - before >= YEAR_WIDTH - 10 for before, after in pairwise(places)), places
