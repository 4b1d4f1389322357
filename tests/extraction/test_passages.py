"""Files as passages: paragraphs, items and rows under their headings, in order, from files of every kind."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from tessera.extraction import UnreadableFile
from tessera.extraction.passages import read_passages
from tessera.extraction.passages.marks import GluedNotes, split_number

from .pdf_making import pdf_made

typst = pytest.importorskip("typst")

FRAMEWORK = """
#set page(margin: 2cm, numbering: "1")
#set super(typographic: false)
#set text(size: 11pt)
#set par(justify: true)
#text(size: 22pt, weight: "bold")[Invented Cooperation Framework]
= Strategic priorities
The towns grow and the villages empty. Rivers carry less water than they did,
and harvests suffer from it every second year.

Roma families wait for water#footnote[A note that is no part of the text.] longer than others do,
as the survey of the office shows.
- The first measure is a school for all.
- The second measure is a clinic.
= Results matrix
#set text(size: 8pt)
#table(columns: 4,
  [Output], [Indicator], [Baseline], [Budget],
  [Schools take Roma pupils into mixed classes all over the land], [Share of Roma pupils in mixed classes by sex],
  [41], [1,200],
  [Clinics speak the language of the minority], [Clinics with such staff], [3], [600],
)
"""
COLUMNS = """
#set page(margin: 2cm, columns: 2)
#set text(size: 11pt)
= Context
#for n in range(14) [Sentence number #n of the left and right columns tells of rivers, and what they cost the towns. ]

