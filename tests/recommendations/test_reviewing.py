"""Answers to suggestions: what agreement makes of them, what dispute does not, and taking them back."""

from __future__ import annotations

import pytest

from tessera.network.models import AuditEvent
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Correction, LabelAnswer, Recommendation
from tessera.recommendations.selectors.suggestions import suggestion_next
from tessera.recommendations.services.correcting import correction_withdraw, labels_correct
from tessera.recommendations.services.relabelling import records_relabel
from tessera.recommendations.services.reviewing import label_answer_give, label_answer_undo

from .suggestion_making import records_bare, suggestion

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(tmp_path) -> Recommendation:
    (one,) = records_bare(tmp_path, ("The State should hear Dalits and others.",))
    assert one.groups, "a rule gives it one"
    return one


def groups(record: Recommendation) -> tuple[str, ...]:
    return Recommendation.objects.get(pk=record.pk).groups


def test_an_accepted_suggestion_becomes_the_persons_word_beside_what_was_there(cast, record):
    one = suggestion(record)
    label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    one.refresh_from_db()
    assert (one.state, one.applied) == ("accepted", "roma")
    assert groups(record) == (*record.groups, "roma")
    word = Correction.objects.get()
    assert (word.by, word.history.first().history_change_reason) == (cast.coordinator, "review desk")
    assert AuditEvent.objects.filter(action="label.answer", actor=cast.coordinator).exists()
    records_relabel()
    assert "roma" in groups(record)


def test_taking_the_answer_back_ends_the_word_and_rules_stand_again(cast, record):
    answer = label_answer_give(suggestion=suggestion(record), said="yes", by=cast.coordinator)
    label_answer_undo(answer=answer, by=cast.coordinator)
    assert groups(record) == record.groups
    assert Recommendation.objects.get().groups_by == ("rule",)
    assert not Correction.objects.exists()
    assert LabelAnswer.objects.get().undone_at is not None, "the answer is kept"
    with pytest.raises(RecommendationError):
        label_answer_undo(answer=answer, by=cast.coordinator)
    again = label_answer_give(suggestion=answer.suggestion, said="no", by=cast.coordinator)
    assert again.suggestion.answers.count() == 2


def test_two_that_disagree_leave_it_open_and_change_nothing(cast, record):
    one = suggestion(record)
    label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    other = label_answer_give(suggestion=one, said="no", by=cast.secretariat)
    one.refresh_from_db()
    assert (one.state, one.applied, groups(record)) == ("disputed", "", record.groups)
    label_answer_undo(answer=other, by=cast.secretariat)
    one.refresh_from_db()
    assert (one.state, "roma" in groups(record)) == ("accepted", True)


def test_two_that_agree_hold_the_word_until_both_are_taken_back(cast, record):
    one = suggestion(record)
    answers = [label_answer_give(suggestion=one, said="yes", by=by) for by in (cast.coordinator, cast.secretariat)]
    label_answer_undo(answer=answers[0], by=cast.coordinator)
    assert "roma" in groups(record)
    label_answer_undo(answer=answers[1], by=cast.secretariat)
    assert groups(record) == record.groups


def test_what_is_right_instead_is_put_on_the_record(cast, record):
    one = suggestion(record)
    label_answer_give(suggestion=one, said="no", code="migrants", by=cast.coordinator)
    one.refresh_from_db()
    assert (one.state, groups(record)) == ("rejected", (*record.groups, "migrants"))
    label_answer_give(suggestion=one, said="no", code="other", by=cast.secretariat)
    one.refresh_from_db()
    assert (one.state, groups(record)) == ("disputed", record.groups)


def test_two_accepted_suggestions_of_a_record_end_apart(cast, record):
    first, second = suggestion(record), suggestion(record, "migrants")
    one = label_answer_give(suggestion=first, said="yes", by=cast.coordinator)
    two = label_answer_give(suggestion=second, said="yes", by=cast.secretariat)
    assert groups(record) == (*record.groups, "roma", "migrants")
    label_answer_undo(answer=one, by=cast.coordinator)
    assert groups(record) == (*record.groups, "migrants")
    label_answer_undo(answer=two, by=cast.secretariat)
    assert groups(record) == record.groups


def test_a_word_said_by_hand_is_never_touched_and_nothing_is_asked_where_it_stands(cast, record):
    one = suggestion(record)
    word = labels_correct(recommendation=record, field="groups", codes=["other"], reason="Read.", by=cast.secretariat)
    assert suggestion_next(cast.coordinator, {}) is None
    answer = label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    assert groups(record) == ("other",)
    label_answer_undo(answer=answer, by=cast.coordinator)
    assert groups(record) == ("other",)
    correction_withdraw(correction=word, by=cast.secretariat)
    assert suggestion_next(cast.coordinator, {}) == one


def test_a_word_of_the_desk_that_was_changed_by_hand_is_a_hand_made_one(cast, record):
    answer = label_answer_give(suggestion=suggestion(record), said="yes", by=cast.coordinator)
    labels_correct(recommendation=record, field="groups", codes=["roma", "other"], reason="Read.", by=cast.secretariat)
    label_answer_undo(answer=answer, by=cast.coordinator)
    assert groups(record) == ("roma", "other")


def test_what_a_correction_knows_nothing_of_is_kept_as_an_answer_alone(cast, record):
    one = suggestion(record, "Women", field="persons", code="")
    label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    one.refresh_from_db()
    assert (one.state, Correction.objects.count()) == ("accepted", 0)


def test_unsure_is_an_answer_and_decides_nothing(cast, record):
    one = suggestion(record)
    label_answer_give(suggestion=one, said="unsure", by=cast.coordinator)
    one.refresh_from_db()
    assert (one.state, groups(record)) == ("unsure", record.groups)
    label_answer_give(suggestion=one, said="yes", by=cast.secretariat)
    one.refresh_from_db()
    assert (one.state, "roma" in groups(record)) == ("accepted", True)


@pytest.mark.parametrize(
    ("said", "code"), [("maybe", ""), ("", ""), ("no", "martians"), ("yes", "migrants"), ("no", "roma")]
)
def test_bad_input_is_refused_and_changes_nothing(cast, record, said, code):
    one = suggestion(record)
    with pytest.raises(RecommendationError):
        label_answer_give(suggestion=one, said=said, code=code, by=cast.coordinator)
    one.refresh_from_db()
    assert (one.state, one.answered, LabelAnswer.objects.count()) == ("open", 0, 0)


def test_nobody_answers_twice_nor_a_third_nor_takes_anothers_answer_back(cast, record):
    one = suggestion(record)
    answer = label_answer_give(suggestion=one, said="yes", by=cast.coordinator)
    with pytest.raises(RecommendationError, match="answered this already"):
        label_answer_give(suggestion=one, said="no", by=cast.coordinator)
    with pytest.raises(RecommendationError, match="whoever gave"):
        label_answer_undo(answer=answer, by=cast.secretariat)
    label_answer_give(suggestion=one, said="yes", by=cast.secretariat)
    with pytest.raises(RecommendationError, match="Two people"):
        label_answer_give(suggestion=one, said="yes", by=cast.administrator)
    assert suggestion_next(cast.administrator, {}) is None
