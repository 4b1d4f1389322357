"""Records are chosen by their ids and come in the order in which they were added."""

from __future__ import annotations

import pytest

from tessera.network.models.audience import OPERATOR
from tessera.search.asked import Asked, Numbers
from tessera.search.find import search_each
from tests.plans.making import plan_made

from .asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids():
    return list(plan_made(activities=9).activities.order_by("pk").values_list("pk", flat=True))


def found(numbers, **options):
    results = ask(OPERATOR, "kind:activity", numbers=numbers, order="added", **options)
    return results.total, [hit.id for hit in results.hits]


def test_what_was_added_last_comes_first(ids):
    assert found(Numbers()) == (9, ids[::-1])


@pytest.mark.parametrize("cut", range(10))
def test_a_number_parts_what_lies_below_from_what_lies_above(ids, cut):
    last = ids[cut - 1] if cut else ids[0] - 1
    below, above = found(Numbers(last=last)), found(Numbers(first=last + 1))
    assert below == (cut, ids[:cut][::-1])
    assert above == (9 - cut, ids[cut:][::-1])


def test_among_given_records_only_these_are_found_and_among_none_none(ids):
    assert found(Numbers(among={ids[1], ids[4], 10**9})) == (2, [ids[4], ids[1]])
    assert found(Numbers(among=set())) == (0, [])
    assert found(Numbers(first=ids[5], last=ids[4])) == (0, [])
    assert found(Numbers(first=ids[2], last=ids[6], among=set(ids[5:]))) == (2, [ids[6], ids[5]])


def test_several_questions_are_answered_as_each_alone(ids, cast):
    plan_made(code="HIDDEN", audience="network")
    questions = [Asked(frozenset({token}), "kind:plan OR activity") for token in ("public", "network")]
    together = [one.total for one in search_each(questions)]
    assert together == [search_each([one])[0].total for one in questions]
    assert search_each([]) == []
