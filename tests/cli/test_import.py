"""`tessera import` of tables: what the columns are taken for is shown, said, and remembered."""

from __future__ import annotations

import json

import pytest

LIST = "A,B\nTrain the police and prosecutors on hate crimes,Nepal\nConsult the communities concerned,Bhutan\n"
CLEAR = LIST.replace("A,B", "Recommendation,Country")


@pytest.fixture
def path(tmp_path):
    def made(text: str):
        found = tmp_path / "list.csv"
        found.write_text(text, encoding="utf-8")
        return found

    return made


def test_the_map_is_shown_and_nothing_imported(inside, path):
    shown = inside.tessera("import", "spreadsheet", path(CLEAR), "--show-map", "--json")
    assert shown.returncode == 0, shown.stderr
    (one,) = json.loads(shown.stdout)
    assert [(c["column"], c["field"]) for c in one["columns"]] == [("Recommendation", "text"), ("Country", "country")]
    assert "country         heading" in inside.tessera("import", "spreadsheet", path(CLEAR), "--show-map").stdout
    assert json.loads(inside.tessera("search", "police", "--json").stdout)["total"] == 0


def test_what_is_not_sure_stops_in_one_sentence_and_a_map_is_remembered(inside, path):
    longer = LIST.replace("communities concerned", "communities concerned before land is used")
    unsure = longer.replace("Nepal", "Count school attendance by group and by sex").replace(
        "Bhutan", "Translate the forms into the languages spoken there"
    )
    stopped = inside.tessera("import", "spreadsheet", path(unsure), "--json")
    assert (stopped.returncode, stopped.stdout, stopped.stderr.count("\n")) == (1, "", 1)
    assert "“A”, “B”" in stopped.stderr
    done = inside.tessera("import", "spreadsheet", path(unsure), "--map", "text=A,country:Nepal", "--json")
    assert json.loads(done.stdout)["created"] == 2, done.stderr
    again = inside.tessera("import", "auto", path(unsure.replace("Consult", "Hear")), "--json")
    told = json.loads(again.stdout)
    assert (told["source"], told["created"], told["unchanged"]) == ("spreadsheet", 1, 1)
    assert json.loads(inside.tessera("search", "police", "--json").stdout)["hits"][0]["countries"] == ["NPL"]
