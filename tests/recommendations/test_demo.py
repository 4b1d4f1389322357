"""The demonstration fills every page, says that it is fictional, and is not there unless it was loaded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tessera.recommendations.models import Document, Recommendation
from tessera.recommendations.services.demo import demo_recommendations_load
from tessera.search.writer import index_write
from tessera.vocabulary.countries import countries, fictional, nearest, resolve
from tests.web.signing import client_of

pytestmark = pytest.mark.django_db
PAGES = ["/countries/", "/countries/?table=countries", "/countries/compare/", "/mechanisms/upr/", "/themes/"]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def loaded():
    count = demo_recommendations_load()
    index_write()
    return count


def test_about_150_recommendations_to_three_countries_are_loaded_once(loaded):
    assert 130 <= loaded == Recommendation.objects.count() <= 170
    assert {one.countries for one in Recommendation.objects.all()} == {("XAR",), ("XBO",), ("XME",)}
    assert {one.cycle for one in Recommendation.objects.filter(body="upr")} == {1, 2, 3, 4}
    assert demo_recommendations_load() == 0


def test_everything_says_that_it_is_fictional(loaded):
    assert all(one.symbol.startswith("DEMO/") and "Fictional" in one.title for one in Document.objects.all())
    for record in Recommendation.objects.all():
        assert set(record.countries) | set(record.states) <= set(fictional())
    for one in fictional().values():
        assert "(fictional)" in one.name
        assert set(one.names) == {"fr", "es", "ar", "ru", "zh"}
    page = Client().get("/countries/XAR/").content.decode()
    assert "Arlandia (fictional)" in page
    assert "This country does not exist" in page


def test_the_country_pages_have_something_to_show(loaded):
    since = timezone.now().date() - timedelta(days=100)
    page = Client().get(f"/countries/XAR/?focus=all&since={since}").content.decode()
    changes = ("8 recommendations are new", "The positions on 4 recommendations changed")
    for words in ("Cycle 4", "Pending", "CERD", "Latest documents", "Who recommended when", *changes):
        assert words in page, words
    assert Client().get("/countries/compare/?a=XAR&b=XBO").status_code == 200


@pytest.mark.parametrize("path", ["", "brief/", "brief/en.docx", "ratifications/"])
def test_every_page_of_a_country_is_there_for_a_fictional_one_too(loaded, path):
    assert Client().get(f"/countries/XAR/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "brief/", "brief/en.docx", "ratifications/"])
def test_no_page_of_a_fictional_country_is_there_without_the_demonstration(path):
    assert Client().get(f"/countries/XAR/{path}").status_code == 404


def test_a_pack_for_a_fictional_country_can_be_chosen_from_its_page_only(loaded, cast):
    client = client_of(cast.country_team)
    assert '<option value="XAR" selected>' in client.get("/packs/new/?country=XAR").content.decode()
    assert "XAR" not in client.get("/packs/new/").content.decode()


def test_without_the_demonstration_no_fictional_country_appears():
    client = Client()
    assert not set(fictional()) & set(countries())
    assert resolve("Arlandia") is None
    assert not set(nearest("Arlandia")) & set(fictional())
    for path in PAGES:
        page = client.get(path).content.decode()
        assert "fictional" not in page
        assert "Arlandia" not in page
    assert client.get("/countries/XAR/").status_code == 404
    assert client.get("/countries/compare/?a=XAR&b=XBO").status_code == 404
