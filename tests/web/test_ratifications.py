"""Pages of treaties, of who is bound by them, and of what to promote in a country."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.recommendations.treaty_making import asked_for, list_imported

from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path / "home"
    settings.TESSERA_HOME.mkdir()
    list_imported(
        tmp_path,
        "Nepal,Party,1971,Article 4 is read narrowly,It accepts complaints under article 14,Depositary,2031-05-01",
        "Kenya,Signed,,,,Depositary,2031-05-01",
        "Switzerland,Party,1994,,,Depositary,2031-05-01",
    )
    list_imported(tmp_path, "Nepal,No action,,,,Depositary,2031-05-01", treaty="opcat")


def page(client, path: str, **options) -> str:
    response = client.get(path, **options)
    assert response.status_code == 200, path
    return response.content.decode()


def rows_of(client, path: str) -> list[dict[str, str]]:
    data = b"".join(client.get(path))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.usefixtures("lists")
def test_the_list_counts_parties_and_says_where_nothing_is_known(client):
    rows = {row["Treaty"]: row for row in rows_of(client, "/ratifications/?download=csv&per_page=25")}
    assert (rows["ICERD"]["Parties"], rows["ICERD"]["Signed only"]) == ("2", "1")
    assert rows["CEDAW"]["Parties"] == ""
    text = page(client, "/ratifications/?per_page=100")
    assert "no data" in text
    assert "As of 1 May 2031" in text


@pytest.mark.usefixtures("lists")
def test_the_list_counts_one_region_and_says_so(client):
    rows = {row["Treaty"]: row for row in rows_of(client, "/ratifications/?region=southern-asia&download=csv")}
    assert (rows["ICERD"]["Parties"], rows["ICERD"]["Signed only"]) == ("1", "0")
    assert "Countries of one region are counted: Southern Asia." in page(client, "/ratifications/?region=southern-asia")
    assert "Countries of one region" not in page(client, "/ratifications/?region=nonsense")


def test_the_list_shows_one_group_of_treaties(client):
    rows = rows_of(client, "/ratifications/?family=refugees-statelessness&download=csv")
    assert [row["Adopted"] for row in rows] == ["1951", "1967", "1954", "1961"]
    assert {row["Group of treaties"] for row in rows} == {"Refugees and stateless persons"}


def test_without_lists_the_treaties_are_there_and_it_is_said(client):
    text = page(client, "/ratifications/")
    assert "No list of ratifications has been imported yet" in text
    assert "ICERD" in text


@pytest.mark.usefixtures("lists")
def test_a_treaty_says_who_is_bound_by_region_and_never_ranks(client):
    rows = rows_of(client, "/ratifications/icerd/?download=csv")
    assert len(rows) == 193
    assert [row["Country"] for row in rows][:3] == ["AFG", "ALB", "DZA"]  # by name
    nepal = next(row for row in rows if row["Country"] == "NPL")
    assert (nepal["Status"], nepal["Since"], nepal["Procedures accepted"]) == ("Party", "1971", "ICERD art. 14")
    assert "Article 4 is read narrowly" in nepal["Reservations and declarations"]
    chosen = rows_of(client, "/ratifications/icerd/?status=signatory&download=csv")
    assert [row["Country"] for row in chosen] == ["KEN"]
    assert "Numbers of countries. They say who is bound, not how a country behaves." in page(
        client, "/ratifications/icerd/"
    )


@pytest.mark.usefixtures("lists")
def test_a_treaty_has_the_recommendations_that_ask_for_it(client):
    one = asked_for("icerd", text="Ratify ICERD <b>")
    asked_for("icerd", text="Hidden", audience="network")
    text = page(client, "/ratifications/icerd/")
    assert "1 recommendation<" in text
    assert f"/{one.pk}/" in text
    assert "Ratify ICERD &lt;b&gt;" in text
    assert "Hidden" not in text
    assert "a machine’s tag, not a finding" in text


@pytest.mark.usefixtures("lists")
def test_a_country_has_what_to_promote_and_who_recommended_it(client):
    asked_for("opcat", text="Ratify OP-CAT", states=("CHL",), position="noted")
    text = page(client, "/countries/NPL/ratifications/")
    assert "Which ratifications to promote, and who recommended them" in text
    assert '">1</a>' in text
    assert "<bdi>UPR</bdi>: Chile" in text
    assert "country=NPL&amp;treaty=opcat" in text
    assert "Article 4 is read narrowly" in text
    assert "Accepted: ICERD art. 14" in text
    assert "As of 1 May 2031" in text


@pytest.mark.usefixtures("lists")
def test_a_country_of_which_no_list_speaks_has_no_data_rather_than_no_action(client):
    text = page(client, "/countries/VAT/ratifications/")
    assert "No list here speaks of this country" in text
    assert "No action" not in text


@pytest.mark.usefixtures("lists")
def test_a_countrys_treaties_are_taken_away_in_three_forms(client):
    asked_for("opcat", text="Ratify OP-CAT")
    rows = {row["Treaty"]: row for row in rows_of(client, "/countries/NPL/ratifications/?download=csv")}
    assert (rows["ICERD"]["Status"], rows["ICERD"]["Since"]) == ("Party", "1971")
    assert rows["OPCAT"]["Recommendations that ask for it"] == "1"
    told = json.loads(b"".join(client.get("/countries/NPL/ratifications/?download=json")))
    assert {"country", "treaty", "status"} <= told[0].keys()
    assert client.get("/countries/NPL/ratifications/?download=xlsx").content[:2] == b"PK"


@pytest.mark.usefixtures("lists")
def test_everything_is_taken_away_as_one_table(client):
    rows = rows_of(client, "/ratifications/all.csv")
    nepal = next(row for row in rows if row["Code"] == "NPL")
    assert (nepal["ICERD"], nepal["OPCAT"], nepal["CEDAW"]) == ("1971", "No action", "")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/ratifications/all.xlsx").content)).active
    assert sheet.max_row == 194
    assert client.get("/ratifications/all.exe").status_code == 404


def test_what_does_not_exist_is_not_found(client):
    assert client.get("/ratifications/peace/").status_code == 404
    assert client.get("/countries/XXX/ratifications/").status_code == 404


@pytest.mark.usefixtures("lists")
@pytest.mark.parametrize(
    "path", ["/ratifications/?per_page=100", "/ratifications/icerd/?per_page=100", "/countries/NPL/ratifications/"]
)
def test_pages_are_light_and_ask_little(client, path):
    for number in range(60):
        asked_for("opcat", "crpd", text=f"Ratify OP-CAT and CRPD, for the {number}th time", states=("CHL", "FRA"))
    client.get(path)
    assert transferred_bytes(client, path) < LIMIT
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) <= 25


@pytest.mark.usefixtures("lists")
def test_names_of_treaties_are_in_the_readers_language(client):
    client.cookies["django_language"] = "ar"
    text = page(client, "/countries/NPL/ratifications/", headers={"accept-language": "ar"})
    assert "الاتفاقية الدولية للقضاء على جميع أشكال التمييز العنصري" in text
    assert 'dir="rtl"' in text
