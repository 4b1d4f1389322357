"""One recommendation that arrives from several sources is one record with several attestations."""

from __future__ import annotations

import pytest

from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import Attestation, Recommendation
from tessera.recommendations.selectors.finding import recommendations_find

from .making import annotation, export, imported, review, upr_rows

pytestmark = pytest.mark.django_db
TEXT = "Adopt a law against discrimination on the ground of caste and see that it is applied in every district"


def test_the_same_words_in_two_sources_are_one_record(tmp_path):
    imported(export(tmp_path, [review(1, "Chile", TEXT)]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "Text": f"{TEXT} ", "From": "Chile"}]), "upr-info")
    record = Recommendation.objects.get()
    assert sorted(record.attestations.values_list("source", flat=True)) == ["uhri", "upr-info"]
    assert record.paragraph == "106.1"
    assert record.states == ("CHL",)
    assert set(record.themes) >= {"racial-discrimination", "members-of-minorities"}, "labels of both sources"


def test_the_order_of_the_sources_makes_no_difference(tmp_path):
    rows = [{"To": "Nepal", "Text": TEXT.replace("and see", "- and see"), "From": "Chile"}]
    imported(upr_rows(tmp_path, rows), "upr-info")
    imported(export(tmp_path, [review(1, "Chile", TEXT)]))
    record = Recommendation.objects.get()
    assert record.attestations.count() == 2
    assert record.text == TEXT, "the words of the better source"


def test_rows_of_several_states_with_the_same_words_are_one_recommendation_made_by_all(tmp_path):
    rows = [{"To": "Nepal", "Text": TEXT, "From": state} for state in ("Chile", "Peru", "Norway")]
    done = imported(upr_rows(tmp_path, rows), "upr-info")
    assert (done.created, done.recommendations) == (3, 1)
    record = Recommendation.objects.get()
    assert set(record.states) == {"CHL", "PER", "NOR"}
    answer = recommendations_find(OPERATOR, "caste")
    assert answer.total == 1
    assert sum(count for _state, count in answer.facets["state"]) == 3, "recommendation x recommending State"


def test_the_same_words_to_another_state_or_in_another_cycle_are_another_recommendation(tmp_path):
    rows = [
        {"To": "Nepal", "Text": TEXT, "From": "Chile"},
        {"To": "India", "Text": TEXT, "From": "Chile"},
        {"To": "Nepal", "Text": TEXT, "From": "Chile", "Session": "23"},
    ]
    imported(upr_rows(tmp_path, rows), "upr-info")
    assert Recommendation.objects.count() == 3


def test_paragraphs_of_one_document_that_differ_are_not_joined(tmp_path):
    imported(export(tmp_path, [annotation(5, Text="<p>5. Ratify it.</p>"), annotation(6, Text="<p>6. Ratify it.</p>")]))
    assert Recommendation.objects.count() == 2


def test_one_source_withdraws_its_word_and_the_others_stands(tmp_path):
    imported(export(tmp_path, [review(1, "Chile", TEXT), *(annotation(n) for n in range(20))]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "Text": TEXT, "From": "Chile"}]), "upr-info")
    imported(export(tmp_path, [annotation(n) for n in range(20)], "b.json"), complete=True)
    record = Recommendation.objects.get(body="upr")
    assert record.withdrawn is None
    assert list(record.attestations.filter(gone=None).values_list("source", flat=True)) == ["upr-info"]


def test_a_position_that_was_settled_later_stands(tmp_path):
    pending = {**review(1, "Chile", TEXT), "UprPositions": ["Pending"]}
    imported(export(tmp_path, [pending]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "Text": TEXT, "From": "Chile", "Response": "Noted"}]), "upr-info")
    assert Recommendation.objects.get().position == "noted"


@pytest.mark.shared
def test_real_documents_of_one_review_become_one_record_each(tmp_path, shared_data):
    """Slovenia, second cycle: the report, OHCHR's list and its index have the same 163 recommendations."""
    imported(shared_data / "ohchr" / "SVN-cycle2-working-group-report.pdf", "upr-report")
    done = imported(shared_data / "ohchr" / "SVN-cycle2-thematic-list.docx", "ohchr-thematic-list")
    assert (done.created, done.recommendations) == (163, 0)
    imported(shared_data / "uhri" / "uhri-sample.json")
    imported(shared_data / "upr-info" / "14-17.csv", "upr-info")
    of_review = Recommendation.objects.filter(body="upr", countries="|SVN|", cycle=2)
    assert of_review.count() == 163
    assert Attestation.objects.filter(recommendation__in=of_review, source="uhri").count() == 90
    positions = list(of_review.values_list("position", flat=True))
    assert (positions.count("supported"), positions.count("noted")) == (142, 21)
