"""`tessera gaps`: one JSON document; what cannot be answered is one sentence."""

from __future__ import annotations

import json

import pytest

from tessera.cli.frame.run import run
from tests.recommendations.making import imported, upr_rows

ROMA = "Ensure that Roma children attend mainstream schools and end segregated classes"
ROWS = [
    ("Nepal", "Austria", ROMA, "10", "Minorities"),
    ("Nepal", "Chile", ROMA, "23", "Minorities"),
    ("Nepal", "Norway", "Complete the demarcation of the lands of indigenous peoples", "10", "Minorities"),
    ("Nepal", "Japan", "Publish the budget of the ministry of fisheries", "23", "Development"),
]
TEXT = """National report of Nepal

1. The State ensures that Roma children attend mainstream schools, and ended segregated classes in 2030.

2. The harvest of barley was good in most districts of the north.
"""


@pytest.fixture
def report(db, settings, tmp_path):
    from tessera.recommendations.services.demands import demands_place

    settings.TESSERA_HOME = tmp_path
    rows = [dict(zip(("To", "From", "Text", "Session", "Issue"), row, strict=True)) for row in ROWS]
    imported(upr_rows(tmp_path, rows), "upr-info", complete=False)
    demands_place()
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_gaps_are_one_json_document(report, capsys):
    assert run(["gaps", "Nepal", str(report), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["country"], told["demands"]) == ("NPL", 2)
    (document,) = told["documents"]
    assert document["file"] == "report.txt"
    school, land = sorted(document["gaps"], key=lambda gap: -len(gap["recommendations"]))
    assert (school["status"], len(school["recommendations"])) == ("addressed", 2)
    assert "roma" in school["groups"]
    assert school["passages"][0]["text"].startswith("The State ensures")
    key, start, end, kind = school["evidence"][0]
    assert (key, kind) == (school["passages"][0]["id"], "act")
    assert school["passages"][0]["text"][start:end].startswith("The State ensures")
    assert (land["status"], land["passages"]) == ("not found", [])
    assert all(0 <= gap["confidence"] <= 1 for gap in document["gaps"])


def test_the_text_says_how_many_demands_of_each_kind(report, capsys):
    assert run(["gaps", "NPL", str(report)]) == 0
    said = capsys.readouterr().out
    assert "addressed: 1 of 2 demands" in said
    assert "not found: 1 of 2 demands" in said
    assert "silent" not in said


@pytest.mark.parametrize(
    ("country", "said"), [("Atlantis", "“Atlantis” is no country."), ("Peru", "No recommendation to PER")]
)
def test_what_cannot_be_answered_is_one_sentence(report, capsys, country, said):
    assert run(["gaps", country, str(report), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_one_sentence(report, capsys):
    report.with_name("empty.pdf").write_bytes(b"")
    assert run(["gaps", "Nepal", str(report.with_name("empty.pdf")), "--json"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "is empty" in told.err


def test_a_file_is_needed(report, capsys):
    assert run(["gaps", "Nepal"]) == 2
