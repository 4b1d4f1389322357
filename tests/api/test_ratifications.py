"""/api/v1/treaties and /api/v1/ratifications."""

from __future__ import annotations

import pytest

from tests.recommendations.treaty_making import asked_for, list_imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path / "home"
    settings.TESSERA_HOME.mkdir()
    list_imported(tmp_path, "Nepal,Party,1971", "Kenya,Signed,")
    list_imported(tmp_path, "Nepal,No action,", treaty="opcat")


def test_treaties_are_listed_with_numbers_of_countries(client):
    rows = {row["code"]: row for row in client.get("/api/v1/treaties").json()}
    assert (rows["icerd"]["countries"]["party"], rows["icerd"]["countries"]["signatory"]) == (1, 1)
    assert rows["cedaw"]["countries"] is None
    assert {row["family"] for row in client.get("/api/v1/treaties?family=ilo").json()} == {"ilo"}


def test_one_treaty_is_found_by_code_and_by_name(client):
    assert client.get("/api/v1/treaties/opcat").json()["parent"] == "cat"
    assert client.get("/api/v1/treaties/OP-CAT").json()["code"] == "opcat"
    assert client.get("/api/v1/treaties/peace").status_code == 404


def test_statuses_are_filtered_and_paged(client):
    assert client.get("/api/v1/ratifications").json()["total"] == 3
    one = client.get("/api/v1/ratifications?country=Nepal&treaty=icerd&status=party").json()
    assert [(row["country"], row["bound_year"]) for row in one["results"]] == [("NPL", 1971)]
    assert len(client.get("/api/v1/ratifications?limit=2&offset=2").json()["results"]) == 1
    assert client.get("/api/v1/ratifications?country=Ruritania").status_code == 404
    assert client.get("/api/v1/ratifications?status=late").status_code == 422


def test_what_to_promote_has_who_recommended_it_as_far_as_the_viewer_may_see(client):
    asked_for("opcat", states=("CHL",))
    asked_for("opcat", states=("FRA",), audience="network")
    (one,) = client.get("/api/v1/ratifications/to-promote/NPL").json()
    assert (one["treaty"], one["status"], one["recommendations"]) == ("opcat", "no-action", 1)
    assert one["recommending_states"] == {"CHL": 1}


def test_a_countrys_standing_tells_no_data_from_no_action(client):
    standing = client.get("/api/v1/ratifications/countries/NPL").json()
    assert (standing["icerd"], standing["opcat"], standing["cedaw"]) == ("party", "no-action", "no-data")
    assert standing["opcat"] != client.get("/api/v1/ratifications/countries/KEN").json()["opcat"]
