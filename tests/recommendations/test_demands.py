"""Demands: placed as records come, the same however they come; joined and set apart by hand for good."""

from __future__ import annotations

import pytest

from tessera.network.models import Audience, AuditEvent
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import DemandByHand, DemandPlace, Recommendation
from tessera.recommendations.selectors import demands as selectors
from tessera.recommendations.services import demands as placing
from tessera.recommendations.services import demands_by_hand as by_hand

from .demand_making import ROWS, corpus, demand_of, grouped, numbered, record_of
from .making import annotation, export, imported

pytestmark = pytest.mark.django_db
OPCAT, CAT, WELLS = "ratify:opcat", "ratify:cat", ROWS[5][2]


@pytest.fixture
def placed(tmp_path):
    corpus(tmp_path)


def texts(person, demand) -> list[str]:
    return [one.text for one in selectors.members_of(person, demand)]


def test_an_import_places_what_it_brought(placed, cast):
    assert texts(cast.reader, demand_of("Ratify OP-CAT", OPCAT)) == [
        "Ratify OP-CAT",
        "Accede to the Optional Protocol to the Convention against Torture",
        "Consider ratifying the OPCAT",
        "Ratify CAT and OP-CAT",
    ]


def test_the_same_asked_of_another_country_is_one_shared_demand(placed, cast):
    own, other = demand_of("Ratify OP-CAT", OPCAT), demand_of("Ratify the OP-CAT at once", OPCAT)
    assert own != other
    assert own.shared == other.shared
    told, title = selectors.countries_of_shared(cast.reader, own.shared)
    assert [(one.country, one.count, one.made) for one in told] == [("NPL", 4, 4), ("PER", 1, 1)]
    assert title == ("Ratify OP-CAT", "en")


def test_record_by_record_is_as_all_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(placing, "FEW", 0)
    for row in ROWS:
        corpus(tmp_path, [row])
    assert not DemandPlace.objects.exists()
    for one in Recommendation.objects.order_by("pk"):
        Recommendation.objects.exclude(pk__lte=one.pk).update(withdrawn="2020-01-01")
        Recommendation.objects.filter(pk__lte=one.pk).update(withdrawn=None)
        placing.demands_place()
    step_by_step, levels = grouped(), [row[2] for row in numbered()]
    DemandPlace.objects.all().delete()
    by_hand.Demand.objects.all().delete()
    by_hand.SharedDemand.objects.all().delete()
    placing.demands_place()
    assert grouped() == step_by_step
    assert len(set(levels)) == len({row[2] for row in numbered()})


def test_running_again_changes_nothing(placed):
    before = numbered()
    done = placing.demands_place()
    assert (done.recommendations, done.demands, done.shared) == (0, 0, 0)
    assert numbered() == before


def test_numbers_stay_when_rules_change_and_all_is_placed_anew(placed, monkeypatch):
    before = numbered()
    monkeypatch.setattr(placing, "VERSION", 99)
    monkeypatch.setattr("tessera.recommendations.selectors.demands_waiting.VERSION", 99)
    assert placing.demands_place().recommendations == len(ROWS)
    assert numbered() == before


def test_numbers_of_demands_told_by_words_stay_when_the_words_are_read_otherwise(placed):
    before = numbered()
    by_hand.Demand.objects.filter(key="").update(block="as older rules told it")
    DemandPlace.objects.update(version=1)
    done = placing.demands_place()
    assert done.recommendations == len(ROWS)
    assert (done.demands, done.shared) == (0, 0)
    assert numbered() == before


def test_what_is_said_otherwise_is_placed_anew(placed, cast):
    record = record_of("Ratify CAT")
    record.text, record.fingerprint = "Ratify OP-CAT as agreed", 77
    record.save()
    placing.demands_place()
    assert record.text in texts(cast.reader, demand_of("Ratify OP-CAT", OPCAT))
    assert not DemandPlace.objects.filter(recommendation=record, demand__key=CAT).exists()


def test_what_is_withdrawn_is_neither_shown_nor_counted(placed, cast):
    Recommendation.objects.filter(text="Ratify OP-CAT").update(withdrawn="2020-01-01")
    assert "Ratify OP-CAT" not in texts(cast.reader, demand_of("Consider ratifying the OPCAT", OPCAT))


def test_who_may_not_see_a_record_meets_nothing_of_it(placed, cast):
    hidden = Recommendation.objects.filter(text__in=["Ratify OP-CAT", ROWS[9][2]])
    hidden.update(audience=Audience.NETWORK)
    demand, alone = demand_of("Ratify OP-CAT", OPCAT), demand_of(ROWS[9][2])
    assert selectors.demand_get(cast.reader, alone.pk) is None
    assert selectors.shared_get(cast.civil_society, alone.shared_id) is None
    assert selectors.demand_get(cast.focal_point, alone.pk) == alone
    assert "Ratify OP-CAT" not in texts(cast.reader, demand)
    assert selectors.demand_title(cast.reader, demand)[0] != "Ratify OP-CAT"
    assert selectors.demand_title(cast.focal_point, demand)[0] == "Ratify OP-CAT"
    told, _title = selectors.countries_of_shared(cast.reader, demand.shared)
    assert [one.count for one in told] == [3, 1]
    assert {one.demand: one.count for one in selectors.demands_of_country(cast.reader, "NPL", most=9)}[demand] == 3


