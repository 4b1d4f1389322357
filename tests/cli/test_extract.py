"""`tessera extract`: one JSON document, and nothing is stored."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

SAMPLE = files("tessera.sources.upr_report").joinpath("sample.txt").read_text(encoding="utf-8")


def test_a_report_is_one_json_document_and_leaves_no_trace(closed_home, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    done = closed_home.tessera("extract", path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["document"]["symbol"] == "A/HRC/99/7"
    assert told["recommendations"][0] == {
        "paragraph": "42.1",
        "text": "Count by language group where people wish it",
        "recommending_states": [{"iso3": "CHL", "printed": "Chile"}, {"iso3": "LIE", "printed": "Lichtenstein"}],
        "position": "supported",
        "page": None,
        "kind": "recommendation",
        "heading": None,
        "addressees": ["state"],
    }
    assert not list(closed_home.path.glob("*.sqlite3"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("letter.txt", b"Dear colleagues, the minutes are attached.", "none of the documents that are known here"),
        ("empty.pdf", b"", "is empty"),
        ("report.pdf", b"%PDF-1.7 and no more", "damaged or protected PDF"),
        ("report.docx", b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_is_no_such_document_is_one_sentence(closed_home, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    done = closed_home.tessera("extract", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_for_people_it_is_said_in_lines(closed_home, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    said = closed_home.tessera("extract", path).stdout
    assert "4 recommendations." in said
    assert "44.1" in said
