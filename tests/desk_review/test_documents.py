"""A file is one document, however often it is added; reading it again touches no word of a person."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tessera.analysis.documents import review_document
from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import CriterionRating, Passage, ReviewedDocument, Word
from tessera.desk_review.services.documents import document_add, document_describe
from tessera.desk_review.services.judging import criterion_rate, passage_code
from tessera.desk_review.services.telling import machine_tell
from tessera.extraction import UnreadableFile
from tessera.extraction.passages import Passage as ReadPassage
from tessera.extraction.passages import ReadDocument
from tessera.network.models import Audience

from .making import SAMPLES, document_made, passage_with, released

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (ReviewedDocument, Passage, CriterionRating, Word))


def test_what_the_machine_reads_is_kept_as_the_machines(document):
    assert (document.kind, document.country, document.language) == ("cca", "XAR", "en")
    assert (document.audience, document.state) == (Audience.NETWORK, "reading")
    passage = passage_with(document, "38 per cent")
    assert (passage.groups, passage.how, passage.number) == (("roma",), ("data",), "5.")
    assert passage.relevant
    assert all(passage.text[start:end].strip() for start, end, _rule in passage.evidence)
    assert document.file.read() == (SAMPLES / "cca.en.html").read_bytes()
    assert not CriterionRating.objects.exclude(rating="").exists()


def test_the_same_file_again_changes_nothing(document, tmp_path):
    before, history = counts(), CriterionRating.history.count()
    copy = tmp_path / "another name.html"
    copy.write_bytes((SAMPLES / "cca.en.html").read_bytes())
    again = document_add(path=copy)
    assert (again.document.pk, again.created) == (document.pk, False)
    assert (counts(), CriterionRating.history.count()) == (before, history)


def test_who_may_not_see_a_document_is_not_told_that_it_is_there(document, cast):
    ReviewedDocument.objects.filter(pk=document.pk).update(audience=Audience.PEOPLE)
    own = document_made(by=cast.focal_point)
    assert own.pk != document.pk
    assert document_made(by=cast.coordinator).pk == own.pk


def test_what_a_person_says_it_is_stands_above_what_the_document_says(cast):
    document = document_made(by=cast.focal_point, kind="undaf", country="NPL", title="Ours")
    assert (document.kind, document.country, document.title) == ("undaf", "NPL", "Ours")
    assert document.ratings.get(criterion="budget").machine != "not-applicable"
    again = document_made(by=cast.focal_point)
    assert (again.kind, again.country, again.title) == ("undaf", "NPL", "Ours")


@pytest.mark.parametrize("values", [{"kind": "novel"}, {"country": "ZZZ"}])
def test_codes_that_nobody_knows_are_refused_and_nothing_is_kept(values):
    with pytest.raises(DeskReviewError):
        document_made(**values)
    assert not ReviewedDocument.objects.exists()


def test_a_file_that_cannot_be_read_is_not_kept(tmp_path):
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(UnreadableFile):
        document_add(path=path)
    assert not ReviewedDocument.objects.exists()
    assert not (tmp_path / "files").exists()


def test_a_persons_word_outlives_every_later_reading(document, cast):
    passage = passage_with(document, "38 per cent")
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["migrants"], how=["action"])
    rating = document.ratings.get(criterion="groups-named")
    criterion_rate(rating=rating, version=1, by=cast.focal_point, said="exceeds", reason="All are named")
    machine_tell(document=document, review=review_document(ReadDocument((ReadPassage("Forests grow.", 1),))))
    passage.refresh_from_db()
    rating.refresh_from_db()
    assert passage.gone_at is not None
    assert passage.words.get().groups == ("migrants",)
    assert (rating.machine, rating.rating, rating.reason) == ("missing", "exceeds", "All are named")
    document_made()
    passage.refresh_from_db()
    assert passage.gone_at is None
    assert (passage.groups, passage.words.get().groups) == (("roma",), ("migrants",))


def test_a_released_review_stays_as_it_is_when_its_file_is_added_again(document):
    released(document)
    Passage.objects.update(relevance=0.123)
    document_made()
    assert set(Passage.objects.values_list("relevance", flat=True)) == {0.123}


def test_a_document_of_another_kind_is_held_against_other_criteria(document, cast):
    rating = document.ratings.get(criterion="outcome-for-group")
    assert rating.machine == "not-applicable"
    values = {"title": document.title, "country": document.country, "year": 2031}
    changed = document_describe(document=document, version=1, by=cast.focal_point, kind="undaf", **values)
    rating.refresh_from_db()
    assert rating.machine != "not-applicable"
    assert (changed.kind, changed.history.first().history_user) == ("undaf", cast.focal_point)
    with pytest.raises(EditConflict):
        document_describe(document=document, version=1, by=cast.coordinator, kind="other", **values)


def test_the_database_itself_keeps_a_draft_from_being_public(document):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewedDocument.objects.filter(pk=document.pk).update(audience=Audience.PUBLIC)


def test_the_database_itself_keeps_the_machine_from_calling_a_document_silent(document):
    with pytest.raises(IntegrityError), transaction.atomic():
        document.ratings.update(machine="silent")
