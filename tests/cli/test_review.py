"""`tessera review`: one JSON document; nothing is stored unless asked for."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from tessera.vocabulary.terms import codes

SAMPLES = files("tessera.analysis.documents") / "samples"


def test_reviews_are_one_json_document_and_leave_no_trace(closed_home):
    done = closed_home.tessera("review", SAMPLES / "cca.en.html", SAMPLES / "undaf.fr.html", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    analysis, framework = json.loads(done.stdout)
    assert analysis["document"] == {
        "title": "Common Country Analysis: Arlandia (XAR)",
        "pages": None,
        "language": "en",
        "kind": "cca",
        "country": "XAR",
    }
    assert framework["document"]["language"] == "fr"
    assert not list(closed_home.path.glob("*.sqlite3"))


def test_a_passage_is_as_the_contract_has_it(closed_home):
    (review,) = json.loads(closed_home.tessera("review", SAMPLES / "cca.en.html", "--json").stdout)
    one = next(p for p in review["passages"] if "38 per cent" in p["text"])
    assert one["heading"] == ["Common Country Analysis: Arlandia (XAR)", "3. Leaving no one behind", "3.1 Roma"]
    assert (one["relevant"], one["groups"], one["how"], one["number"]) == (True, ["roma"], ["data"], "5.")
    assert not one["text"].startswith("5")
    for start, end, rule in one["evidence"]:
        assert one["text"][start:end].strip(), rule
    for passage in review["passages"]:
        assert set(passage["how"]) <= set(codes("how"))
        assert set(passage["groups"]) <= set(codes("groups"))
        assert 0 <= passage["relevance"] <= 1
    assert {"criterion", "rating", "passages"} <= review["scorecard"][0].keys()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "is empty"),
        ("report.pdf", b"%PDF-1.7 and no more", "damaged or protected PDF"),
        ("report.docx", b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(closed_home, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    done = closed_home.tessera("review", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_one_bad_file_among_several_does_not_lose_the_others(closed_home, tmp_path):
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    done = closed_home.tessera("review", path, SAMPLES / "cca.en.html", "--json")
    assert done.returncode == 1
    assert [one["file"] for one in json.loads(done.stdout)] == ["cca.en.html"]
    assert "is empty" in done.stderr


def test_for_people_it_is_said_in_lines(closed_home):
    said = closed_home.tessera("review", SAMPLES / "undaf.en.html").stdout
    assert "7 of 15 passages concern minorities or racial discrimination." in said
    assert "outcome-for-group" in said


def test_with_save_it_is_kept_once_and_the_answer_is_the_same(empty_home):
    plain = empty_home.tessera("review", SAMPLES / "cca.en.html", "--json")
    for _time in range(2):
        done = empty_home.tessera("review", SAMPLES / "cca.en.html", "--save", "--json")
        assert (done.returncode, done.stdout) == (0, plain.stdout)
    kept = "print(*ReviewedDocument.objects.values_list('title', 'audience'))"
    said = empty_home.python(f"from tessera.desk_review.models import ReviewedDocument; {kept}")
    assert said == "('Common Country Analysis: Arlandia (XAR)', 'network')"
    assert len(list((empty_home.path / "files" / "desk-review").iterdir())) == 1