= Roma
#for n in range(8) [Families of the valley number #n wait for schools and for water, and they have waited long. ]
"""


def made_by_typst(source: str, path: Path) -> Path:
    path.write_bytes(typst.compile(source.encode()))
    return path


def told(path: Path) -> list[tuple[str, str, str]]:
    return [(p.kind, p.headings[-1] if p.headings else "", p.text) for p in read_passages(path).passages]


def test_a_framework_in_pdf_is_paragraphs_items_and_rows_under_their_headings(tmp_path):
    document = read_passages(made_by_typst(FRAMEWORK, tmp_path / "a.pdf"))
    assert document.title == "Invented Cooperation Framework"
    assert document.pages == 1
    kinds = [p.kind for p in document.passages]
    assert kinds == ["paragraph", "paragraph", "item", "item", "row", "row", "row"]
    paragraph = document.passages[1]
    assert paragraph.text.startswith("Roma families wait for water longer than others")
    assert paragraph.headings[-1] == "Strategic priorities"
    assert "no part of the text" in " ".join(document.notes)
    assert not any("no part of the text" in p.text for p in document.passages)


def test_a_row_of_a_results_matrix_stays_together_and_knows_its_columns(tmp_path):
    rows = [p for p in read_passages(made_by_typst(FRAMEWORK, tmp_path / "a.pdf")).passages if p.kind == "row"]
    assert rows[1].columns == ("Output", "Indicator", "Baseline", "Budget")
    assert rows[1].cells[0] == "Schools take Roma pupils into mixed classes all over the land"
    assert rows[1].cells[2:] == ("41", "1,200")
    assert rows[1].headings[-1] == "Results matrix"


def test_columns_are_read_one_after_another(tmp_path):
    passages = read_passages(made_by_typst(COLUMNS, tmp_path / "a.pdf")).passages
    text = " ".join(p.text for p in passages)
    places = [text.index(f"Sentence number {n} of") for n in range(14)]
    assert places == sorted(places)
    assert passages[-1].headings[-1] == "Roma"


def test_numbered_paragraphs_lose_their_numbers_and_keep_their_pages(tmp_path):
    def page(first: int) -> list[tuple[str, float, float, float]]:
        lines = [("A/HRC/99/7", 57, 800, 9)]
        for at in range(5):
            number = first + at
            lines.append((f"{number}. Towns and rivers of paragraph {number} are told here at", 100, 700 - 60 * at, 10))
            lines.append(("some length, to the end.", 100, 688 - 60 * at, 10))
        return lines

    passages = read_passages(pdf_made(tmp_path / "a.pdf", [page(1), page(6)])).passages
    assert [(p.number, p.page) for p in passages] == [(f"{n}.", 1 if n < 6 else 2) for n in range(1, 11)]
    assert passages[6].text == "Towns and rivers of paragraph 7 are told here at some length, to the end."


def test_word_web_and_open_documents_say_the_same(tmp_path):
    word = docx.Document()
    word.add_heading("Priorities", 1)
    word.add_paragraph("Roma wait for water.")
    word.add_paragraph("A school for all.", style="List Bullet")
    table = word.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Output", "Budget"), ("Schools", "12")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.html").write_text(
        "<!doctype html><html><body><h1>Priorities</h1><p>Roma wait for water.</p><ul><li>A school for all.</li></ul>"
        "<table><tr><th>Output</th><th>Budget</th></tr><tr><td>Schools</td><td>12</td></tr></table></body></html>"
    )
    same = [
        ("paragraph", "Priorities", "Roma wait for water."),
        ("item", "Priorities", "A school for all."),
        ("row", "Priorities", "Output | Budget"),
        ("row", "Priorities", "Schools | 12"),
    ]
    assert told(tmp_path / "a.docx") == told(tmp_path / "a.html") == told(open_document(tmp_path / "a.odt")) == same


def open_document(path: Path) -> Path:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        '<text:h text:outline-level="1">Priorities</text:h><text:p>Roma wait for water.<text:note><text:note-body>'
        "<text:p>A note.</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>A school for all.</text:p></text:list-item></text:list><table:table>"
        + "".join(row.format("".join(map(cell.format, texts))) for texts in (("Output", "Budget"), ("Schools", "12")))
        + "</table:table>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", content + "</office:document-content>")
    return path


def test_plain_text_is_read_by_its_blank_lines_and_headings(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "An invented report\n\nI. Context\n\n"
        "Rivers carry less water than they did in former years, and towns feel it.\n\n"
        "Roma wait for water, and for schools that take their children without asking for papers.\n"
    )
    assert told(path)[-1] == (
        "paragraph",
        "Context",
        "Roma wait for water, and for schools that take their children without asking for papers.",
    )


def test_note_numbers_are_taken_out_only_while_they_count_on():
    notes = GluedNotes()
    assert (
        notes.taken_out("The law was changed.1 It came into force in 2015.2")
        == "The law was changed. It came into force in 2015."
    )
    assert (
        notes.taken_out("They met in hall B12 and spoke of article 14.")
        == "They met in hall B12 and spoke of article 14."
    )
    assert notes.taken_out("Roma wait.3") == "Roma wait."
    assert notes.taken_out("Roma wait.99") == "Roma wait.99"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("(a) Count them", ("(a)", "Count them")),
        ("• Count them", ("•", "Count them")),
        ("12. Count them", ("12.", "Count them")),
        ("3.1 Count them", ("3.1", "Count them")),
        ("2014 was dry", ("", "2014 was dry")),
        ("Count them", ("", "Count them")),
    ],
)
def test_a_number_is_told_from_the_words_behind_it(line, parts):
    assert split_number(line) == parts


def test_empty_pages_are_said_to_hold_no_text(tmp_path):
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_passages(pdf_made(tmp_path / "scan.pdf", [[]]))


@pytest.mark.parametrize(
    "name", ["SVN-cycle3-compilation.pdf", "SVN-cycle2-national-report.pdf", "SVN-cycle2-summary.pdf"]
)
def test_real_reports_are_read_in_order_and_whole(shared_data, name):
    passages = read_passages(shared_data / "ohchr" / name).passages
    numbers = [int(p.number.rstrip(".")) for p in passages if p.number.rstrip(".").isdigit()]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) >= 0.95 * numbers[-1]
    pages = [p.page for p in passages]
    assert pages == sorted(pages)
    assert all(p.text == " ".join(p.text.split()) for p in passages)


@pytest.mark.parametrize("mark", ["9.{}", "9.{}.", "9. {}."])
def test_what_is_numbered_within_a_paragraph_is_a_passage_each(mark, tmp_path):
    lines = [f"{number}. The delegation of the made-up State spoke of item {number}." for number in range(1, 9)]
    lines += ["9. The following will be examined:"]
    lines += [
        f"{mark.removeprefix('9. ').format(at)} Build school {at} for the children of the valley;" for at in range(1, 4)
    ]
    lines += ["10. The delegation closed the meeting."]
    path = pdf_made(tmp_path / "a.pdf", [[(line, 80.0, 700.0 - 12 * at, 10.0) for at, line in enumerate(lines)]])
    found = {one.number: one.text for one in read_passages(path).passages}
    assert found["9."] == "The following will be examined:"
    assert found[mark.format(2)] == "Build school 2 for the children of the valley;"
    assert found["10."] == "The delegation closed the meeting."
