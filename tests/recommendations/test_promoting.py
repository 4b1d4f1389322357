"""Which ratifications to promote, and who recommended them: as far as the viewer may see."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tessera.harvest import ReadRecord
from tessera.recommendations.selectors.finding import filter_value, recommendations_find
from tessera.recommendations.selectors.promoting import ratifications_to_promote, treaty_recommended
from tessera.recommendations.services.describing import described
from tests.cast import MembershipFactory

from .treaty_making import asked_for, list_imported

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


def promoted(viewer=READER) -> dict:
    return {one.standing.treaty.code: one for one in ratifications_to_promote(viewer, "NPL").treaties}


def test_what_a_text_asks_about_treaties_is_told_at_import():
    fields = described(ReadRecord(text="Ratify OP-CAT and lift the reservations to ICERD"))
    assert fields["treaties"] == ("opcat", "icerd")


def test_a_treaty_that_does_not_bind_has_those_who_recommended_it(tmp_path):
    list_imported(tmp_path, "Nepal,No action,", treaty="opcat")
    asked_for("opcat", states=("CHL", "FRA"), position="noted", year=2029)
    newest = asked_for("opcat", text="Consider acceding to OP-CAT", body="cat", year=2031)
    one = promoted()["opcat"]
    assert (one.total, one.states, one.mechanisms) == (2, {"CHL": 1, "FRA": 1}, {"upr": 1, "cat": 1})
    assert (one.positions, one.years) == ({"noted": 1}, (2029, 2031))
    assert (one.newest[0].record.pk, one.newest[0].asked.act, one.newest[0].asked.considered) == (
        newest.pk,
        "accede",
        True,
    )


def test_a_treaty_that_binds_is_not_to_promote_but_its_reservations_may_be(tmp_path):
    list_imported(tmp_path, "Nepal,Party,1971", treaty="icerd")
    asked_for("icerd", text="Withdraw the reservations to ICERD")
    found = ratifications_to_promote(READER, "NPL")
    assert "icerd" not in {one.standing.treaty.code for one in found.treaties}
    assert [(one.treaty.code, len(asks)) for one, asks in found.reservations] == [("icerd", 1)]


def test_without_a_list_only_what_was_recommended_is_told_and_as_not_known():
    asked_for("opcat")
    assert {code: one.standing.status for code, one in promoted().items()} == {"opcat": "no-data"}


def test_what_no_recommendation_asks_for_comes_last(tmp_path):
    list_imported(tmp_path, "Nepal,No action,", treaty="icrmw")
    list_imported(tmp_path, "Nepal,Signed,", treaty="crpd")
    asked_for("crpd", text="Ratify CRPD")
    assert [(code, one.total) for code, one in promoted().items()] == [("crpd", 1), ("icrmw", 0)]


def test_a_recommendation_of_the_network_is_counted_for_its_members_only():
    member = MembershipFactory(role="focal-point").person
    asked_for("opcat", audience="network", states=("CHL",))
    assert (promoted(), treaty_recommended(READER, "opcat").total) == ({}, 0)
    assert (promoted(member)["opcat"].total, treaty_recommended(member, "opcat").total) == (1, 1)


def test_recommendations_are_found_by_treaty_by_its_other_names_and_counted():
    asked_for("opcat", text="Ratify the Protocol on visits to prisons")
    asked_for("icerd", text="Ratify the convention against racism")
    found = recommendations_find(READER, "", filters=[("treaty", "opcat")], facets=("treaty",))
    assert (found.total, found.facets["treaty"]) == (1, [("opcat", 1)])
    assert recommendations_find(READER, "treaty:opcat").total == 1
    assert recommendations_find(READER, "OPCAT").total == 1
    assert filter_value("treaty", "OP-CAT") == "opcat"
