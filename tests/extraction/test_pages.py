"""PDFs as lines: what belongs to the text, and what stands around it."""

from __future__ import annotations

import pytest

from tessera.extraction import UnreadableFile, body_lines, joined, read_pages

from .pdf_making import pdf_made

BODY, SMALL = 10.0, 8.0


def texts(path) -> list[str]:
    return [line.text for line in body_lines(read_pages(path))]


def test_lines_have_their_page_place_and_size(tmp_path):
    path = pdf_made(tmp_path / "a.pdf", [[("Heading", 80, 700, 14)], [("One (1)", 100, 600, BODY)]])
    first, second = (line for page in read_pages(path) for line in page.lines)
    assert (first.text, first.page, round(first.size)) == ("Heading", 1, 14)
    assert (second.text, second.page, round(second.size)) == ("One (1)", 2, 10)
    assert second.left == pytest.approx(100, abs=3)
    assert second.bottom == pytest.approx(600, abs=4)


def test_heads_feet_and_notes_are_no_part_of_the_text(tmp_path):
    page = [
        ("A/HRC/99/7", 57, 800, BODY),
        ("106.1. Count the people of every group, their", 100, 500, BODY),
        ("languages and their wishes;", 100, 488, BODY),
        ("1 The recommendation as read: count them.", 100, 130, SMALL),
        ("14", 57, 40, BODY),
    ]
    other = [("Page 15", 57, 800, BODY), ("106.2. Publish it;", 100, 500, BODY), ("* Not edited.", 100, 120, BODY)]
    path = pdf_made(tmp_path / "a.pdf", [page, other])
    assert texts(path) == [
        "106.1. Count the people of every group, their",
        "languages and their wishes;",
        "106.2. Publish it;",
    ]


def test_a_number_within_the_text_stays(tmp_path):
    path = pdf_made(
        tmp_path / "a.pdf", [[("In the year", 100, 500, BODY), ("2014", 100, 488, BODY), ("it ended.", 100, 476, BODY)]]
    )
    assert texts(path) == ["In the year", "2014", "it ended."]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["ill-", "treatment of women"], "ill-treatment of women"),
        (["one  line", "and another"], "one line and another"),
        ([], ""),
    ],
)
def test_lines_are_joined_and_compounds_keep_their_hyphen(lines, text):
    assert joined(lines) == text


@pytest.mark.parametrize("content", [b"%PDF-1.4 and no more", b"%PDF-", b"%PDF-1.7\n" + b"\0" * 5000])
def test_a_damaged_file_is_one_sentence(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="damaged or protected PDF"):
        read_pages(path)


def test_pictures_of_pages_are_said_to_be_that(tmp_path):
    with pytest.raises(UnreadableFile, match="pictures of pages"):
        read_pages(pdf_made(tmp_path / "scan.pdf", [[]]))


def test_a_real_damaged_upload_is_read_like_the_sound_file_within_it(shared_data):
    broken, sound = (shared_data / "ohchr" / f"SVN-cycle1-compilation{end}.pdf" for end in ("-BROKEN", ""))
    assert read_pages(broken) == read_pages(sound)
