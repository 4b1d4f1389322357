"""Joined and set apart by hand: imports leave it so, it is undone exactly, and the index counts right all the time."""

from __future__ import annotations

import pytest

from tessera.network.models import AuditEvent
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Attestation, JoinByHand, Recommendation
from tessera.recommendations.selectors.corrections import corrections_of
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.recommendations.services.bulk import next_id
from tessera.recommendations.services.correcting import correction_withdraw, labels_correct
from tessera.recommendations.services.joining_by_hand import (
    attestation_set_apart,
    join_by_hand_undo,
    recommendations_join,
)
from tessera.recommendations.services.locking import import_lock

from .making import annotation, export, imported, review, upr_rows

pytestmark = pytest.mark.django_db
TEXT = "Protect the languages of minorities in all schools of the country"


@pytest.fixture
def two(tmp_path):
    """Two paragraphs that are one recommendation, as only a person sees."""
    imported(export(tmp_path, RECORDS))
    return list(Recommendation.objects.order_by("pk")[:2])


RECORDS = [
    annotation(1, Text="<p>1. The State should teach minority languages.</p>"),
    annotation(2, Text="<p>2. Schools must offer lessons in the languages of minorities.</p>"),
    annotation(3),
]


def found(person) -> int:
    return recommendations_find(person, "").total


def state() -> list[tuple]:
    """All that is known, as rows."""
    fields = [f.attname for f in Recommendation._meta.concrete_fields]
    records = list(Recommendation.objects.order_by("pk").values_list(*fields))
    return records + list(Attestation.objects.order_by("pk").values_list("pk", "recommendation", "pinned", "digest"))


def test_a_joined_record_leads_to_the_other_and_is_no_longer_counted(two, cast):
    one, other = two
    assert found(cast.reader) == 3
    recommendations_join(record=one, to=other, reason="The same paragraph", by=cast.secretariat)
    one.refresh_from_db()
    assert one.joined_to == other
    assert other.attestations.count() == 2
    assert found(cast.reader) == 2
    assert recommendations_find(cast.reader, "teach").total == 0


def test_it_is_undone_exactly(two, cast):
    before = state()
    act = recommendations_join(record=two[0], to=two[1], reason="The same", by=cast.secretariat)
    assert state() != before
    join_by_hand_undo(act=act, reason="They are not", by=cast.administrator)
    assert state() == before
    assert found(cast.reader) == 3
    act.refresh_from_db()
    assert (act.undone_by, act.undone_reason) == (cast.administrator, "They are not")


def test_importing_the_same_file_again_leaves_it_joined(two, cast, tmp_path):
    recommendations_join(record=two[0], to=two[1], reason="The same", by=cast.secretariat)
    before = state()
    imported(export(tmp_path, [*RECORDS, annotation(4)], "again.json"))
    assert state()[:3] == before[:3]
    assert found(cast.reader) == 3


def test_a_change_of_what_was_joined_reaches_the_record_it_was_joined_to(two, cast, tmp_path):
    one, other = two
    recommendations_join(record=one, to=other, reason="The same", by=cast.secretariat)
    changed = annotation(1, Text="<p>1. The State should teach minority languages.</p>", Themes=["Right to education"])
    imported(export(tmp_path, [changed, *RECORDS[1:]], "changed.json"))
    other.refresh_from_db()
    assert "right-to-education" in other.themes
    assert Recommendation.objects.get(pk=one.pk).joined_to == other


def test_what_another_source_says_of_a_joined_record_goes_to_the_one_it_leads_to(cast, tmp_path):
    records = [review(1, "Austria", TEXT), review(2, "Chile", "Ensure that minority languages are taught everywhere")]
    imported(export(tmp_path, records))
    one, other = Recommendation.objects.order_by("pk")
    recommendations_join(record=one, to=other, reason="Printed twice", by=cast.secretariat)
    imported(upr_rows(tmp_path, [{"To": "Nepal", "From": "Austria", "Text": TEXT}]), "upr-info")
    assert Attestation.objects.get(source="upr-info").recommendation == other
    assert found(cast.reader) == 1


