"""Pages that gather recommendations by mechanism, group concerned, theme, and Guidance Note recommendation."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from tessera.plans.services.seed import seed_load
from tessera.recommendations.models import ThemeLabel
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.search.writer import index_write
from tests.recommendations.sets import kept, told, two_thousand

from .signing import client_of
from .test_countries import rows_of, text_of
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
PAGES = [
    "/mechanisms/", "/mechanisms/cerd/", "/groups-concerned/", "/groups-concerned/roma/", "/themes/",
    "/themes/statistics/", "/guidance/8/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def some():
    tags = {"groups": ("roma",), "themes": ("statistics",), "guidance": ("8",)}
    return kept(
        [
            told("Count pupils by group.", body="cerd", **tags),
            told("Count voters by group.", body="cerd", countries=("IND",), **tags),
            told("Do as a body says that nobody knows.", body="SR on rivers", themes=("rivers-and-lakes",)),
            told("It is worrying.", body="cerd", kind="concern", **tags),
        ]
    )


def test_a_body_says_what_it_recommended_and_to_whom(client, some):
    page = text_of(client.get("/mechanisms/cerd/"))
    assert "Committee on the Elimination of Racial Discrimination (CERD)" in page
    assert "2 recommendations." in page, "a concern is no recommendation"
    assert "India 1 Nepal 1" in page
    assert rows_of(client.get("/mechanisms/cerd/?table=countries"))[1:] == [
        ["IND", "India", "1"],
        ["NPL", "Nepal", "1"],
    ]


def test_every_body_of_the_vocabulary_has_a_page_and_unknown_ones_only_with_records(client, some):
    assert "Tessera holds no such recommendation" in text_of(client.get("/mechanisms/cat/"))
    assert client.get("/mechanisms/sr on rivers/").status_code == 200
    assert client.get("/mechanisms/sr-on-lakes/").status_code == 404
    assert "sr on rivers" in text_of(client.get("/mechanisms/"))


def test_a_group_has_its_counts_and_no_outdated_name(client, some):
    page = text_of(client.get("/groups-concerned/roma/"))
    assert "2 recommendations." in page
    assert "Sinti" in page
    assert "gyps" not in page.lower()
    assert client.get("/groups-concerned/martians/").status_code == 404


def test_a_theme_that_only_a_source_knows_is_shown_with_its_label(client, some):
    ThemeLabel.objects.create(code="rivers-and-lakes", label="Rivers & lakes")
    assert "Rivers & lakes" in text_of(client.get("/themes/"))
    assert "the vocabulary does not know it" in text_of(client.get("/themes/rivers-and-lakes/"))
    assert client.get("/themes/no-such-theme/").status_code == 404


def test_the_guidance_note_page_leads_to_what_bears_on_it(client, some):
    seed_load()
    page = client.get("/guidance/8/")
    assert "2 recommendations that Tessera holds bear on it." in text_of(page)
    assert "by a crosswalk" in text_of(page)
    for number in (4, 5, 17):
        assert "None:" in text_of(client.get(f"/guidance/{number}/")).split("What mechanisms recommended")[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_number_is_the_number_of_what_its_link_finds(cast, some, path):
    seed_load()
    page = Client().get(path).content.decode()
    links = re.findall(r'<a (?:class="tap" )?href="(/recommendations/\?[^"]+)">([\d,]+)</a>', page)
    assert links
    for address, number in links:
        filters = parse_qsl(urlsplit(unescape(address)).query)
        assert recommendations_find(cast.reader, "", filters=filters).total == int(number), filters


@pytest.mark.parametrize("path", PAGES)
def test_what_the_network_keeps_is_not_counted_for_the_public(cast, some, path):
    seed_load()
    before = Client().get(path).content
    tags = {"groups": ("roma",), "themes": ("statistics",), "guidance": ("8",), "year": 2023}
    kept([told("Kept among us.", body="cerd", audience="network", countries=("FRA",), **tags)])
    assert Client().get(path).content == before
    network, public = (client_of(p).get(path).content for p in (cast.country_team, cast.civil_society))
    assert network != public


def test_pages_stay_light(cast, django_assert_max_num_queries):
    seed_load()
    two_thousand("NPL")
    for path in PAGES:
        for client in (Client(), client_of(cast.secretariat)):
            assert transferred_bytes(client, path) < LIMIT, path
            with django_assert_max_num_queries(25, info=path):
                client.get(path)


def test_with_no_recommendations_their_page_says_where_they_come_from(client):
    index_write()
    assert "No recommendations have been imported yet." in text_of(client.get("/recommendations/"))