def test_what_was_set_apart_stays_apart_and_is_undone_exactly(placed, cast):
    demand, record = demand_of(WELLS), record_of(ROWS[6][2])
    before = numbered()
    act = by_hand.recommendations_set_apart(
        demand=demand, recommendations=[record], reason="Other wells", by=cast.secretariat
    )
    placed_by_hand = numbered()
    record.fingerprint += 1
    record.save()
    placing.demands_place()
    assert numbered() == placed_by_hand
    assert texts(cast.reader, demand) == [WELLS]
    assert texts(cast.reader, act.other) == [record.text]
    by_hand.demand_act_undo(act=act, reason="The same wells", by=cast.secretariat)
    assert numbered() == before
    assert AuditEvent.objects.filter(action__startswith="demand.").count() == 2


def test_what_was_joined_leads_to_the_other_and_takes_what_comes_later_there(placed, cast, tmp_path):
    one, other = demand_of("Ratify CAT", CAT), demand_of("Ratify OP-CAT", OPCAT)
    act = by_hand.demands_join(demand=one, to=other, reason="Only for this test", by=cast.secretariat)
    corpus(tmp_path, [("Nepal", "Italy", "Ratify the CAT soon", "Noted", "10")])
    assert "Ratify the CAT soon" in texts(cast.reader, other)
    assert len(texts(cast.reader, other)) == len(set(texts(cast.reader, other)))
    by_hand.demand_act_undo(act=act, reason="They differ", by=cast.secretariat)
    assert "Ratify the CAT soon" not in texts(cast.reader, other)
    assert "Ratify the CAT soon" in texts(cast.reader, one)


def test_what_was_set_apart_of_joined_demands_comes_back_to_neither(placed, cast):
    one, other, record = (
        demand_of("Ratify CAT", CAT),
        demand_of("Ratify OP-CAT", OPCAT),
        record_of("Ratify CAT and OP-CAT"),
    )
    by_hand.demands_join(demand=one, to=other, reason="Only for this test", by=cast.secretariat)
    act = by_hand.recommendations_set_apart(demand=other, recommendations=[record], reason="Apart", by=cast.secretariat)
    record.fingerprint += 1
    record.save()
    placing.demands_place()
    assert record.text not in texts(cast.reader, other)
    assert texts(cast.reader, act.other) == [record.text]


def test_shared_demands_are_joined_and_set_apart_and_both_undone(placed, cast):
    wells, cat = demand_of(WELLS), demand_of("Ratify CAT", CAT)
    act = by_hand.shared_demands_join(shared=cat.shared, to=wells.shared, reason="For this test", by=cast.secretariat)
    assert {one.demand for one in selectors.countries_of_shared(cast.reader, wells.shared)[0]} >= {wells.pk, cat.pk}
    by_hand.demand_act_undo(act=act, reason="No", by=cast.secretariat)
    assert cat.pk not in {one.demand for one in selectors.countries_of_shared(cast.reader, wells.shared)[0]}
    apart = by_hand.demand_set_apart(demand=wells, reason="Other herders", by=cast.secretariat)
    placing.demands_place()
    wells.refresh_from_db()
    assert wells.shared == apart.other_shared
    by_hand.demand_act_undo(act=apart, reason="The same", by=cast.secretariat)
    wells.refresh_from_db()
    assert wells.shared == apart.shared


def test_what_cannot_be_done_is_said_and_changes_nothing(placed, cast):
    nepal, peru = demand_of("Ratify OP-CAT", OPCAT), demand_of("Ratify the OP-CAT at once", OPCAT)
    before = numbered()
    refused = [
        lambda: by_hand.demands_join(demand=nepal, to=peru, reason="Same", by=cast.secretariat),
        lambda: by_hand.demands_join(demand=nepal, to=nepal, reason="Same", by=cast.secretariat),
        lambda: by_hand.demands_join(demand=nepal, to=demand_of("Ratify CAT", CAT), reason=" ", by=cast.secretariat),
        lambda: by_hand.recommendations_set_apart(
            demand=nepal, recommendations=[record_of("Ratify CAT")], reason="No", by=cast.secretariat
        ),
        lambda: by_hand.recommendations_set_apart(
            demand=peru, recommendations=[record_of("Ratify the OP-CAT at once")], reason="All", by=cast.secretariat
        ),
    ]
    for act in refused:
        with pytest.raises(RecommendationError):
            act()
    assert numbered() == before
    assert not DemandByHand.objects.exists()


def test_a_record_whose_country_is_corrected_leaves_the_demand_of_the_other(tmp_path):
    def told(first: str, name: str) -> None:
        countries = (first, "Nepal")
        rows = [annotation(n, Text=f"<p>{n}. Ratify OP-CAT</p>", Countries=[countries[n - 1]]) for n in (1, 2)]
        imported(export(tmp_path, rows, name))

    told("Nepal", "a.json")
    first = Recommendation.objects.order_by("pk")[0]
    assert DemandPlace.objects.get(recommendation=first).demand.country == "NPL"
    told("Peru", "b.json")
    assert DemandPlace.objects.get(recommendation=first).demand.country == "PER"
