"""Numbers of paragraphs and pages: none swallowed, joined, split or moved, and what is lost is said."""

from __future__ import annotations

import re

import pytest

from tessera.extraction.passages import read_passages

from .pdf_making import pdf_made

WORDS = "The delegation of the made-up State spoke of item"


def laid(*texts, left=80.0, top=760.0):
    """Lines below one another; a text may come with a left edge of its own."""
    placed = [text if isinstance(text, tuple) else (text, left) for text in texts]
    return [(text, at, top - 14 * row, 10.0) for row, (text, at) in enumerate(placed)]


def paragraphs(first, last):
    return [f"{number}. {WORDS} {number}." for number in range(first, last + 1)]


def numbers(path):
    return [one.number for one in read_passages(path).passages]


def test_a_paragraph_may_begin_with_a_figure(tmp_path):
    lines = [*paragraphs(1, 8), "9. 2017 saw the new act on the valley.", "10. 3,000 pupils learn there."]
    found = {one.number: one.text for one in read_passages(pdf_made(tmp_path / "a.pdf", [laid(*lines)])).passages}
    assert found["9."] == "2017 saw the new act on the valley."
    assert found["10."] == "3,000 pupils learn there."


def test_a_figure_within_a_sentence_begins_no_paragraph(tmp_path):
    lines = [*paragraphs(1, 8), "Its budget rose to the sum of", "9. 5 million crowns a year.", *paragraphs(9, 10)]
    assert numbers(pdf_made(tmp_path / "a.pdf", [laid(*lines)]))[7:] == ["8.", "9.", "10."]


def test_parts_without_a_mark_at_their_end_are_told_by_their_count(tmp_path):
    lines = [*paragraphs(1, 8), "9. The ones below enjoy the support", "of the State"]
    lines += [f"{at}. Build school {at} (Freedonia)" for at in range(1, 6)]
    found = numbers(pdf_made(tmp_path / "a.pdf", [laid(*lines, *paragraphs(10, 11))]))
    assert found[8:] == ["9.", "9. 1.", "9. 2.", "9. 3.", "9. 4.", "9. 5.", "10.", "11."]


def test_a_part_whose_dot_was_forgotten_is_a_part(tmp_path):
    lines = [*paragraphs(1, 8), "9. The following was proposed:"]
    lines += ["1. Build a school;", "2. Build a road;", "3 Build a bridge;", "4. Build a mill."]
    found = {one.number: one.text for one in read_passages(pdf_made(tmp_path / "a.pdf", [laid(*lines)])).passages}
    assert (found["9. 3."], found["9. 4."]) == ("Build a bridge;", "Build a mill.")


def test_a_list_that_counts_as_far_as_the_paragraphs_is_not_taken_for_them(tmp_path):
    lines = [*paragraphs(1, 8), "9. The following was proposed:"]
    lines += [(f"{at}. Build school {at};", 110.0) for at in range(1, 12)]
    found = numbers(pdf_made(tmp_path / "a.pdf", [laid(*lines, *paragraphs(10, 12))]))
    assert found[9:] == [*(f"9. {at}." for at in range(1, 12)), "10.", "11.", "12."]


def test_several_numbers_before_one_text_are_all_its_numbers(tmp_path):
    lines = laid("1. Accepted, and done.", "", "2. Accepted as well.", "")
    lines += [("3., 4.,", 80.0, 650.0, 10.0), ("These are accepted, as they were", 140.0, 650.0, 10.0)]
    lines += [("6., 7.", 80.0, 638.0, 10.0), ("by the council of the valley.", 140.0, 638.0, 10.0)]
    found = read_passages(pdf_made(tmp_path / "a.pdf", [[one for one in lines if one[0]]])).passages
    assert (found[-1].number, found[-1].text) == (
        "3., 4., 6., 7.",
        "These are accepted, as they were by the council of the valley.",
    )


def test_numbers_that_run_on_within_a_sentence_begin_nothing(tmp_path):
    text = "1. Seen; 2. Heard; 3. Noted by the council of the valley and of the town."
    path = pdf_made(tmp_path / "a.pdf", [laid("1. The answer is parted in three:", text, "It ends here.")])
    assert numbers(path) == ["1."]


def test_labels_beside_their_texts_are_no_column(tmp_path):
    lines = []
    for at in range(10):
        lines += [(f"Rec. {at + 21}", 140.0, 760.0 - 36 * at, 10.0)]
        lines += [(f"See recommendation {at + 11} of the valley,", 198.0, 760.0 - 36 * at, 10.0)]
        lines += [("and what the council of the valley said of it in the spring.", 113.0, 748.0 - 36 * at, 10.0)]
    found = [one.text for one in read_passages(pdf_made(tmp_path / "a.pdf", [lines])).passages]
    assert [one[:26] for one in found] == [f"Rec. {at + 21} See recommendation" for at in range(10)]
    assert [re.findall(r"\d+", one) for one in found] == [[str(at + 21), str(at + 11)] for at in range(10)]


def test_paragraphs_alike_at_the_edges_of_pages_are_no_running_heads(tmp_path):
    pages = [
        [*laid(f"{3 * at + 1}. The State accepts this.", f"{3 * at + 2}. {WORDS} it.", f"{3 * at + 3}. So it is."),
         (f"Made-up paper, page {at + 1}", 80.0, 40.0, 10.0)]
        for at in range(4)
    ]  # fmt: skip
    document = read_passages(pdf_made(tmp_path / "a.pdf", pages))
    assert [one.number for one in document.passages] == [f"{number}." for number in range(1, 13)]
    assert not any("Made-up paper" in one.text for one in document.passages)


def test_behind_a_lost_page_the_report_goes_on_and_what_is_missing_is_said(tmp_path):
    pages = [laid(*paragraphs(1, 9)), [], laid(*paragraphs(20, 26))]
    document = read_passages(pdf_made(tmp_path / "a.pdf", pages))
    assert [one.page for one in document.passages if one.number == "20."] == [3]
    assert [str(one) for one in document.remarks] == [
        "Pages that are blank or could not be read: 2.",
        "Numbers of paragraphs that were not found: 10–19.",
    ]


KINDS = ("ohchr/*.pdf", "upr-reports/*.pdf", "excerpts/documents/*")
LABEL = re.compile(r"(?:\d{1,3}\.,?\s*)+")


@pytest.mark.slow
def test_real_documents_lose_no_number_and_no_page(shared_data):
    documents = paragraphs_read = missing = doubled = back = swallowed = 0
    for path in sorted(path for kind in KINDS for path in shared_data.glob(kind)):
        passages = read_passages(path).passages
        labels = [one.number for one in passages if one.kind == "paragraph" and LABEL.fullmatch(one.number)]
        found = [int(number) for label in labels for number in re.findall(r"\d+", label)]
        documents, paragraphs_read = documents + 1, paragraphs_read + len(found)
        missing += len(set(range(1, max(found, default=0))) - set(found))
        doubled += len(found) - len(set(found))
        pages = [one.page for one in passages]
        back += pages != sorted(pages)
        for one in passages:
            last = re.search(r"(\d{1,3})\.$", one.number) if ": 1. " not in one.text else None
            swallowed += bool(last and re.search(rf"[.;)] {int(last[1]) + 1}\. [A-Z]", one.text))
    assert documents >= 48
    assert paragraphs_read >= 4_250
    assert (missing, doubled, back, swallowed) == (0, 0, 0, 0)
