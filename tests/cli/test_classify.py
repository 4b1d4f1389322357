"""`tessera classify` and `tessera classifier`: the contract, the way from import to suggestions, and bad input."""

from __future__ import annotations

import csv
import json

import pytest

from tests.analysis.labelling.made_up import examples
from tests.recommendations.making import upr_rows

SHARED_ROWS = 1_500


def labelled_rows(folder):
    rows = [
        {
            "To": "Nepal",
            "From": "Norway" if number % 2 else "Chile",
            "Text": f"{one.text}, case {number}",
            "Action": one.action,
            "Issue": ",".join(one.issues or ()),
            "Session": one.group,
        }
        for number, one in enumerate(examples())
    ]
    return upr_rows(folder, rows)


def classified(home, path):
    done = home.tessera("classify", path, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_before_the_first_training_rules_answer_and_it_is_said(home, tmp_path):
    path = tmp_path / "texts.txt"
    path.write_text("Ratify OP-CAT\n\nContinue to protect the Roma\n", encoding="utf-8")
    told, noted = classified(home, path)
    assert [one["row"] for one in told] == [1, 2]
    assert [one["by"] for one in told] == ["rule", "rule"]
    assert told[0]["action"] == {"label": 5, "confidence": None}
    assert told[1]["groups"] == ["roma"]
    assert told[0]["evidence"][0][:2] == [0, 6]
    assert "No classifier has been trained yet" in noted


def test_what_is_imported_is_learned_and_told_of_new_texts(home, tmp_path):
    assert home.tessera("import", "upr-info", labelled_rows(tmp_path)).returncode == 0
    trained = json.loads(home.tessera("classifier", "train", "--json").stdout)
    assert trained["labels"] == {"issues": 3, "action": 5 - 3}
    first = (home.path / "models" / "labels.model").read_bytes()
    assert home.tessera("classifier", "train").returncode == 0
    assert (home.path / "models" / "labels.model").read_bytes() == first, "the same data, the same bytes"
    path = tmp_path / "new.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "Text"], [7, "Adopt a law on drinking water; now"], [8, ""]])
    told, noted = classified(home, path)
    assert noted == ""
    assert [one["row"] for one in told] == [1, 2], "an empty cell is a row, too"
    assert [issue["label"] for issue in told[0]["issues"]] == ["Right to water"]
    assert told[0]["action"]["label"] == 5
    assert 0 <= told[0]["action"]["confidence"] <= 1
    assert told[0]["sdgs"][0] == "6"
    assert told[1]["action"]["label"] in (2, 5), "an action is always a best guess"
    judged = json.loads(home.tessera("classifier", "evaluate", "--json").stdout)
    card = json.loads(home.tessera("classifier", "card", "--json").stdout)
    assert card["judged_on_later"] == judged
    assert card["data"]["examples"] == 240
    assert any("assigned to a group" in said for said in card["not_for"])
    assert "ranking" in home.tessera("classifier", "card").stdout


def test_a_damaged_model_is_one_sentence(home, tmp_path):
    path = home.path / "models" / "labels.model"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no model")
    texts = tmp_path / "texts.txt"
    texts.write_text("Ratify OP-CAT\n", encoding="utf-8")
    done = home.tessera("classify", texts, "--json")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "The labels.model is no model of Tessera.\n")


@pytest.mark.parametrize("verb", ["train", "evaluate", "card"])
def test_without_data_it_is_said_in_one_sentence(home, verb):
    done = home.tessera("classifier", verb, "--json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert not (home.path / "models" / "labels.model").exists()


def test_a_table_without_texts_is_one_sentence(home, tmp_path):
    path = tmp_path / "texts.csv"
    path.write_bytes(b"words,more\r\na,b\r\n")
    done = home.tessera("classify", path, "--json")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "“texts.csv” has no column “text”.\n")


@pytest.mark.shared
@pytest.mark.slow
def test_real_labels_of_some_sessions_teach_the_issues(shared_data):
    from tessera.analysis.labelling.judging import figures
    from tessera.analysis.labelling.training import Example, model_train
    from tests.sources.reading import read_all

    read = [one.record for one in read_all(shared_data / "upr-info" / "10-13.csv", "upr-info")]
    rows = [Example(r.text, r.session, "en", r.action, issues=tuple(sorted(set(r.themes)))) for r in read]
    later = [one for one in rows if one.group == "13"][:SHARED_ROWS]
    model = model_train(one for one in rows if int(one.group) < 13)
    found = figures(later, model.read([one.text for one in later]))
    assert found["issues"]["micro_f1"] > 0.83
    assert found["issues"]["labels"]["Racial discrimination"]["f1"] > 0.7
    assert found["action"]["right"] > 0.84