def test_set_apart_it_is_a_record_of_its_own_and_stays_one(cast, tmp_path):
    imported(export(tmp_path, [review(1, "Austria", TEXT)]))
    rows = upr_rows(tmp_path, [{"To": "Nepal", "From": "Austria", "Text": TEXT}])
    imported(rows, "upr-info")
    assert found(cast.reader) == 1
    before = state()
    act = attestation_set_apart(
        attestation=Attestation.objects.get(source="upr-info"), reason="Of another year", by=cast.secretariat
    )
    assert found(cast.reader) == 2
    again = upr_rows(
        tmp_path, [{"To": "Nepal", "From": "Austria", "Text": TEXT}, {"To": "Nepal", "From": "Chile", "Text": "Teach"}],
        "more.csv",
    )  # fmt: skip
    imported(again, "upr-info")
    assert Attestation.objects.filter(source="upr-info", pinned=True).get().recommendation == act.other
    assert found(cast.reader) == 3
    join_by_hand_undo(act=act, reason="The same after all", by=cast.secretariat)
    assert found(cast.reader) == 2
    assert next(row for row in state() if row[0] == before[0][0]) == before[0]
    assert Recommendation.objects.get(pk=act.other_id).joined_to_id == act.record_id


def test_while_an_import_runs_nothing_is_joined_or_set_apart(two, cast):
    act = recommendations_join(record=two[0], to=two[1], reason="x", by=cast.secretariat)
    before = state()
    with import_lock():
        for refused in (
            lambda: recommendations_join(record=two[1], to=two[0], reason="x", by=cast.secretariat),
            lambda: attestation_set_apart(attestation=two[1].attestations.first(), reason="x", by=cast.secretariat),
            lambda: join_by_hand_undo(act=act, reason="y", by=cast.secretariat),
        ):
            with pytest.raises(RecommendationError, match="An import is running; nothing was changed"):
                refused()
    assert state() == before
    join_by_hand_undo(act=act, reason="y", by=cast.secretariat)


def test_ids_are_chosen_by_whoever_holds_the_lock_of_imports_only():
    with pytest.raises(RuntimeError, match="under the lock of imports"):
        next_id(Recommendation)
    with import_lock():
        assert next_id(Recommendation) == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_done(two, cast, reason):
    before = state()
    with pytest.raises(RecommendationError):
        recommendations_join(record=two[0], to=two[1], reason=reason, by=cast.secretariat)
    assert (state(), JoinByHand.objects.count()) == (before, 0)


def test_no_record_leads_to_itself_or_in_a_circle(two, cast):
    one, other = two
    for record, to in [(one, one)]:
        with pytest.raises(RecommendationError):
            recommendations_join(record=record, to=to, reason="x", by=cast.secretariat)
    recommendations_join(record=one, to=other, reason="x", by=cast.secretariat)
    for record, to in [(other, one), (one, other)]:
        with pytest.raises(RecommendationError):
            recommendations_join(record=record, to=to, reason="x", by=cast.secretariat)


def test_the_only_thing_a_source_says_cannot_be_set_apart(two, cast):
    with pytest.raises(RecommendationError):
        attestation_set_apart(attestation=two[0].attestations.get(), reason="x", by=cast.secretariat)


def test_every_act_is_in_the_audit_log(two, cast):
    act = recommendations_join(record=two[0], to=two[1], reason="x", by=cast.secretariat)
    join_by_hand_undo(act=act, reason="y", by=cast.secretariat)
    actions = list(AuditEvent.objects.filter(actor=cast.secretariat).values_list("action", flat=True))
    assert sorted(actions) == ["recommendation.join", "recommendation.join-undo"]


