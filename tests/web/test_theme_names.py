"""Themes are called by their names in the reader's language, and in that of a pack."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from tessera.recommendations.models import ThemeLabel
from tessera.recommendations.selectors.packs import Scope
from tessera.vocabulary import themes
from tests.recommendations.sets import kept, told
from tests.reports.recommending import recommendation_made

from .signing import client_of
from .test_packs import pack_made

pytestmark = pytest.mark.django_db
OPEN = [
    "/themes/", "/themes/statistics/", "/mechanisms/cerd/", "/groups-concerned/roma/", "/countries/", "/countries/NPL/",
    "/countries/?theme=statistics", "/countries/compare/?a=NPL&b=IND", "/recommendations/",
    "/recommendations/?theme=statistics", "/recommendations/values/theme/", "/recommendations/rules/", "/guidance/8/",
]  # fmt: skip
OWN = ["/packs/new/?theme=statistics", "/recommendations/%s/labels/themes/"]


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def some():
    tags = {"groups": ("roma",), "themes": ("statistics", "right-to-education", "equality"), "guidance": ("8",)}
    return kept(
        [
            told("Count pupils by group.", body="cerd", **tags),
            told("Count voters by group.", body="cerd", countries=("IND",), **tags),
        ]
    )


class Words(HTMLParser):
    """The pieces of text of a page, parts that are marked as English left out."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            language = "skip" if tag in ("script", "style") else tag != "html" and dict(attrs).get("lang")
            self.inside.append(language or (self.inside[-1] if self.inside else ""))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside or self.inside[-1] not in ("en", "skip"):
            self.said.append(" ".join(data.split()))


def english_themes(page: str) -> set[str]:
    """The English names of themes that a page shows: of one word where it stands alone, longer ones anywhere."""
    said = Words(page).said
    return {
        label
        for label in themes.themes().values()
        if any(label == piece or (" " in label and label in piece) for piece in said)
    }


def in_language(client: Client, code: str) -> Client:
    client.cookies["tessera_language"] = code
    return client


@pytest.mark.parametrize("path", OPEN)
def test_a_page_in_arabic_shows_no_english_name_of_a_theme(client, some, path):
    assert english_themes(in_language(client, "ar").get(path).content.decode()) == set()


@pytest.mark.parametrize("path", OPEN)
def test_a_page_calls_themes_by_their_names(client, some, path):
    if path not in ("/guidance/8/", "/countries/compare/?a=NPL&b=IND"):
        assert english_themes(client.get(path).content.decode()), "so that the test above could fail"
        assert themes.label("statistics", "ar") in in_language(client, "ar").get(path).content.decode()


@pytest.mark.parametrize("path", OWN)
def test_a_form_in_arabic_offers_themes_in_arabic(cast, some, path):
    page = in_language(client_of(cast.secretariat), "ar").get(path.replace("%s", str(some[0].pk))).content.decode()
    assert english_themes(page) == set()
    assert themes.label("statistics", "ar") in page


def test_a_record_calls_its_labels_by_their_names_and_marks_what_has_none(client):
    ThemeLabel.objects.create(code="rivers-and-lakes", label="Rivers & lakes")
    (record,) = kept([told("Count fish.", themes=("statistics", "rivers-and-lakes"))])
    page = in_language(client, "ru").get(f"/recommendations/{record.pk}/").content.decode()
    assert english_themes(page) == set()
    assert themes.label("statistics", "ru") in page
    assert 'lang="en" dir="auto">Rivers &amp; lakes</a>' in page
    for path in ("/themes/", "/themes/rivers-and-lakes/", "/recommendations/?theme=rivers-and-lakes"):
        assert '<bdi lang="en">Rivers &amp; lakes</bdi>' in client.get(path).content.decode(), path
        assert 'lang="en">Rivers' not in in_language(Client(), "en").get(path).content.decode()


@pytest.mark.parametrize("language", ["fr", "ar", "ru", "zh"])
def test_a_theme_may_be_asked_for_by_its_name_in_any_language(client, some, language):
    asked = {"theme": themes.label("right-to-education", language)}
    page = client.get(reverse("web:recommendations"), asked).content.decode()
    assert "Right to education" in page
    assert "Count pupils by group." in page


def test_names_of_themes_cost_no_queries(client, some, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as english:
        client.get("/countries/NPL/")
    with django_assert_num_queries(len(english)):
        in_language(Client(), "ar").get("/countries/NPL/?")


def test_a_pack_in_french_calls_themes_by_their_french_names(cast):
    recommendation_made(1, themes=("equality",))
    recommendation_made(2, themes=("right-to-education",))
    made = pack_made(cast.focal_point, readers="government", language="fr")
    client = client_of(cast.focal_point)
    files = {f: client.get(reverse("web:pack-file", args=[made.pk, f])).content for f in ("docx", "xlsx", "html")}
    headings = [p.text for p in Document(io.BytesIO(files["docx"])).paragraphs]
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    page = client.get(reverse("web:pack", args=[made.pk])).content.decode()
    for code in ("equality", "right-to-education"):
        name, english = themes.label(code, "fr"), themes.label(code)
        assert name in headings
        assert english not in headings
        assert name in [row[8] for row in sheet.iter_rows(values_only=True)]
        for whole in (page, files["html"].decode()):
            assert name in whole
            assert english not in whole


def test_a_pack_about_a_theme_says_so_in_its_own_language(cast):
    recommendation_made(1, themes=("equality",))
    made = pack_made(cast.focal_point, scope=Scope(theme="equality"), language="es")
    page = client_of(cast.focal_point).get(reverse("web:pack", args=[made.pk])).content.decode()
    assert "Igualdad y no discriminación" in page
