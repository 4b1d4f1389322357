"""/api/v1/recommendations: the search in the shapes of the command line, one record, the bulk export."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.models import Recommendation
from tests.recommendations.making import annotation, export, imported, review, upr_rows
from tests.web.test_every_address import client_of

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/recommendations"
TEXT = "Protect the languages of minorities in all schools of the country"


@pytest.fixture(autouse=True)
def records(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    fiji = {"Symbol": "CERD/C/FJI/CO/1", "Countries": ["Fiji"], "PublicationDate": "2012-01-01T00:00:00"}
    reviews = [review(1, "Austria", TEXT), review(2, "Chile", "Teach Roma children")]
    imported(export(tmp_path, [*(annotation(n) for n in range(8)), annotation(8, **fiji), *reviews]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "From": "Austria", "Text": TEXT}]), "upr-info")


def get(path: str, person=None):
    answer = (client_of(person) if person else Client()).get(path)
    return answer.status_code, json.loads(answer.content)


def streamed(path: str, person=None, **headers) -> bytes:
    answer = (client_of(person) if person else Client()).get(path, headers=headers)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content)
    return gzip.decompress(body) if answer.get("Content-Encoding") == "gzip" else body


def test_a_search_has_total_unit_hits_and_facets():
    status, told = get(f"{ROOT}?q=languages+minorities&limit=5")
    assert status == 200
    assert (told["total"], told["unit"]) == (1, "recommendation")
    (hit,) = told["hits"]
    assert (hit["symbol"], hit["paragraph"], hit["countries"]) == ("A/HRC/17/5", "106.1", ["NPL"])
    assert hit["url"] == reverse("web:recommendation", args=[hit["id"]])
    assert {"value": "NPL", "count": 1} in told["facets"]["country"]


def test_parameters_are_those_of_the_page():
    assert get(f"{ROOT}?country=Fiji")[1]["total"] == 1
    assert get(f"{ROOT}?country=FJI,NPL&mechanism=treaty-body")[1]["total"] == 9
    assert get(f"{ROOT}?from=2012&to=2013")[1]["total"] == 1
    assert get(f"{ROOT}?q=Travellers")[1]["total"] == 1
    assert get(f"{ROOT}?q=Travellers&exact=true")[1]["total"] == 0


def test_every_facet_count_is_the_total_of_the_search_with_it():
    for name, values in get(ROOT)[1]["facets"].items():
        for one in values[:5]:
            assert get(f"{ROOT}?{name}={one['value']}&limit=0")[1]["total"] == one["count"], (name, one)


def test_pages_join_without_gap_or_repetition():
    ids = [hit["id"] for n in range(0, 12, 4) for hit in get(f"{ROOT}?limit=4&offset={n}")[1]["hits"]]
    assert len(ids) == len(set(ids)) == 11


def test_one_record_tells_its_sources_and_labels():
    one = Recommendation.objects.get(paragraph="106.1")
    status, told = get(f"{ROOT}/{one.pk}")
    assert status == 200
    assert [source["source"] for source in told["sources"]] == ["uhri", "upr-info"]
    assert told["citation"].endswith("(A/HRC/17/5), para. 106.1.")
    assert told["document_url"] == "https://undocs.org/A/HRC/17/5"
    assert any("source" in label["by"] for label in told["labels"]["theme"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{ROOT}/999999", 404),
        (f"{ROOT}?country=Nepall", 422),
        (f"{ROOT}?year=yesterday", 422),
        (f"{ROOT}?limit=100000", 422),
        (f"{ROOT}?limit=500&offset=9999", 422),
        (f"{ROOT}?order=sideways", 422),
        (f"{ROOT}/export?format=exe", 422),
        (f"{ROOT}/export?country=Nepall", 422),
        ("/api/v1/documents?country=Nepall", 422),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(path, status):
    answered, told = get(path)
    assert answered == status
    assert told["detail"].endswith((".", "?"))
    assert "\n" not in told["detail"]


def test_the_export_holds_all_in_the_order_of_ids_and_goes_on_from_one():
    rows = [json.loads(line) for line in streamed(f"{ROOT}/export").splitlines()]
    assert [row["id"] for row in rows] == sorted(Recommendation.objects.values_list("pk", flat=True))
    rest = [json.loads(line)["id"] for line in streamed(f"{ROOT}/export?after={rows[3]['id']}&limit=3").splitlines()]
    assert rest == [row["id"] for row in rows[4:7]]


def test_the_export_takes_the_same_filters_and_other_forms():
    (row,) = csv.DictReader(io.StringIO(streamed(f"{ROOT}/export?format=csv&country=FJI").decode("utf-8-sig")))
    assert row["Document"] == "CERD/C/FJI/CO/1"
    (told,) = json.loads(streamed(f"{ROOT}/export?format=json&q=Roma"))
    assert told["recommending_states"] == ["CHL"]


def test_the_export_is_compressed_where_the_client_takes_it():
    answer = Client().get(f"{ROOT}/export", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(streamed(f"{ROOT}/export", **{"accept-encoding": "gzip"}).splitlines()) == 11


def test_nobody_gets_what_they_may_not_see(cast):
    hidden = Recommendation.objects.get(paragraph="106.2")
    Recommendation.objects.filter(pk=hidden.pk).update(audience=Audience.NETWORK)
    from tessera.search.writer import index_rebuild

    index_rebuild()
    for path in (f"{ROOT}/export", f"{ROOT}/export?q=Teach+Roma"):
        assert b"Teach Roma" not in streamed(path)
        assert b"Teach Roma" not in streamed(path, cast.civil_society)
        assert b"Teach Roma" in streamed(path, cast.focal_point)
    assert get(f"{ROOT}/{hidden.pk}")[0] == 404
    assert get(f"{ROOT}?q=Teach+Roma")[1]["total"] == 0
    assert get(f"{ROOT}?q=Teach+Roma", cast.focal_point)[1]["total"] == 1


def test_the_export_needs_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        streamed(f"{ROOT}/export")


def test_documents_are_listed_and_filtered():
    told = get("/api/v1/documents?country=FJI")[1]
    assert (told["total"], told["results"][0]["symbol"], told["results"][0]["recommendations"]) == (
        1,
        "CERD/C/FJI/CO/1",
        1,
    )
    assert get("/api/v1/documents")[1]["total"] == 3


def test_countries_have_names_in_a_language_and_are_not_ranked():
    told = get("/api/v1/countries?language=fr")[1]
    assert {"code": "NPL", "name": "Népal"}.items() <= next(c for c in told if c["code"] == "NPL").items()
    assert [c["name"] for c in told] == sorted(c["name"] for c in told)
    assert next(c["recommendations"] for c in told if c["code"] == "NPL") == 10


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(method):
    assert getattr(Client(), method)(ROOT).status_code == 405
