"""Good practice: nominated by a person with a reason, edited once at a time, opened after the release, withdrawn."""

from __future__ import annotations

import pytest

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import GoodPractice
from tessera.desk_review.selectors.practices import practice_get, practices_listed
from tessera.desk_review.services.practices import (
    practice_edit,
    practice_nominate,
    practice_open,
    practice_withdraw,
)
from tessera.network.models import AuditEvent
from tessera.reports.desk_reviews.words import standing_words
from tests.desk_review.making import document_made, passage_with, practice_said, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(document, cast):
    return practice_nominate(passage=passage_with(document, "38 per cent"), by=cast.focal_point, said=practice_said())


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"reason": " "}, "Say why it is good practice"),
        ({"transferable": ""}, "what makes it transferable"),
        ({"groups": []}, "Say which groups"),
        ({"how": []}, "how it addresses them"),
        ({"groups": ["martians"]}, "is no code of the vocabulary"),
    ],
)
def test_a_nomination_says_why_and_of_whom(document, cast, values, sentence):
    with pytest.raises(DeskReviewError, match=sentence):
        practice_nominate(passage=document.passages.first(), by=cast.focal_point, said=practice_said(**values))
    assert not GoodPractice.objects.exists()


def test_a_passage_is_nominated_once_and_again_after_it_was_withdrawn(practice, cast):
    with pytest.raises(DeskReviewError, match="was nominated before"):
        practice_nominate(passage=practice.passage, by=cast.coordinator, said=practice_said())
    with pytest.raises(DeskReviewError, match="Say why"):
        practice_withdraw(practice=practice, by=cast.focal_point, reason="")
    practice_withdraw(practice=practice, by=cast.focal_point, reason="The posts were cut.")
    assert not practices_listed(cast.focal_point).exists()
    assert practice_get(cast.focal_point, practice.pk).withdrawn_because == "The posts were cut."
    again = practice_nominate(passage=practice.passage, by=cast.coordinator, said=practice_said())
    assert list(practices_listed(cast.focal_point)) == [again]
    acts = AuditEvent.objects.filter(action__startswith="good-practice.").values_list("action", flat=True)
    assert sorted(acts) == ["good-practice.nominate", "good-practice.nominate", "good-practice.withdraw"]


def test_who_edits_what_somebody_else_changed_is_told(practice, cast):
    practice_edit(practice=practice, version=1, by=cast.focal_point, said=practice_said(reason="Better said"))
    with pytest.raises(EditConflict) as refused:
        practice_edit(practice=practice, version=1, by=cast.secretariat, said=practice_said(reason="Mine"))
    assert refused.value.theirs.reason == "Better said"
    assert practice.history.count() == 2


def test_it_is_public_only_with_a_released_review(practice, cast):
    with pytest.raises(DeskReviewError, match="once the review of its document is released"):
        practice_open(practice=practice, by=cast.secretariat, audience="public")
    released(practice.passage.document)
    assert not practices_listed(cast.reader).exists()
    practice_open(practice=practice, by=cast.secretariat, audience="public")
    assert practices_listed(cast.reader).get() == practice
    practice_withdraw(practice=practice, by=cast.secretariat, reason="It ended.")
    assert practice_get(cast.reader, practice.pk) is None


def test_other_words_of_a_public_practice_are_public_once_the_secretariat_says_so(practice, cast):
    released(practice.passage.document)
    practice_open(practice=practice, by=cast.secretariat, audience="public")
    practice_edit(practice=practice, version=2, by=cast.secretariat, said=practice_said(reason="Better said"))
    assert practice_get(cast.reader, practice.pk).reason == "Better said"
    practice_edit(practice=practice, version=3, by=cast.focal_point, said=practice_said(reason="Something else"))
    assert practice_get(cast.reader, practice.pk) is None
    assert practice_get(cast.coordinator, practice.pk).reason == "Something else"


def test_a_frameworks_text_is_called_a_commitment_until_something_shows_that_it_was_done(cast):
    passage = document_made("undaf.en.html").passages.filter(relevant=True).first()
    practice = practice_nominate(passage=passage, by=cast.focal_point, said=practice_said())
    assert standing_words(practice) == "A commitment, not yet a practice"
    said = practice_said(shown_by="The evaluation of 2033")
    assert "shown to be done" in standing_words(
        practice_edit(practice=practice, version=1, by=cast.focal_point, said=said)
    )
