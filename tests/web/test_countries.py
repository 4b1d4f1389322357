"""Pages of countries: one, all on a map, two beside one another."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tessera.recommendations.selectors.finding import recommendations_find
from tests.recommendations.sets import kept, told, two_thousand

from .signing import client_of
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
PAGES = ["/countries/", "/countries/NPL/", "/countries/compare/?a=NPL&b=IND", "/countries/?show=share&group=roma"]
HEAVY = [
    "/countries/NPL/",
    "/countries/NPL/?focus=all",
    "/countries/NPL/?since=2020-01-01",
    "/countries/compare/?a=NPL&b=IND",
]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def told_to_nepal():
    return kept(
        [
            told("Count pupils by group.", groups=("roma",), themes=("statistics",), cycle=2, position="supported"),
            told(
                "End caste discrimination.", groups=("descent-based",), cycle=2, position="noted", states=("IND", "BRA")
            ),
            told("Protect minorities.", groups=("national-ethnic-minority",), body="cerd", year=2018),
            told("Build a road.", cycle=2, position="supported"),
            told("It is worrying.", groups=("roma",), kind="concern", body="cerd"),
            told("Teach in two languages.", groups=("roma",), countries=("IND",)),
        ]
    )


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_page_says_what_is_on_it_and_every_part_that_it_names_is_there(client, told_to_nepal):
    page = client.get("/countries/NPL/").content.decode()
    (contents,) = re.findall(r'<nav class="no-print" aria-label="On this page">(.*?)</nav>', page, re.DOTALL)
    parts = re.findall(r'href="#([\w-]+)"', contents)
    assert parts[-1] == "ratifications"
    for part in parts:
        assert f'id="{part}"' in page


def test_what_a_list_leaves_out_is_one_step_away_with_the_same_counts(client):
    kept([told(f"Do what theme {n} says.", groups=("roma",), themes=(f"theme-{n}",)) for n in range(15)])
    page = client.get("/countries/NPL/")
    (more,) = re.findall(r'<a href="([^"]+)" rel="nofollow">And 3 more: look at all', page.content.decode())
    answer = client.get(unescape(more))
    assert answer.status_code == 200
    assert len(re.findall(r'<td class="num">1</td>', answer.content.decode())) == 15


def test_a_country_says_in_words_what_it_was_told(client, told_to_nepal):
    page = text_of(client.get("/countries/NPL/"))
    assert "3 recommendations to Nepal concern minorities or racial discrimination." in page
    assert "Southern Asia" in page
    assert "Of 4 recommendations in all, 3 concern minorities" in page
    assert "Not counted here: Concern or observation (1)" in page
    assert "2 recommendations by State" in page, "the other unit is named"


def test_the_switch_counts_everything(client, told_to_nepal):
    assert "4 recommendations to Nepal." in text_of(client.get("/countries/NPL/?focus=all"))


def test_shares_of_positions_say_what_they_are_of(client, told_to_nepal):
    page = text_of(client.get("/countries/NPL/"))
    assert "Cycle 2: 2 recommendations: Supported 1 (50 %) · Noted 1 (50 %)" in page
    assert rows_of(client.get("/countries/NPL/?table=positions"))[1] == ["2", "Supported", "1", "2", "50"]


def test_the_figure_of_years_is_a_table_and_a_file(client, told_to_nepal):
    table = rows_of(client.get("/countries/NPL/?table=years"))
    assert table == [["Year", "Treaty bodies", "Universal Periodic Review"], ["2018", "1", "0"], ["2021", "0", "2"]]


def test_every_number_is_the_number_of_what_its_link_finds(cast, told_to_nepal):
    page = Client().get("/countries/NPL/").content.decode()
    links = re.findall(r'<a href="(/recommendations/\?[^"]+)">([\d,]+)</a>', page)
    assert len(links) >= 8
    for address, number in links:
        filters = parse_qsl(urlsplit(unescape(address)).query)
        assert recommendations_find(cast.reader, "", filters=filters).total == int(number), filters


def test_codes_are_taken_in_any_case_and_unknown_ones_are_not_there(client):
    assert client.get("/countries/npl/").headers["Location"] == "/countries/NPL/"
    for path in ("/countries/QQQ/", "/countries/compare/?a=QQQ&b=NPL", "/countries/nepal-and-more/"):
        assert client.get(path).status_code == 404


def test_a_country_that_was_told_nothing_says_so(client):
    page = text_of(client.get("/countries/NPL/"))
    assert "Tessera holds no recommendation to Nepal" in page
    assert "Look at the sources" in page


def test_what_is_no_date_gets_a_sentence(client, told_to_nepal):
    answer = client.get("/countries/NPL/?since=yesterday")
    assert answer.status_code == 400
    assert "“yesterday” is no date; write it as 2024-01-31." in text_of(answer)


def test_the_map_has_every_state_and_is_in_the_order_of_names(client, told_to_nepal):
    page = client.get("/countries/").content.decode()
    assert "says nothing of conduct" in page
    svg = page[page.index("<svg") : page.index("</svg>")]
    assert len(re.findall("<a ", svg)) == 195
    assert "Nepal: 3 recommendations" in svg
    names = [row[1] for row in rows_of(client.get("/countries/?table=countries"))[1:]]
    assert names == sorted(names)
    assert len(names) == 195
    assert "sort=" not in page, "counts are no ranks"


def test_a_share_is_of_all_recommendations_to_the_country(client, told_to_nepal):
    rows = rows_of(client.get("/countries/?table=countries&show=share&group=roma"))
    assert ["NPL", "Nepal", "1", "4", "25"] in rows
    assert ["IND", "India", "1", "1", "100"] in rows
    assert ["FRA", "France", "0", "0", ""] in rows


def test_the_map_can_be_narrowed_and_says_by_what(client, told_to_nepal):
    page = text_of(client.get("/countries/?mechanism=treaty-body&first=2017&last=2019&focus=all"))
    assert "1 country or area received recommendations: Treaty bodies; 2017–2019." in page
    wrong = client.get("/countries/?first=soon&group=martians")
    assert wrong.status_code == 400


def test_two_countries_stand_beside_one_another(client, told_to_nepal):
    page = text_of(client.get("/countries/compare/?a=NPL&b=IND"))
    assert "Nepal and India" in page
    assert "Both Roma Only Nepal Communities discriminated against" in page
    table = rows_of(client.get("/countries/compare/?a=NPL&b=IND&table=counts"))
    assert ["Groups concerned", "Roma", "1", "1"] in table
    assert client.get("/countries/compare/?a=NPL&b=NPL").status_code == 400


def test_countries_without_records_are_not_offered_for_comparison(client, told_to_nepal):
    page = client.get("/countries/compare/").content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["IND", "NPL", "IND", "NPL"]


@pytest.mark.parametrize("path", PAGES)
def test_what_the_network_keeps_is_not_counted_for_the_public(cast, told_to_nepal, path):
    before = Client().get(path).content
    kept([told("Kept among us: the Roma of Nepal.", groups=("roma",), audience="network", year=2023, states=("FRA",))])
    assert Client().get(path).content == before
    assert client_of(cast.country_team).get(path).content != client_of(cast.civil_society).get(path).content
    assert "2023" in client_of(cast.country_team).get("/countries/NPL/").content.decode()


def test_a_country_of_two_thousand_recommendations_stays_light(cast, django_assert_max_num_queries):
    two_thousand("NPL")
    two_thousand("IND", count=400)
    for path in HEAVY:
        for client in (Client(), client_of(cast.secretariat)):
            assert transferred_bytes(client, path) < LIMIT, path
            with django_assert_max_num_queries(25, info=path):
                assert client.get(path).status_code == 200, path


def test_a_country_added_later_needs_no_square(client):
    kept([told(countries=("HKG",), groups=("roma",), date=date(2020, 1, 1))])
    assert "HKG" in {row[0] for row in rows_of(client.get("/countries/?table=countries"))}
