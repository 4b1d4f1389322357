"""Dates of UN documents."""

from __future__ import annotations

import pytest

from tessera.analysis.dates import date_of_head


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("General Assembly Distr.: General 19 December 2022 Original: English", "2022-12-19"),
        ("Adopted on 1 May 2013. Distr. GENERAL A/HRC/8/27 22 May 2008", "2008-05-22"),
        ("12 March 2031", "2031-03-12"),
        ("Distr.: General, held on 3 May 1999", "1999-05-03"),
        ("31 Smarch 2031 and 2014", ""),
        ("", ""),
    ],
)
def test_the_date_of_distribution_comes_first(head, date):
    assert date_of_head(head) == date
