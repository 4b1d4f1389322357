"""What a trained model suggests of records: of which, what stays when it is trained anew, and where it is not told."""

from __future__ import annotations

import pytest

from tessera.analysis.labelling.model import Guess, Reading
from tessera.harvest import ReadRecord
from tessera.network.models import Audience
from tessera.recommendations.models import LabelReading, LabelSuggestion, Recommendation
from tessera.recommendations.selectors.suggestions import evidence_marked, suggested_of, suggestion_next
from tessera.recommendations.services import suggesting as services
from tessera.recommendations.services.reviewing import label_answer_give

from .making import annotation, export, imported, upr_rows
from .suggestion_making import TEXTS, records_bare, suggestion, trained

pytestmark = pytest.mark.django_db
NEAR = {
    "issues": {"Minorities": 0.4, "Water": 0.5},
    "themes": {"Minorities": 0.4},
    "persons": {"Women": 0.5, "Roma": 0.5},
}


@pytest.fixture(scope="module")
def model():
    return trained()


def told() -> set[tuple[int, str, str]]:
    return set(LabelSuggestion.objects.values_list("recommendation", "field", "label"))


def reading(**labels) -> Reading:
    return Reading({name: tuple(Guess(*one) for one in own) for name, own in labels.items()}, {}, Guess("4", 0.6), 0.1)


def read_record(**said) -> ReadRecord:
    return ReadRecord(text="Anything", **said)


def suggested(of: Reading, record: Recommendation, said=()) -> dict[tuple[str, str], services.Suggesting]:
    return {(one.field, one.label): one for one in services.suggested_by(of, record, said, NEAR)}


def test_records_without_labels_are_read_and_no_label_of_theirs_changes(tmp_path, model):
    records = records_bare(tmp_path)
    before = list(Recommendation.objects.order_by("pk").values())
    done = services.suggestions_make(model)
    assert (done.read, done.suggestions) == (3, LabelSuggestion.objects.count())
    assert (records[1].pk, "issues", "Detention") in told()
    assert (records[0].pk, "issues", "Right to water") not in told(), "the rules say so already"
    assert {(one.pk, "action", a) for one, a in zip(records, "552", strict=True)} <= told()
    assert list(Recommendation.objects.order_by("pk").values()) == before


def test_what_was_read_is_not_read_again_until_it_is_said_otherwise(tmp_path, model):
    first, *_ = records_bare(tmp_path)
    services.suggestions_make(model)
    before = list(LabelSuggestion.objects.order_by("pk").values())
    assert services.suggestions_make(model).read == 0
    assert list(LabelSuggestion.objects.order_by("pk").values()) == before
    Recommendation.objects.filter(pk=first.pk).update(fingerprint=first.fingerprint + 1)
    assert services.suggestions_make(model).read == 1


def test_stopped_after_a_batch_it_goes_on_where_it_was(tmp_path, model, monkeypatch):
    records_bare(tmp_path)
    services.suggestions_make(model)
    whole = told()
    LabelSuggestion.objects.all().delete()
    LabelReading.objects.all().delete()
    monkeypatch.setattr(services, "BATCH", 1)

    def stop(read: int, _total: int) -> None:
        if read == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        services.suggestions_make(model, progress=stop)
    assert services.suggestions_make(model).read == 1
    assert told() == whole


def test_where_a_source_gives_labels_the_model_gives_none_of_that_kind(tmp_path, model):
    imported(export(tmp_path, [annotation(1, Text=f"<p>1. {TEXTS[0]}</p>")]))
    imported(upr_rows(tmp_path, [{"To": "Nepal", "From": "Austria", "Text": "Publish figures on prisons"}]), "upr-info")
    services.suggestions_make(model)
    assert {field for _pk, field, _label in told()} == {"action"}, "only the index tells no action"
    assert LabelSuggestion.objects.get().recommendation.document.symbol == "CERD/C/NPL/CO/17"


def test_a_label_comes_once_with_its_code_and_not_where_the_record_has_it():
    record = Recommendation(themes=("members-of-minorities",), groups=("roma",))
    of = reading(issues=[("Minorities", 0.9), ("Water", 0.6)], persons=[("Women", 0.7)])
    found = suggested(of, record)
    minorities = found.get(("issues", "Minorities"))
    assert minorities is None or minorities.code != "members-of-minorities"
    assert found["issues", "Water"].margin == pytest.approx(0.2)
    assert found["action", "4"].margin == pytest.approx(0.2)
    kinds = {field for field, _label in suggested(of, record, [read_record(themes=("x",), persons=("y",), action="2")])}
    assert kinds == set()


def test_a_new_version_makes_them_anew_and_keeps_what_people_answered(tmp_path, cast, model):
    first, *_ = records_bare(tmp_path)
    services.suggestions_make(model)
    kept = LabelSuggestion.objects.get(recommendation=first, field="action")
    label_answer_give(suggestion=kept, said="no", by=cast.coordinator)
    other = trained(200, seed=3)
    done = services.suggestions_make(other)
    assert done.read == 3
    assert done.model != "labels"
    assert set(LabelSuggestion.objects.values_list("model__version", flat=True)) == {done.model}
    kept.refresh_from_db()
    assert (kept.state, kept.answers.count()) == ("rejected", 1)


def test_the_withdrawn_and_what_some_only_may_see_are_not_read(tmp_path, model):
    first, second, third = records_bare(tmp_path)
    Recommendation.objects.filter(pk=first.pk).update(withdrawn="2030-01-01")
    Recommendation.objects.filter(pk=second.pk).update(audience=Audience.GROUP)
    Recommendation.objects.filter(pk=third.pk).update(language="fr")
    assert services.suggestions_make(model).read == 0


def test_what_an_answer_teaches_most_comes_first_and_always_in_one_order(tmp_path, cast):
    first, second, third = records_bare(tmp_path)
    for record, label, margin in ((first, "A", 0.2), (first, "B", 0.2), (second, "B", 0.9), (third, "B", 0.9)):
        suggestion(record, label, field="persons", code="", margin=margin)
    services.suggestions_order()
    order, one = [], None
    while one := suggestion_next(cast.coordinator, {}, after=one):
        order.append((one.recommendation_id, one.label))
    assert order == [(first.pk, "B"), (first.pk, "A"), (second.pk, "B"), (third.pk, "B")]


def test_a_rules_words_are_marked_where_it_finds_the_label(tmp_path):
    (record,) = records_bare(tmp_path, ("The State should hear Roma, and visit Rome.",))
    marks = evidence_marked(suggestion(record))
    assert [words for words, is_mark in marks if is_mark] == ["Roma"]
    assert "".join(words for words, _mark in marks) == record.text
    assert not any(is_mark for _words, is_mark in evidence_marked(suggestion(record, "sinti")))


def test_a_record_is_told_neither_what_is_unsure_nor_what_was_refused_nor_what_it_has(tmp_path, cast):
    (record,) = records_bare(tmp_path, ("The State should hear Roma.",))
    suggestion(record, "roma")
    suggestion(record, "migrants", given=False)
    refused = suggestion(record, "indigenous-peoples")
    shown = suggestion(record, "Women", field="persons", code="")
    label_answer_give(suggestion=refused, said="no", by=cast.coordinator)
    assert suggested_of(record) == [shown]
