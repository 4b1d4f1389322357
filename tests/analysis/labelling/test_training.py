"""What is learned: the same from the same, nothing from too little, and of no text more than its words."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from tessera.analysis.labelling.judging import figures, judged_on_later, split_by_time
from tessera.analysis.labelling.model_file import model_encoded
from tessera.analysis.labelling.training import FEWEST, Example, TooFew, digest_of, held_back, model_train

from .made_up import examples


@pytest.fixture(scope="module")
def model():
    return model_train(examples())


def issues_of(reading) -> set[str]:
    return {guess.label for guess in reading.labels["issues"]}


def test_the_same_examples_in_any_order_give_the_same_bytes(model):
    shuffled = examples()
    random.Random(9).shuffle(shuffled)
    assert model_encoded(model_train(shuffled)) == model_encoded(model)


def test_other_examples_have_another_digest():
    one, *others = examples()
    assert digest_of([one, *others]) != digest_of(others)


def test_what_was_learned_is_read_in_texts_that_were_not_seen(model):
    water, peoples = model.read(["Adopt a law on drinking water", "Continue to work on national minorities"])
    assert issues_of(water) == {"Right to water"}
    assert issues_of(peoples) == {"Minorities"}
    assert (water.action.label, peoples.action.label) == ("5", "2")
    assert all(0 <= guess.confidence <= 1 for guess in water.labels["issues"])


def test_a_text_without_a_known_word_has_an_action_and_perhaps_nothing_else(model):
    for text in ("", " ", "…", "zzz", "水"):
        (one,) = model.read([text])
        assert one.action is not None
        assert 0 <= one.margin <= 1


def test_texts_are_read_alone_as_among_others(model):
    texts = [one.text for one in examples(60, seed=5)]
    together = model.read(texts)
    assert together == [model.read([text])[0] for text in texts]
    assert model.read([]) == []


def test_unsure_is_kept_apart_from_yes(model):
    for one in model.read([example.text for example in examples(120, seed=3)]):
        assert issues_of(one).isdisjoint(guess.label for guess in one.unsure.get("issues", ()))


def test_a_label_with_few_examples_is_not_learned_and_told():
    rare = [Example(f"Plant trees {n}", "3", "en", "5", issues=("Environment",)) for n in range(FEWEST - 1)]
    model = model_train([*examples(), *rare])
    assert "Environment" not in model.families[0].labels
    assert model.about["too_few"]["issues"] == {"Environment": FEWEST - 1}


def test_nothing_is_learned_from_too_little():
    with pytest.raises(TooFew, match="no label has 20 examples"):
        model_train(examples(10))
    with pytest.raises(TooFew):
        model_train([])


def test_labels_of_themes_and_of_issues_are_learned_apart():
    other = [
        Example(f"{one.text} here", "2012", "fr", "", themes=("Water",), persons=()) for one in examples(40, seed=2)
    ]
    model = model_train([*examples(), *other])
    assert {family.name: family.labels for family in model.families}["themes"] == ("Water",)
    assert model.about["languages"] == {"en": 240, "fr": 40}


def test_the_latest_sessions_are_held_back():
    rows = examples()
    late = held_back(rows)
    assert {rows[at].group for at in range(len(rows)) if late[at]} == {"7", "8"}


def test_where_no_session_is_told_a_third_is_held_back():
    rows = [Example(one.text + str(at), "", "en", "2", issues=one.issues) for at, one in enumerate(examples())]
    assert 0.2 < held_back(rows).mean() < 0.5


def test_earlier_sessions_are_judged_on_later_ones():
    earlier, later = split_by_time(examples())
    assert max(int(one.group) for one in earlier) < min(int(one.group) for one in later)
    found = judged_on_later(examples())
    assert found["split"]["session"] == {
        "trained_until": 6, "judged_from": 7, "trained_on": 180, "judged_on": 60,
    }  # fmt: skip
    assert found["issues"]["micro_f1"] > 0.9
    assert set(found["issues"]["labels"]) == {"Detention", "Minorities", "Right to water"}


def test_a_single_session_is_not_judged():
    with pytest.raises(TooFew, match="nothing to judge on"):
        judged_on_later([one for one in examples() if one.group == "4"])


def test_figures_of_what_is_always_right_are_one_and_of_what_is_never_said_nought(model):
    rows = [Example("Adopt a law on drinking water", "1", "en", "5", issues=("Right to water",))]
    right = figures(rows, model.read([rows[0].text]))
    assert right["issues"]["micro_f1"] == right["action"]["right"] == 1
    wrong = figures(rows, model.read(["Adopt a law on prisons"]))
    assert wrong["issues"]["labels"]["Right to water"] == {"examples": 1, "precision": 0, "recall": 0, "f1": 0}


def test_the_model_holds_words_and_no_sentence(model):
    held = {*model.vocabulary.words, *model.vocabulary.pieces}
    assert not any(" " in word for word in held)


def test_reading_loads_no_scikit_learn():
    code = "import sys; import tessera.analysis.labelling.telling; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
