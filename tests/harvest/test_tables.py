"""Tables of whatever program: signs between cells, letters, spreadsheets, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.extraction import UnreadableFile
from tessera.harvest import SourceFile, tables
from tessera.harvest.tables import table_rows

ROWS = [["To", "Text"], ["Côte d’Ivoire", "Publish figures, by group; and sex"], ["Perú", "Añadir “cifras”"]]
cells = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)


def written(folder, text: str | bytes, name: str = "rows.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path) -> list[list[str]]:
    return list(table_rows(path, name=path.name))


def as_text(rows, *, delimiter: str = ",", end: str = "\n") -> str:
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(rows)
    return held.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_signs_between_cells_and_ends_of_lines_are_told(tmp_path, delimiter, end):
    assert read(written(tmp_path, as_text(ROWS, delimiter=delimiter, end=end))) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_title_above_the_table_does_not_tell_the_sign(tmp_path, delimiter):
    title = "A title, with a comma; and more\n"
    found = read(written(tmp_path, title + as_text([*ROWS, *ROWS], delimiter=delimiter)))
    assert found[1:] == [*ROWS, *ROWS]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=3, max_size=6), st.sampled_from([",", ";", "\t"]))
def test_whatever_is_written_as_a_table_is_read_as_it_was(tmp_path_factory, rows, delimiter):
    rows = [[cell.translate({ord(c): "x" for c in ",;\t\"'"}) for cell in row] for row in rows]
    assert read(written(tmp_path_factory.mktemp("t"), as_text(rows, delimiter=delimiter))) == rows


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n"), ("cp1252", "\r\n"), ("mac_roman", "\r")],
)
def test_letters_are_told(tmp_path, encoding, end):
    assert read(written(tmp_path, as_text(ROWS, end=end).encode(encoding))) == ROWS


def test_letters_that_are_not_utf_8_far_behind_the_beginning_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "SAMPLE", 64)
    rows = [["To", "Text"], *[["Chad", "plain words"]] * 50, ["Pérou", "é"]]
    assert read(written(tmp_path, as_text(rows, end="\r\n").encode("cp1252"))) == rows


def test_an_empty_file_is_an_empty_table(tmp_path):
    assert read(written(tmp_path, b"")) == []


def book(folder, sheets: dict[str, list[list[object]]], name: str = "book.xlsx"):
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as made:
        for title, rows in sheets.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_cells_of_a_spreadsheet_are_texts_with_dates_in_iso_form_and_whole_numbers_plain(tmp_path):
    path = book(
        tmp_path, {"One": [["a", "b", "c", "d", "e"], ["x ", 7, 7.5, date(2031, 5, 4), datetime(2031, 5, 4, 12)]]}
    )
    head, row = read(path)
    assert head == ["a", "b", "c", "d", "e"]
    assert row[:3] == ["x", "7", "7.5"]
    assert row[3].startswith("2031-05-04")
    assert row[4].startswith("2031-05-04T12:00")


def test_further_sheets_are_told_and_not_read(tmp_path):
    path = book(tmp_path, {"List": [["a"], ["b"]], "Notes": [["something"]], "Empty": []})
    assert read(path) == [["a"], ["b"]]
    assert SourceFile(path, path.name).sheets_unread == ("Notes",)


@pytest.mark.shared
def test_a_workbook_that_strict_readers_refuse_is_read(shared_data):
    rows = table_rows(shared_data / "upr-info" / "1-5.xls", name="1-5.xls")
    assert next(rows)[:4] == ["SuR", "Rgrp", "Org", "Recommendation"]
    assert sum(1 for _row in rows) == 6_094


@pytest.mark.parametrize("held", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0 and then nothing"])
def test_a_damaged_spreadsheet_is_refused_in_one_sentence(tmp_path, held):
    path = written(tmp_path, held, "book.xlsx")
    with pytest.raises(UnreadableFile) as told:
        read(path)
    assert "book.xlsx" in str(told.value)
    assert "\n" not in str(told.value)
    assert SourceFile(path, path.name).header == []


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "UNPACKED", 1_000_000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    assert path.stat().st_size < 10_000
    with pytest.raises(UnreadableFile) as told:
        read(path)
    assert "too large" in str(told.value)
    assert SourceFile(path, path.name).sheets_unread == ()


def test_a_spreadsheet_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "LARGEST", 100)
    with pytest.raises(UnreadableFile):
        read(book(tmp_path, {"List": [["a"], ["b"]]}))


def test_a_word_document_is_no_table(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04")
    assert not SourceFile(path, path.name).is_table
