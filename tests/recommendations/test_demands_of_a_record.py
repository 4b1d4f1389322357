"""What a record's page tells of demands; texts that tell nothing are placed all the same."""

from __future__ import annotations

import pytest

from tessera.network.models import Audience
from tessera.recommendations.models import Demand, DemandPlace, Recommendation
from tessera.recommendations.selectors.demands import demands_of, demands_of_country
from tessera.recommendations.selectors.demands_waiting import ids_waiting
from tessera.recommendations.services import demands as placing
from tessera.recommendations.services import demands_by_hand as by_hand

from .demand_making import corpus, demand_of, numbered, record_of

pytestmark = pytest.mark.django_db
ROWS = [
    ("Nepal", "Austria", "Ratify OP-CAT", "Accepted", "10"),
    ("Nepal", "Chile", "Accede to the OPCAT", "Noted", "14"),
    ("Nepal", "Ghana", "Consider ratifying the OPCAT", "Accepted", "23"),
    ("Nepal", "France", "Ratify CAT and OP-CAT", "Noted", "10"),
    ("Nepal", "Kenya", "Ratify CAT", "Noted", "23"),
]
SILENT = [
    ("Nepal", "Chile", "Continue its efforts", "Accepted", "10"),
    ("Nepal", "Ghana", "Further continue to make efforts", "Noted", "10"),
]


def told(person, text: str, latest: int = 2) -> list[tuple[str, int, list[str]]]:
    found = demands_of(person, record_of(text), latest=latest)
    return [(one.demand.key, one.count, [other.text for other in one.latest]) for one in found]


def test_a_record_tells_how_many_others_ask_and_the_latest_few(tmp_path, cast):
    corpus(tmp_path, ROWS)
    assert told(cast.reader, "Ratify OP-CAT") == [
        ("ratify:opcat", 3, ["Consider ratifying the OPCAT", "Accede to the OPCAT"])
    ]


def test_others_whom_the_reader_may_not_see_are_neither_counted_nor_shown(tmp_path, cast):
    corpus(tmp_path, ROWS)
    Recommendation.objects.filter(text="Consider ratifying the OPCAT").update(audience=Audience.NETWORK)
    assert [count for _key, count, _latest in told(cast.reader, "Ratify OP-CAT")] == [2]
    assert "Consider ratifying the OPCAT" not in str(told(cast.reader, "Ratify OP-CAT"))
    assert [count for _key, count, _latest in told(cast.focal_point, "Ratify OP-CAT")] == [3]


def test_whoever_stands_in_two_demands_that_were_joined_is_counted_once(tmp_path, cast):
    corpus(tmp_path, ROWS)
    one, other = demand_of("Ratify CAT", "ratify:cat"), demand_of("Ratify OP-CAT", "ratify:opcat")
    by_hand.demands_join(demand=one, to=other, reason="Asked together", by=cast.secretariat)
    key, count, latest = told(cast.reader, "Ratify OP-CAT", latest=4)[0]
    assert (key, count) == ("ratify:opcat", 4)
    assert sorted(latest) == sorted(text for _to, _by, text, *_ in ROWS if text != "Ratify OP-CAT")


def test_where_the_same_others_make_two_demands_one_is_told(tmp_path, cast):
    both = "Ratify CAT and OP-CAT"
    corpus(tmp_path, [("Nepal", "Chile", both, "Noted", "10"), ("Nepal", "Ghana", f"{both} soon", "Noted", "14")])
    assert [(count, latest) for _key, count, latest in told(cast.reader, both)] == [(1, [f"{both} soon"])]


def test_a_page_asks_as_often_however_many_ask_for_the_same(tmp_path, cast, django_assert_max_num_queries):
    many = [("Nepal", "Chile", f"Ratify OP-CAT, {number}", "Noted", str(number)) for number in range(1, 20)]
    corpus(tmp_path, [*ROWS, *many])
    with django_assert_max_num_queries(6):
        assert [count for _key, count, _latest in told(cast.reader, "Ratify OP-CAT")] == [22]


def test_what_tells_nothing_is_a_demand_of_its_own_and_waits_no_more(tmp_path, cast, monkeypatch):
    corpus(tmp_path, SILENT)
    assert ids_waiting() == {}
    before = numbered()
    assert len({demand for _record, demand, _shared in before}) == len(SILENT)
    assert told(cast.reader, SILENT[0][2]) == []
    assert demands_of_country(cast.reader, "NPL", most=8) == []
    monkeypatch.setattr(placing, "VERSION", 99)
    monkeypatch.setattr("tessera.recommendations.selectors.demands_waiting.VERSION", 99)
    done = placing.demands_place()
    assert (done.recommendations, done.demands, done.shared) == (len(SILENT), 0, 0)
    assert numbered() == before


def test_what_told_nothing_and_is_said_in_full_joins_those_who_ask_for_it(tmp_path):
    corpus(tmp_path, [*ROWS, *SILENT])
    record = record_of(SILENT[0][2])
    record.text, record.fingerprint = "Issue a standing invitation to all special procedures", 77
    record.save()
    placing.demands_place()
    own = DemandPlace.objects.filter(recommendation=record)
    assert [place.demand.key for place in own] == ["standing-invitation"]
    assert Demand.objects.filter(key="", stems="").count() == len(SILENT)
