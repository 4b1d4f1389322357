"""Review projects: who codes what, what one may see meanwhile, differences, rulings, agreement, the codebook."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Codebook, CriterionRating, Passage, Ruling, Word
from tessera.desk_review.selectors.differences import coded_of, differences_of
from tessera.desk_review.selectors.documents import documents_listed
from tessera.desk_review.selectors.passages import words_standing
from tessera.desk_review.selectors.project_agreement import agreement_in
from tessera.desk_review.selectors.projects import progress_of_project
from tessera.desk_review.services.adjudicating import as_said, ruling_give
from tessera.desk_review.services.assigning import assignment_make, assignment_withdraw, word_undo
from tessera.desk_review.services.codebooks import codebook_ensure, codebook_entry_change
from tessera.desk_review.services.judging import passage_code, passage_confirm
from tessera.desk_review.services.projects import project_change, project_step, project_take_codebook
from tessera.desk_review.services.releasing import document_release
from tessera.network.models import AuditEvent

from .making import days_over, document_made
from .making_projects import CODERS, all_confirmed, differing, finished, given, project_made

pytestmark = pytest.mark.django_db
NETWORK = ("country_team", "focal_point", "coordinator", "secretariat", "administrator")


def seen_by(person) -> set[int]:
    return set(words_standing(person).values_list("person", flat=True))


# What one may see while others code


def test_in_double_coding_a_word_is_seen_by_whoever_said_it_until_all_have_finished(document, cast):
    project = project_made(cast, document)
    for name in CODERS:
        all_confirmed(project, cast.all[name])
    finished(project, cast.focal_point)
    for name in NETWORK:
        own = {cast.all[name].pk} if name in CODERS else set()
        assert seen_by(cast.all[name]) == own, name
        assert coded_of(cast.all[name], project) == []
        assert agreement_in(cast.all[name], project).codes == []
    finished(project, cast.coordinator)
    both = {cast.focal_point.pk, cast.coordinator.pk}
    assert all(seen_by(cast.all[name]) == both for name in NETWORK)
    assert seen_by(cast.civil_society) == set()


def test_words_outside_the_part_that_is_coded_apart_are_open(document, cast):
    project = project_made(cast)
    first, last = document.passages.first(), document.passages.filter(relevant=True).last()
    assignment_make(project=project, document=document, coder=cast.focal_point, by=None, first=1, last=1)
    for passage in (first, last):
        passage_code(passage=passage, by=cast.secretariat, relevant=True, how=["mention"])
    assert set(words_standing(cast.country_team).values_list("passage", flat=True)) == {last.pk}


def test_a_blind_coder_sees_nothing_of_the_machine_until_they_have_finished(document, cast):
    project = project_made(cast, document, mode="blind")
    coder, other = cast.focal_point, cast.secretariat
    for model in (Passage, CriterionRating):
        assert not model.objects.filter(model.visibility_q(coder)).exists()
        assert model.objects.filter(model.visibility_q(other)).exists()
    assert documents_listed(coder).get().relevant is None
    assert documents_listed(other).get().relevant > 0
    passage = document.passages.filter(relevant=True).first()
    with pytest.raises(DeskReviewError, match="without the machine"):
        passage_confirm(passage=passage, by=coder)
    finished(project, coder)
    assert Passage.objects.filter(Passage.visibility_q(coder)).exists()


def test_what_a_blind_coder_said_nothing_of_counts_as_not_of_the_field(document, cast):
    project = project_made(cast, document, mode="blind")
    passage = document.passages.filter(relevant=True).first()
    passage_code(passage=passage, by=cast.focal_point, relevant=True, how=["mention"], more={})
    for name in CODERS:
        finished(project, cast.all[name])
    (one,) = differences_of(cast.secretariat, project)
    assert (one.passage, [side.word is None for side in one.sides]) == (passage, [False, True])


# Who codes what


def test_what_cannot_be_given_to_a_coder_is_refused_in_a_sentence(document, cast):
    project = project_made(cast, document)
    passage_confirm(passage=document.passages.filter(relevant=True).first(), by=cast.administrator)
    for coder, said in (
        (cast.secretariat, "does not code"),
        (cast.administrator, "has read this document before"),
        (cast.country_team, "may not code"),
        (cast.focal_point, "has this document already"),
    ):
        with pytest.raises(DeskReviewError, match=said):
            assignment_make(project=project, document=document, coder=coder, by=cast.secretariat)
    other = project_made(cast)
    with pytest.raises(DeskReviewError, match="another project"):
        assignment_make(project=other, document=document, coder=cast.focal_point, by=cast.secretariat)
    assert project.assignments.count() == 2


def test_nobody_joins_once_the_words_are_open(document, cast):
    project, _passage = differing(cast, document)
    with pytest.raises(DeskReviewError, match="nobody can join"):
        assignment_make(project=project, document=document, coder=cast.administrator, by=cast.secretariat)


def test_a_coder_finishes_when_every_suggestion_has_a_word_and_then_changes_none(document, cast):
    project = project_made(cast, document)
    passage = document.passages.filter(relevant=True).first()
    passage_confirm(passage=passage, by=cast.focal_point)
    with pytest.raises(DeskReviewError, match="of which you have said nothing"):
        finished(project, cast.focal_point)
    all_confirmed(project, cast.focal_point)
    finished(project, cast.focal_point)
    with pytest.raises(DeskReviewError, match="stays as it is"):
        passage_code(passage=passage, by=cast.focal_point, relevant=False)


def test_undo_goes_back_word_by_word(document, cast):
    project = project_made(cast, document)
    first, second = document.passages.filter(relevant=True)[:2]
    me, mine = cast.focal_point, given(project, cast.focal_point)
    passage_code(passage=first, by=me, relevant=True, how=["mention"])
    passage_code(passage=second, by=me, relevant=True, how=["data"])
    passage_code(passage=second, by=me, relevant=False)
    assert word_undo(assignment=mine, by=me) == second
    assert Word.objects.get(passage=second).how == ("data",)
    assert word_undo(assignment=mine, by=me) == second
    assert Word.objects.get(passage=second).taken_back_at is not None
    assert word_undo(assignment=mine, by=me) == first
    with pytest.raises(DeskReviewError, match="nothing to undo"):
        word_undo(assignment=mine, by=me)
    assert Word.history.count() == 6


def test_progress_counts_passages_and_tells_no_word(document, cast):
    project = project_made(cast, document)
    passage_confirm(passage=document.passages.filter(relevant=True).first(), by=cast.focal_point)
    suggested = document.passages.filter(relevant=True).count()
    told = {one.assignment.coder: (one.coded, one.all) for one in progress_of_project(cast.country_team, project)}
    assert told == {cast.focal_point: (1, suggested), cast.coordinator: (0, suggested)}


def test_a_document_is_not_released_while_somebody_codes_it(document, cast):
    project_made(cast, document)
    with pytest.raises(DeskReviewError, match="still coding"):
        document_release(document=days_over(document), by=cast.secretariat)


# Differences and rulings


def test_a_ruling_becomes_the_projects_word_and_leaves_those_of_the_coders(document, cast):
    project, passage = differing(cast, document)
    words = list(Word.objects.order_by("pk").values())
    (one,) = differences_of(cast.secretariat, project)
    rule = {"project": project, "passage": passage, "by": cast.secretariat, "reason": "Money is told"}
    with pytest.raises(DeskReviewError, match="Say why"):
        ruling_give(**rule | {"reason": " "}, version=0, **as_said(one.sides[0].word))
    ruling_give(**rule, version=0, **as_said(one.sides[0].word))
    with pytest.raises(EditConflict, match="meanwhile") as told:
        ruling_give(**rule, version=0, **as_said(None))
    assert told.value.theirs.how == ("budget",)
    (one,) = differences_of(cast.secretariat, project)
    assert (one.waits, one.word) == (False, Ruling.objects.get())
    assert list(Word.objects.order_by("pk").values()) == words
    assert all(one.word is not None for one in coded_of(cast.country_team, project))
    other = document.passages.filter(relevant=True).last()
    with pytest.raises(DeskReviewError, match="do not differ"):
        ruling_give(**rule | {"passage": other}, version=0, **as_said(None))


def test_a_ruling_reads_no_other_document_of_the_project(document, cast):
    project, passage = differing(cast, document)
    other = document_made("undaf.en.html")
    assignment_make(project=project, document=other, coder=cast.focal_point, by=cast.secretariat)
    alone = other.passages.filter(relevant=True).first()
    Word.objects.create(passage=alone, person=cast.focal_point, relevant=True)
    project.assignments.update(finished_at=timezone.now())
    assert {one.passage.document for one in coded_of(cast.secretariat, project)} == {document, other}
    assert {one.passage.document for one in coded_of(cast.secretariat, project, document=other.pk)} == {other}
    with CaptureQueriesContext(connection) as queries:
        ruling_give(project=project, passage=passage, by=cast.secretariat, reason="Money", version=0, **as_said(None))
    read = [one["sql"] for one in queries if 'FROM "desk_review_word"' in one["sql"]]
    documents = [re.findall(r'"document_id" IN \(([\d, ]+)\)', sql) for sql in read]
    assert documents == [[str(document.pk)]]


def test_agreement_is_told_code_by_code_with_the_machine_as_one_more_coder(document, cast):
    project, _passage = differing(cast, document)
    found = agreement_in(cast.country_team, project)
    suggested = document.passages.filter(relevant=True).count()
    assert (found.passages, found.differing) == (suggested, 1)
    codes = {(one.family, one.code): one for one in found.codes}
    budget = codes["how", "budget"]
    assert budget.people.units == suggested
    assert budget.people.alpha < 1
    assert codes["groups", "roma"].machine.values == 3 * suggested


def test_a_project_is_closed_when_nothing_is_left_and_a_step_out_of_turn_is_logged(document, cast):
    project = project_made(cast, document)
    with pytest.raises(DeskReviewError, match="has not finished"):
        project_step(project=project, step="close", by=cast.secretariat)
    for name in CODERS:
        assignment_withdraw(assignment=given(project, cast.all[name]), by=cast.secretariat)
    project = project_step(project=project, step="close", by=cast.secretariat)
    with pytest.raises(EditConflict, match="Closed"):
        project_step(project=project, step="close", by=cast.secretariat)
    assert AuditEvent.objects.filter(action="refused", subject="project.close").count() == 1
    with pytest.raises(DeskReviewError, match="closed"):
        project_change(project=project, version=project.version, by=cast.secretariat, audience="network", title="Other")


def test_the_way_of_coding_is_settled_once_somebody_codes(document, cast):
    project = project_made(cast, document)
    change = {"project": project, "by": cast.secretariat, "audience": "network"}
    with pytest.raises(DeskReviewError, match="can no longer be changed"):
        project_change(**change, version=1, mode="single")
    with pytest.raises(DeskReviewError, match="does not code"):
        project_change(**change, version=1, coordinator=cast.focal_point)
    project_change(**change, version=1, title="Another title")
    with pytest.raises(EditConflict):
        project_change(**change, version=1, title="Mine")


# The codebook


def test_an_edit_makes_a_next_version_and_projects_keep_theirs_until_they_take_it(cast):
    project = project_made(cast)
    texts = {"definition": "Only named.", "use": "", "not_use": "", "example": ""}
    edit = {"family": "how", "code": "mention", "by": cast.coordinator, "texts": texts}
    newer = codebook_entry_change(version=1, **edit)
    assert (newer.version, project.codebook.version, Codebook.objects.count()) == (2, 1, 2)
    assert codebook_entry_change(version=2, **edit) == newer
    with pytest.raises(EditConflict):
        codebook_entry_change(version=1, **edit | {"texts": {**texts, "definition": "Named at all."}})
    assert codebook_entry_change(version=1, **edit | {"code": "data"}).version == 3
    assert project_take_codebook(project=project, book=codebook_ensure(), by=cast.secretariat).codebook.version == 3


def test_a_document_may_be_in_one_project_and_another_document_in_another(document, cast):
    project_made(cast, document)
    assert project_made(cast, document_made("undaf.en.html")).assignments.count() == 2
