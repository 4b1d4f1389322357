"""A person's word: one of each person on a passage, one on a criterion that all see; its history is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Word
from tessera.desk_review.selectors.agreement import agreement_on
from tessera.desk_review.services.judging import criterion_rate, passage_code, passage_confirm, word_take_back
from tessera.desk_review.services.releasing import document_send

from .making import days_over, passage_with, released

pytestmark = pytest.mark.django_db
GROUPS, HOW = ["roma"], ["data"]


@pytest.fixture
def passage(document):
    return passage_with(document, "38 per cent")


@pytest.fixture
def rating(document):
    return document.ratings.get(criterion="participation-in-drafting")


def test_a_person_has_one_word_on_a_passage_and_its_history_is_kept(passage, cast):
    first = passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=GROUPS, how=HOW)
    second = passage_code(passage=passage, by=cast.focal_point, relevant=False, groups=GROUPS, how=HOW, note="Recited")
    assert first.pk == second.pk
    assert (second.relevant, second.groups, second.how, second.note) == (False, (), (), "Recited")
    assert [(one.relevant, one.groups) for one in second.history.order_by("history_id")] == [
        (True, ("roma",)),
        (False, ()),
    ]
    passage_code(passage=passage, by=cast.coordinator, relevant=True, groups=GROUPS, how=HOW)
    assert passage.words.count() == 2


def test_saying_the_same_again_writes_no_history(passage, cast):
    passage_confirm(passage=passage, by=cast.focal_point)
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=GROUPS, how=HOW)
    assert Word.history.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"relevant": True, "groups": ["martians"], "how": HOW},
        {"relevant": True, "groups": GROUPS, "how": ["shouting"]},
        {"relevant": True, "groups": GROUPS, "how": []},
    ],
)
def test_what_the_vocabulary_does_not_hold_is_refused_and_nothing_is_written(passage, cast, said):
    with pytest.raises(DeskReviewError):
        passage_code(passage=passage, by=cast.focal_point, **said)
    assert not Word.objects.exists()


def test_a_word_is_taken_back_by_whoever_said_it_and_can_be_said_again(passage, cast):
    word = passage_confirm(passage=passage, by=cast.focal_point)
    with pytest.raises(DeskReviewError):
        word_take_back(word=word, by=cast.coordinator)
    assert word_take_back(word=word, by=cast.focal_point).taken_back_at is not None
    assert passage_confirm(passage=passage, by=cast.focal_point).taken_back_at is None
    assert Word.history.count() == 3


def test_a_rating_needs_a_reason_and_tells_the_second_of_two(rating, cast):
    with pytest.raises(DeskReviewError, match="Say why"):
        criterion_rate(rating=rating, version=1, by=cast.focal_point, said="meets", reason=" ")
    criterion_rate(rating=rating, version=1, by=cast.focal_point, said="meets", reason="Paragraph 3")
    with pytest.raises(EditConflict) as told:
        criterion_rate(rating=rating, version=1, by=cast.coordinator, said="missing", reason="No")
    assert told.value.theirs.rating == "meets"
    cleared = criterion_rate(rating=rating, version=2, by=cast.coordinator, said="", reason="")
    assert (cleared.rating, cleared.rated_by) == ("", None)
    assert [one.rating for one in cleared.history.order_by("history_id")] == ["", "meets", ""]


def test_silent_is_said_only_after_the_country_team_could_comment(document, rating, cast):
    def say():
        return criterion_rate(rating=rating, version=1, by=cast.secretariat, said="silent", reason="Read twice")

    with pytest.raises(DeskReviewError, match="after the country team could comment"):
        say()
    document_send(document=document, until=timezone.now().date() + timedelta(days=3), by=cast.secretariat)
    with pytest.raises(DeskReviewError, match="after the country team could comment"):
        say()
    days_over(document)
    assert say().rating == "silent"


def test_nothing_is_said_of_a_released_review(document, passage, rating, cast):
    word = passage_confirm(passage=passage, by=cast.focal_point)
    released(document)
    for act in (
        lambda: passage_confirm(passage=passage, by=cast.coordinator),
        lambda: word_take_back(word=word, by=cast.focal_point),
        lambda: criterion_rate(rating=rating, version=1, by=cast.focal_point, said="meets", reason="Yes"),
    ):
        with pytest.raises(DeskReviewError, match="released"):
            act()
    assert Word.objects.get().taken_back_at is None


def test_the_machine_is_one_more_coder(document, cast):
    passages = list(document.passages.filter(relevant=True)[:4])
    for passage in passages:
        passage_confirm(passage=passage, by=cast.focal_point)
        passage_confirm(passage=passage, by=cast.coordinator)
    other = document.passages.filter(relevant=False).first()
    passage_code(passage=other, by=cast.focal_point, relevant=True, groups=["migrants"], how=["mention"])
    found = agreement_on(cast.focal_point, document)
    codes = {(one.family, one.code): one for one in found.codes}
    assert (found.coders, found.passages) == (2, 5)
    relevant = codes["relevant", "relevant"]
    assert (relevant.people.units, relevant.people.alpha) == (4, None)  # both always say yes
    assert relevant.machine.units == 5
    assert relevant.machine.alpha is not None
    assert relevant.machine.alpha < 1
    assert codes["groups", "roma"].machine.alpha == 1
    assert ("groups", "african-descent") not in codes
    assert agreement_on(cast.civil_society, document).codes == []
