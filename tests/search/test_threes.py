"""Who sees a record of two or three audiences: exactly whoever holds a token of each."""

from __future__ import annotations

import json
from itertools import chain, combinations, product

import pytest

from tessera.search.registry import PUBLIC, Findable, Wording
from tessera.search.schema import document_json, seen_by

AUDIENCES = [
    PUBLIC,
    frozenset({"network"}),
    frozenset({"group:1"}),
    frozenset({"group:2"}),
    frozenset({"person:7", "person:8"}),
    frozenset({"network", "person:8"}),
    frozenset(),
]
HELD = ["network", "group:1", "group:2"]
VIEWERS = [
    PUBLIC | frozenset(held) | frozenset(person)
    for held in chain.from_iterable(combinations(HELD, n) for n in range(4))
    for person in ([], ["person:7"], ["person:8"])
]


def seen_of(*audiences: frozenset[str]) -> set[str]:
    own, parent, above = audiences
    found = Findable(
        id=1, wordings={"en": Wording("Zebra")}, audience=own, audience_parent=parent, audience_above=above
    )
    return set(json.loads(document_json("task", found, {}))["seen"])


@pytest.mark.parametrize("above", AUDIENCES)
def test_a_viewer_sees_it_who_holds_one_token_of_each_audience(above):
    for own, parent in product(AUDIENCES, AUDIENCES):
        written = seen_of(own, parent, above)
        for held in VIEWERS:
            admitted = bool(held & own and held & parent and held & above)
            for kind in ("", "task"):
                asked = set(seen_by(held, [kind], [kind]))
                assert bool(written & asked) is admitted, (own, parent, above, held, kind)


def test_a_viewer_of_another_kind_sees_none_of_it():
    assert not seen_of(PUBLIC, PUBLIC, frozenset({"network"})) & set(seen_by(PUBLIC | {"network"}, ["plan"], []))
