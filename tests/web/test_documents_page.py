"""Documents: the list with its filters, and one document in the order of its paragraphs."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.models import Document, Recommendation
from tests.recommendations.making import annotation, export, imported, review
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
LIST = "/documents/"


@pytest.fixture(autouse=True)
def documents(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    fiji = {"Symbol": "CERD/C/FJI/CO/1", "Countries": ["Fiji"], "PublicationDate": "2012-01-01T00:00:00"}
    concern = {"AnnotationType": "- Concerns/Observations"}
    records = [annotation(n) for n in (10, 9, 2)] + [annotation(4, **concern), annotation(5, **fiji)]
    imported(export(tmp_path, [*records, review(1, "Austria", "Teach them")]))


def page(path: str, person=None) -> str:
    answer = (client_of(person) if person else Client()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def address(symbol: str = "CERD/C/NPL/CO/17") -> str:
    return reverse("web:document", args=[Document.objects.get(symbol=symbol).pk])


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("?country=FJI", 1), ("?mechanism=cerd", 2), ("?year=2012", 1), ("?q=a/hrc", 1), ("?q=nothing", 0)],
)
def test_the_list_is_filtered(query, count):
    assert re.search(rf">{count} documents?<", page(LIST + query))


def test_a_document_of_which_all_is_hidden_is_not_listed_and_not_counted(cast):
    Recommendation.objects.filter(document__symbol="CERD/C/FJI/CO/1").update(audience=Audience.NETWORK)
    assert "CERD/C/FJI/CO/1" not in page(LIST)
    assert ">2 documents<" in page(LIST)
    assert ">3 documents<" in page(LIST, cast.focal_point)
    assert Client().get(address("CERD/C/FJI/CO/1")).status_code == 404


def test_passages_stand_in_the_order_of_paragraphs():
    assert re.findall(r"§ (\d+)</a>", page(address())) == ["2", "4", "9", "10"]


def test_concerns_are_told_apart_and_looked_at_alone():
    text = page(address())
    assert re.search(r"Recommendation</a> 3 · <a [^>]*>Concern or observation</a> 1", text)
    assert re.findall(r"§ (\d+)</a>", page(f"{address()}?kind=concern")) == ["4"]


def test_positions_are_counted():
    assert re.search(r"Supported</span> 1", page(address("A/HRC/17/5")))


def test_a_large_document_comes_in_pages(tmp_path):
    imported(export(tmp_path, [annotation(n, Symbol="CERD/C/IND/CO/9") for n in range(100, 430)], "large.json"))
    first, last = page(address("CERD/C/IND/CO/9")), page(f"{address('CERD/C/IND/CO/9')}?page=4")
    assert first.count("§ ") == 100
    assert last.count("§ ") == 30
    assert "1 of 4" in first
    assert transferred_bytes(Client(), address("CERD/C/IND/CO/9")) < LIMIT


def test_the_whole_document_is_taken_away():
    rows = b"".join(Client().get(f"{address()}?download=csv").streaming_content).decode().splitlines()
    assert len(rows) == 5


@pytest.mark.parametrize("query", ["?page=x", "?kind=nothing", "?download=exe", "?page=99"])
def test_no_address_breaks_the_page(query):
    assert Client().get(address() + query).status_code == 200
