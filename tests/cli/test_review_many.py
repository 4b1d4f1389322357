"""`tessera review` with many files: several workers, and a folder that knows what was done."""

from __future__ import annotations

import json

import pytest

SENTENCE = "The Roma of the made-up valley asked for a school of their own in {place}."
PLACES = ("Arla", "Belm", "Cora", "Dorn")


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    for place in PLACES:
        (folder / f"{place}.txt").write_text(f"1. {SENTENCE.format(place=place)}\n", encoding="utf-8")
    return [folder / f"{place}.txt" for place in PLACES]


def reviews(folder):
    return {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}


def test_each_file_has_its_review_and_a_second_run_reads_none_again(empty_home, papers, tmp_path):
    out = tmp_path / "reviews"
    done = empty_home.tessera("review", *papers, "--out", out, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"folder": str(out), "read": 4, "known": 0, "refused": []}
    assert {one["file"] for one in reviews(out).values()} == {path.name for path in papers}
    assert SENTENCE.format(place="Arla") in str(reviews(out))
    before = {path: path.stat().st_mtime_ns for path in out.glob("*.json")}
    again = empty_home.tessera("review", *papers, "--out", out, "--json")
    assert json.loads(again.stdout) == {"folder": str(out), "read": 0, "known": 4, "refused": []}
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.json")} == before


def test_a_run_that_was_cut_off_goes_on_where_it_was(empty_home, papers, tmp_path):
    out = tmp_path / "reviews"
    empty_home.tessera("review", *papers[:2], "--out", out)
    ledger = out / "ledger.jsonl"
    ledger.write_text(ledger.read_text() + '{"content": "cut o')
    next(out.glob("Belm*.json")).unlink()
    done = empty_home.tessera("review", *papers, "--out", out, "--json")
    assert (json.loads(done.stdout)["read"], json.loads(done.stdout)["known"]) == (3, 1)
    assert len(reviews(out)) == 4
    assert json.loads(empty_home.tessera("review", *papers, "--out", out, "--json").stdout)["known"] == 4


def test_a_document_is_told_by_its_content_and_not_by_its_name(empty_home, papers, tmp_path):
    out = tmp_path / "reviews"
    empty_home.tessera("review", *papers, "--out", out)
    renamed = papers[0].rename(papers[0].with_name("Other.txt"))
    papers[1].write_text("1. " + SENTENCE.format(place="another town") + "\n")
    done = json.loads(empty_home.tessera("review", renamed, papers[1], renamed, "--out", out, "--json").stdout)
    assert (done["read"], done["known"]) == (1, 2)


def test_what_cannot_be_read_is_in_the_ledger_and_tried_again(empty_home, papers, tmp_path):
    out = tmp_path / "reviews"
    papers[2].write_bytes(b"%PDF-1.7 and no more")
    for read in (3, 0):
        done = empty_home.tessera("review", *papers, "--out", out, "--json")
        assert done.returncode == 1
        assert done.stderr == f"1 of 4 files could not be read; {out / 'ledger.jsonl'} says why.\n"
        assert json.loads(done.stdout)["read"] == read
        ((name, reason),) = [tuple(one.values()) for one in json.loads(done.stdout)["refused"]]
        assert name == "Cora.txt"
        assert "damaged or protected PDF" in reason
    assert "damaged or protected PDF" in (out / "ledger.jsonl").read_text()


def test_several_workers_say_what_one_says_in_the_order_of_the_files(empty_home, papers):
    one, two = (empty_home.tessera("review", *papers, "--workers", count, "--json") for count in (1, 2))
    assert two.stderr == ""
    assert json.loads(two.stdout) == json.loads(one.stdout)
    assert [review["file"] for review in json.loads(two.stdout)] == [path.name for path in papers]


def test_a_folder_that_cannot_be_made_is_one_sentence(empty_home, papers, tmp_path):
    (tmp_path / "file").write_text("")
    done = empty_home.tessera("review", papers[0], "--out", tmp_path / "file" / "below")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written to" in done.stderr
