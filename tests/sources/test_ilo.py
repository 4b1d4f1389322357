"""Comments of the ILO Committee of Experts: made-up ones, as pages and as texts."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from tessera.harvest import SourceFile, extract_file
from tessera.sources.ilo.adapter import _kinds, recognizes

HEAD = "Observation (CEACR) - adopted 2030, published 119th ILC session (2031)\n"
CONVENTION = "Indigenous and Tribal Peoples Convention, 1989 (No. 169) - Nepal (Ratification: 2007)\n"


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.ilo").joinpath("sample.html")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.country, own.year, own.session) == ("", "ceacr", "NPL", 2030, "119")
    assert own.title == "Observation, C111, Nepal, adopted 2030, 119th ILC session"
    assert [(r.paragraph, r.kind, r.heading) for r in found.recommendations] == [
        ("", "information-request", "Articles 1 and 2 of the Convention. Languages at work"),
        ("", "concern", "Access to jobs"),
        ("", "recommendation", "Access to jobs"),
        ("", "follow-up-request", "Access to jobs"),
    ]
    assert found.recommendations[0].text.endswith("Please also indicate who was asked.")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Committee requests the Government to provide information on schools.", "information-request"),
        ("The Committee therefore asks the Government to indicate what was done.", "information-request"),
        ("The Committee requests the Government to take the necessary measures to count.", "recommendation"),
        ("The Committee urges the Government to consult those concerned.", "recommendation"),
        ("The Committee hopes that the Government will amend its law.", "recommendation"),
        ("The Committee encourages the Government to continue its efforts.", "recommendation"),
        ("The Committee notes with deep concern that nobody was asked.", "concern"),
        ("The Committee notes the Government’s indication that it asked.", ""),
        ("The Government indicates that it requests reports.", ""),
        ("The Committee recalls that the Convention asks for measures.", ""),
    ],
)
def test_what_asks_is_told_from_what_describes(sentence, kind):
    assert _kinds().of(sentence) == kind


def test_a_page_with_several_comments_gives_several_documents(tmp_path):
    path = tmp_path / "all.txt"
    path.write_text(
        HEAD + CONVENTION + "The Committee urges the Government to listen.\n"
        "Direct Request (CEACR) - adopted 2027, published 116th ILC session (2028)\n"
        "The Committee requests the Government to provide information on laws.\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    assert [r.document.title for r in found.recommendations] == [
        "Observation, C169, Nepal, adopted 2030, 119th ILC session",
        "Direct Request, C169, Nepal, adopted 2027, 116th ILC session",
    ]


def test_a_sentence_glued_to_the_one_before_is_its_own(tmp_path):
    path = tmp_path / "glued.txt"
    path.write_text(
        HEAD + CONVENTION + "The Committee notes art. 3 of the law.The Committee urges the Government to act.\n"
    )
    assert [r.text for r in extract_file(path).recommendations] == ["The Committee urges the Government to act."]


def test_what_cites_a_comment_is_none(tmp_path):
    path = tmp_path / "cites.txt"
    path.write_text("The ILO Committee of Experts requested Nepal to report on Convention No. 111.\n", encoding="utf-8")
    assert not recognizes(SourceFile(path, path.name))