def test_a_persons_word_on_labels_stands_above_an_import(two, cast, tmp_path):
    one = two[0]
    assert "roma" not in one.groups
    labels_correct(recommendation=one, field="groups", codes=["roma"], reason="Read in full", by=cast.coordinator)
    changed = annotation(1, Text="<p>1. The State should teach minority languages to indigenous peoples.</p>")
    imported(export(tmp_path, [changed, *RECORDS[1:]], "changed.json"))
    one.refresh_from_db()
    assert one.groups == ("roma",)
    assert recommendations_find(cast.reader, "", filters=[("group", "roma")]).total == 1


def test_a_correction_withdrawn_leaves_what_sources_and_rules_say(two, cast):
    before = state()
    one = two[0]
    correction = labels_correct(recommendation=one, field="groups", codes=[], reason="None", by=cast.coordinator)
    one.refresh_from_db()
    assert (one.groups, one.guidance) == ((), ())
    correction_withdraw(correction=correction, by=cast.coordinator)
    assert state() == before
    assert correction.history.model.objects.filter(history_type="-", history_user=cast.coordinator).exists()


def test_a_persons_labels_go_along_when_a_record_is_joined_and_come_back_when_it_is_undone(two, cast, tmp_path):
    one, other = two
    labels_correct(recommendation=one, field="groups", codes=["roma"], reason="Read in full", by=cast.coordinator)
    before = state()
    act = recommendations_join(record=one, to=other, reason="The same", by=cast.secretariat)
    other.refresh_from_db()
    assert other.groups == ("roma",)
    assert recommendations_find(cast.reader, "", filters=[("group", "roma")]).total == 1
    changed = annotation(2, Text="<p>2. Schools must teach indigenous peoples in their languages.</p>")
    imported(export(tmp_path, [RECORDS[0], changed, RECORDS[2]], "changed.json"))
    other.refresh_from_db()
    assert other.groups == ("roma",)
    imported(export(tmp_path, RECORDS, "back.json"))
    join_by_hand_undo(act=act, reason="They are not", by=cast.secretariat)
    assert state()[:3] == before[:3]


def test_of_two_corrections_of_one_field_that_of_the_record_that_stands_is_applied_and_both_are_kept(two, cast):
    one, other = two
    labels_correct(recommendation=one, field="groups", codes=["roma"], reason="Read", by=cast.coordinator)
    labels_correct(recommendation=one, field="themes", codes=["statistics"], reason="Read", by=cast.coordinator)
    own = labels_correct(recommendation=other, field="groups", codes=["migrants"], reason="No", by=cast.secretariat)
    recommendations_join(record=one, to=other, reason="The same", by=cast.secretariat)
    other.refresh_from_db()
    assert (other.groups, other.themes) == (("migrants",), ("statistics",))
    assert [c.codes for c in corrections_of(other)["groups"]] == [["migrants"], ["roma"]]
    correction_withdraw(correction=own, by=cast.secretariat)
    other.refresh_from_db()
    assert other.groups == ("roma",)


def test_a_correction_taken_back_after_joining_is_taken_back_where_it_stands(two, cast):
    one, other = two
    before = other.groups
    correction = labels_correct(recommendation=one, field="groups", codes=["roma"], reason="R", by=cast.coordinator)
    recommendations_join(record=one, to=other, reason="The same", by=cast.secretariat)
    correction.refresh_from_db()
    correction_withdraw(correction=correction, by=cast.coordinator)
    other.refresh_from_db()
    assert "roma" not in other.groups
    assert set(before) <= set(other.groups)


def test_labels_go_along_over_two_joins(two, cast):
    one, other = two
    third = Recommendation.objects.exclude(pk__in=[one.pk, other.pk]).get()
    labels_correct(recommendation=one, field="groups", codes=["roma"], reason="R", by=cast.coordinator)
    recommendations_join(record=one, to=other, reason="The same", by=cast.secretariat)
    recommendations_join(record=other, to=third, reason="The same", by=cast.secretariat)
    third.refresh_from_db()
    assert third.groups == ("roma",)


def test_an_unknown_label_is_refused(two, cast):
    with pytest.raises(RecommendationError, match="not known"):
        labels_correct(recommendation=two[0], field="groups", codes=["martians"], reason="x", by=cast.coordinator)
