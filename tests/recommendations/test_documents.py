"""Documents: by their symbols, or by body and title; addenda of visits are documents of their own."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files

import pytest
from django.db import IntegrityError, transaction

from tessera.harvest import ReadRecord
from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import Document, Recommendation
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.recommendations.services.describing import bucket_of, symbol_root

from .making import imported

pytestmark = pytest.mark.django_db
SAMPLES = {
    "special-procedure": "special_procedure/sample.txt",
    "minority-forum": "minority_forum/sample.txt",
    "permanent-forum": "permanent_forum/sample.txt",
    "ilo": "ilo/sample.html",
    "regional": "regional/sample.txt",
}


@pytest.fixture
def samples():
    """The samples of the sources of mechanisms, as files."""
    with ExitStack() as held:
        yield {code: held.enter_context(as_file(files("tessera.sources") / path)) for code, path in SAMPLES.items()}


def test_a_comment_without_a_symbol_is_a_document_by_body_and_title(samples):
    imported(samples["ilo"], source="ilo")
    document = Document.objects.get()
    assert (document.symbol, document.body, document.countries) == ("", "ceacr", ("NPL",))
    assert str(document) == "Observation, C111, Nepal, adopted 2030, 119th ILC session"
    assert document.recommendations.count() == 4
    assert set(document.recommendations.values_list("year", "paragraph")) == {(2030, "")}


def test_the_same_comment_twice_is_one_document(samples):
    imported(samples["ilo"], source="ilo")
    again = imported(samples["ilo"], source="ilo")
    assert (again.unchanged, Document.objects.count(), Recommendation.objects.count()) == (4, 1, 4)


def test_two_documents_may_lack_a_symbol_and_none_may_share_body_and_title():
    Document.objects.create(body="ceacr", title="One")
    Document.objects.create(body="ceacr", title="Another")
    Document.objects.create(body="ecri", title="One")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(body="ceacr", title="One")


def test_two_visits_whose_reports_are_addenda_are_two_documents():
    visits = [ReadRecord(text="x", body="sr-racism", symbol=f"A/HRC/53/60/Add.{number}") for number in (1, 2)]
    assert bucket_of(visits[0]) != bucket_of(visits[1])
    assert symbol_root("A/HRC/53/60/Add.1/Corr.1", "sr-racism") == "A/HRC/53/60/ADD.1"
    assert symbol_root("A/HRC/53/60/Add.1", "upr") == "A/HRC/53/60"


@pytest.mark.parametrize("code", SAMPLES)
def test_every_source_is_detected_imported_and_found_by_its_facets(code, samples):
    done = imported(samples[code], source="auto")
    assert (done.source, done.skipped) == (code, [])
    told = {
        "special-procedure": ("un", "recommendation"),
        "minority-forum": ("religious-leaders", "recommendation"),
        "permanent-forum": ("indigenous-peoples", "recommendation"),
        "ilo": ("state", "information-request"),
        "regional": ("state", "follow-up-request"),
    }[code]
    found = recommendations_find(OPERATOR, "", filters=(("addressee", told[0]), ("type", told[1])))
    assert found.results.total == 1
