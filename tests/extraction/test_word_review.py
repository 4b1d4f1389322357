"""Tracked changes and comments of Word documents: who, when, where, what; and files that are not honest."""

from __future__ import annotations

import zipfile

import docx
import pytest

from tessera.extraction.document import Limits, UnreadableFile
from tessera.extraction.word_review import MOST_MARKS, read_review

from .marked import NS, comment, gone, ins, marked, on, run


def test_what_one_person_replaces_is_one_change_at_its_paragraph(tmp_path):
    path = marked(
        tmp_path / "a.docx", run("1. First."), run("2. Count ") + gone("people") + ins("everybody") + run(" by group.")
    )
    review = read_review(path)
    assert [place.text for place in review.places] == ["1. First.", "2. Count people by group."]
    assert [place.label for place in review.places] == ["1", "2"]
    (mark,) = review.marks
    assert (mark.kind, mark.author, mark.date) == ("change", "Ana Velmar", "2030-05-02T10:15:00Z")
    assert (mark.paragraph, mark.removed, mark.added) == (2, "people", "everybody")


def test_changes_apart_in_a_paragraph_or_by_two_people_are_changes_apart(tmp_path):
    path = marked(tmp_path / "a.docx", ins("Now ") + run("count ") + ins("all ") + ins("of them", author="Lio Senna"))
    said = [(mark.author, mark.added) for mark in read_review(path).marks]
    assert said == [("Ana Velmar", "Now "), ("Ana Velmar", "all "), ("Lio Senna", "of them")]


def test_what_one_inserts_and_another_strikes_out_is_said_by_both(tmp_path):
    inner = gone("twice", author="Lio Senna")
    both = f'<w:ins w:id="9" w:author="Ana Velmar" w:date="">{inner}</w:ins>'
    review = read_review(marked(tmp_path / "a.docx", run("Count ") + both))
    assert {(m.author, m.removed, m.added) for m in review.marks} == {
        ("Lio Senna", "twice", ""),
        ("Ana Velmar", "", "twice"),
    }
    assert review.places[0].text == "Count"


def test_a_paragraph_that_is_wholly_new_stands_with_the_one_before_it(tmp_path):
    review = read_review(marked(tmp_path / "a.docx", run("First."), ins("Between."), run("Second.")))
    assert [place.text for place in review.places] == ["First.", "Second."]
    assert (review.marks[0].paragraph, review.marks[0].added) == (1, "Between.")


def test_text_that_was_moved_goes_here_and_comes_there(tmp_path):
    moved = ins("Whole sentence.").replace("w:ins", "w:moveTo")
    origin = gone("Whole sentence.").replace("w:del ", "w:moveFrom ").replace("</w:del>", "</w:moveFrom>")
    review = read_review(marked(tmp_path / "a.docx", run("A ") + origin, run("B ") + moved))
    assert [(m.paragraph, m.removed, m.added) for m in review.marks] == [
        (1, "Whole sentence.", ""),
        (2, "", "Whole sentence."),
    ]


def test_a_comment_keeps_its_author_its_day_its_words_and_what_it_stands_on(tmp_path):
    path = marked(
        tmp_path / "a.docx", run("First."), run("Ask ") + on(7, "ministries") + run(" again."),
        comments=comment(7, "Which ones?\nName them."),
    )  # fmt: skip
    (mark,) = read_review(path).marks
    assert (mark.kind, mark.author, mark.date) == ("comment", "Lio Senna", "2030-05-03T09:00:00Z")
    assert (mark.paragraph, mark.text, mark.quoted) == (2, "Which ones?\nName them.", "ministries")


def test_a_comment_over_two_paragraphs_stands_where_it_begins(tmp_path):
    body = (
        f'<w:p>{run("Before.")}</w:p><w:p><w:commentRangeStart w:id="0"/>{run("One ")}</w:p>'
        f'<w:p>{run("two")}<w:commentRangeEnd w:id="0"/></w:p>'
    )
    (mark,) = read_review(marked(tmp_path / "a.docx", body=body, comments=comment(0, "Both."))).marks
    assert (mark.paragraph, mark.quoted) == (2, "One two")


def test_a_comment_that_stands_nowhere_is_on_the_text_as_a_whole(tmp_path):
    (mark,) = read_review(marked(tmp_path / "a.docx", run("First."), comments=comment(3, "A good text."))).marks
    assert (mark.paragraph, mark.text) == (0, "A good text.")


def test_marks_in_a_table_stand_at_their_cell(tmp_path):
    cells = "".join(f"<w:tc><w:p>{one}</w:p></w:tc>" for one in (run("Who"), run("By ") + ins("March")))
    body = f"<w:p>{run('First.')}</w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    review = read_review(marked(tmp_path / "a.docx", body=body))
    assert [place.text for place in review.places] == ["First.", "Who", "By"]
    assert review.marks[0].paragraph == 3


def test_changes_of_format_alone_are_nobodys_change(tmp_path):
    changed = '<w:r><w:rPr><w:rPrChange w:id="4" w:author="A" w:date=""/></w:rPr><w:t>Bold</w:t></w:r>'
    assert read_review(marked(tmp_path / "a.docx", changed + ins(" "))).marks == ()


def test_a_document_of_an_ordinary_program_is_read(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Count by group.")
    document.add_comment(paragraph.runs, text="And by sex.", author="Ana Velmar", initials="AV")
    document.save(tmp_path / "a.docx")
    (mark,) = read_review(tmp_path / "a.docx").marks
    assert (mark.author, mark.text, mark.paragraph, mark.quoted) == (
        "Ana Velmar", "And by sex.", 1, "Count by group.",
    )  # fmt: skip
    assert mark.date


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"\x00" * 100])
def test_a_file_that_is_no_word_document_is_refused_in_one_sentence(tmp_path, raw):
    path = tmp_path / "a.docx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableFile, match="not a Word document"):
        read_review(path)


def test_a_file_that_declares_entities_or_swells_is_not_opened(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {NS}/>')
    with pytest.raises(UnreadableFile, match="XML entities"):
        read_review(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 3_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        read_review(path, limits=Limits(part_bytes=1_000_000))


def test_more_marks_than_a_review_has_are_refused(tmp_path):
    many = (ins("a") + run("b")) * (MOST_MARKS + 1)
    with pytest.raises(UnreadableFile, match="more than"):
        read_review(marked(tmp_path / "a.docx", many), limits=Limits(ratio=100_000))
