"""Importing: the same file twice, changed records, vanished ones, files that are not whole, dry runs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tessera.extraction import UnreadableFile
from tessera.harvest import Unrecognized
from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import Attestation, EarlierWording, ImportRun, Recommendation
from tessera.recommendations.selectors.finding import recommendations_find

from .making import annotation, export, imported, wording

pytestmark = pytest.mark.django_db


def counts(done):
    return done.read, done.created, done.updated, done.unchanged


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = export(tmp_path, [annotation(n) for n in range(5, 30)])
    assert counts(imported(path)) == (25, 25, 0, 0)
    before = list(Recommendation.objects.values())
    assert counts(imported(path)) == (25, 0, 0, 25)
    assert list(Recommendation.objects.values()) == before


def test_the_same_records_in_another_order_and_spacing_change_nothing(tmp_path):
    records = [annotation(n) for n in range(5, 30)]
    imported(export(tmp_path, records))
    again = imported(export(tmp_path, [dict(reversed(r.items())) for r in reversed(records)], "again.json"))
    assert counts(again) == (25, 0, 0, 25)
    assert EarlierWording.objects.count() == 0


def test_a_changed_record_keeps_its_earlier_wording(tmp_path):
    imported(export(tmp_path, [annotation(5), annotation(6)]))
    done = imported(
        export(tmp_path, [annotation(5, Text="<p>5. The State should listen.</p>"), annotation(6)], "b.json")
    )
    assert counts(done) == (2, 0, 1, 1)
    record = Recommendation.objects.get(paragraph="5")
    assert record.text == "The State should listen."
    assert record.earlier.get().said["text"] == f"The State should {wording(5)}."


def test_a_vanished_record_is_withdrawn_and_comes_back(tmp_path):
    both, one = [annotation(n) for n in range(5, 30)], [annotation(n) for n in range(5, 29)]
    imported(export(tmp_path, both))
    done = imported(export(tmp_path, one, "b.json"))
    assert done.withdrawn == 1
    gone = Recommendation.objects.get(paragraph="29")
    assert gone.withdrawn
    assert recommendations_find(OPERATOR, "State").total == 24, "what is withdrawn is not found"
    assert imported(export(tmp_path, both, "c.json")).updated == 1
    gone.refresh_from_db()
    assert gone.withdrawn is None
    assert recommendations_find(OPERATOR, "State").total == 25


def test_a_file_that_lacks_much_is_taken_for_a_part_unless_it_is_said_to_be_all(tmp_path):
    imported(export(tmp_path, [annotation(n) for n in range(5, 30)]))
    some = export(tmp_path, [annotation(5), annotation(6)], "b.json")
    done = imported(some)
    assert (done.withdrawn, len(done.warnings)) == (0, 1)
    assert "taken for a part" in done.warnings[0]
    assert imported(export(tmp_path, [annotation(5), annotation(7)], "c.json"), complete=True).withdrawn == 23


@pytest.mark.parametrize("at", [1, 100, 2_000, -2])
def test_a_file_that_was_cut_off_imports_nothing_and_says_so(tmp_path, at):
    path = export(tmp_path, [annotation(n) for n in range(5, 30)])
    path.write_bytes(path.read_bytes()[:at])
    with pytest.raises((UnreadableFile, Unrecognized)) as told:
        imported(path)
    assert "export.json" in str(told.value)
    assert "\n" not in str(told.value)
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_dry_run_says_what_would_be_and_writes_nothing(tmp_path):
    path = export(tmp_path, [annotation(5), annotation(6), {"AnnotationId": ""}])
    done = imported(path, dry_run=True)
    assert counts(done) == (3, 2, 0, 0)
    assert [reason for _key, _place, reason in done.skipped] == ["It has no AnnotationId."]
    assert not Recommendation.objects.exists()


def test_the_record_as_it_came_is_kept_with_the_run_that_read_it(tmp_path):
    imported(export(tmp_path, [annotation(5)]))
    one = Attestation.objects.select_related("body", "run").get()
    assert one.source == "uhri"
    assert one.run.file_name == "export.json"
    assert "<p>5. The State should" in one.body.body


def test_a_text_that_came_twice_under_one_identity_is_kept_once_and_told(tmp_path):
    other = {**annotation(5), "Text": "<p>5. The State should sing.</p>"}
    done = imported(export(tmp_path, [annotation(5), annotation(5), other]))
    assert (done.created, len(done.skipped)) == (1, 2)
    assert "says something else" in done.skipped[1][2]


numbers = st.sets(st.integers(5, 40), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(numbers, st.integers(0, 2)), min_size=1, max_size=4))
def test_after_any_files_the_records_are_those_of_the_last(tmp_path_factory, versions):
    """Every file is the whole of the source: what it has is there in its words, what it lacks is withdrawn."""
    from django.db import transaction

    with transaction.atomic():
        folder = tmp_path_factory.mktemp("exports")
        for place, (held, version) in enumerate(versions):
            records = [annotation(n, Text=f"<p>{n}. The State should act {version} of {n}.</p>") for n in sorted(held)]
            imported(export(folder, records, f"{place}.json"), complete=True)
        held, version = versions[-1]
        there = dict(Recommendation.objects.filter(withdrawn=None).values_list("paragraph", "text"))
        assert there == {str(n): f"The State should act {version} of {n}" + "." for n in held}
        transaction.set_rollback(True)
