"""The codebook as it ships: every code of the vocabulary has its entry, and none is left half written."""

from __future__ import annotations

import pytest

from tessera.vocabulary import terms
from tessera.vocabulary.codebook import FAMILIES, TEXTS, codebook, family_codes


@pytest.mark.parametrize("family", ["groups", "how", "intersections"])
def test_every_code_that_the_machine_gives_has_an_entry(family):
    assert [one.code for one in codebook() if one.family == family] == list(terms.codes(family))


def test_no_entry_is_half_written_and_none_comes_twice():
    keys = [(one.family, one.code) for one in codebook()]
    assert len(keys) == len(set(keys)) == 47
    assert all(getattr(one, text).strip() for one in codebook() for text in TEXTS)
    assert {family for family, _code in keys} == set(FAMILIES)


def test_an_unknown_family_is_an_error():
    with pytest.raises(KeyError, match="no family of codes"):
        family_codes("colours")
