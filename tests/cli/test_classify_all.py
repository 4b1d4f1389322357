"""`tessera classify --all`: suggestions for the records whose sources give no labels."""

from __future__ import annotations

import json

from tests.recommendations.making import annotation, export
from tests.recommendations.suggestion_making import BARE

from .test_classify import labelled_rows


def test_without_a_model_and_without_a_file_it_is_said_in_one_sentence(home):
    done = home.tessera("classify", "--all", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "No classifier has been trained yet: run tessera classifier train.\n"
    assert home.tessera("classify").returncode == 2


def test_records_are_read_once_and_what_is_suggested_is_counted(home, tmp_path):
    bare = [
        annotation(1, Text="<p>1. The State should publish figures on detention on remand and prisons.</p>", **BARE)
    ]
    assert home.tessera("import", "upr-info", labelled_rows(tmp_path)).returncode == 0
    assert home.tessera("import", "uhri", export(tmp_path, bare)).returncode == 0
    assert home.tessera("classifier", "train").returncode == 0
    first = json.loads(home.tessera("classify", "--all", "--json").stdout)
    assert first["suggestions"] >= 2
    assert first["read"] > 1
    assert first["model"].startswith("labels ")
    again = json.loads(home.tessera("classify", "--all", "--json").stdout)
    assert (again["read"], again["suggestions"]) == (0, first["suggestions"])
