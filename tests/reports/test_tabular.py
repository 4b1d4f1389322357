"""Tables that people take away."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.reports.tabular import (
    CELL_CHARACTERS,
    FORMULA_SIGNS,
    TabularColumn,
    sheet_name,
    tabular_csv,
    tabular_json,
    tabular_xlsx,
)

COLUMNS = [TabularColumn("title", "Title"), TabularColumn("due", "Due"), TabularColumn("amount", "Amount (USD)")]
ROWS = [("1a", date(2015, 6, 30), 1200), ("=1+1", None, Decimal("-3.5"))]


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_a_csv_opens_in_a_spreadsheet():
    data = b"".join(tabular_csv(COLUMNS, ROWS))
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [["Title", "Due", "Amount (USD)"], ["1a", "2015-06-30", "1200"], ["'=1+1", "", "-3.5"]]


@given(st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.none(), st.integers())))
def test_no_text_becomes_a_formula_and_none_is_lost(rows):
    out = read_csv(b"".join(tabular_csv(COLUMNS, rows)))
    assert len(out) == len(rows) + 1
    for (text, _, number), cells in zip(rows, out[1:], strict=True):
        assert not cells[0].startswith(FORMULA_SIGNS)
        assert cells[0].removeprefix("'") == text.removeprefix("'") or cells[0] == text
        assert cells[2] == str(number)


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "http://www.example.org/"])
def test_a_workbook_keeps_text_as_text(text):
    data = tabular_xlsx(COLUMNS, [(text, None, 1)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in page
        assert b"<hyperlink" not in page
    cell = sheet(data)["A2"]
    assert cell.value == text
    assert cell.data_type == "s"


def test_a_workbook_has_a_bold_header_real_dates_and_times_in_utc():
    from zoneinfo import ZoneInfo

    moment = datetime(2026, 1, 1, 1, 30, tzinfo=ZoneInfo("Asia/Kathmandu"))
    page = sheet(
        tabular_xlsx(COLUMNS, [("1a", date(2015, 6, 30), 1200), ("1b", moment, True)], sheet="Plan: 2014/2017")
    )
    assert page.title == "Plan  2014 2017"
    assert page["A1"].font.bold
    assert page.freeze_panes == "A2"
    assert page["B2"].is_date
    assert page["B2"].value == datetime(2015, 6, 30)
    assert page["B3"].value == datetime(2025, 12, 31, 19, 45)
    assert page["C3"].value is True
    assert page.column_dimensions["C"].width >= len("Amount (USD)")


def test_a_workbook_in_arabic_runs_from_the_right():
    assert sheet(tabular_xlsx(COLUMNS, [], rtl=True)).sheet_view.rightToLeft


def test_more_text_than_a_cell_holds_is_cut_with_a_sign():
    value = sheet(tabular_xlsx(COLUMNS, [("x" * 40_000, date(1850, 1, 1), 10**20)]))["A2"].value
    assert len(value) == CELL_CHARACTERS
    assert value.endswith("…")


def test_json_keeps_numbers_and_empty_cells():
    rows = json.loads(b"".join(tabular_json(COLUMNS, [*ROWS, (["a", "b"], datetime(2026, 1, 1, tzinfo=UTC), 1.5)])))
    assert rows[0] == {"title": "1a", "due": "2015-06-30", "amount": 1200}
    assert rows[1] == {"title": "=1+1", "due": None, "amount": -3.5}
    assert rows[2] == {"title": ["a", "b"], "due": "2026-01-01T00:00:00Z", "amount": 1.5}
    assert json.loads(b"".join(tabular_json(COLUMNS, []))) == []


@given(st.text())
def test_every_name_can_be_a_sheet(name):
    made = sheet_name(name)
    assert 0 < len(made) <= 31
    assert not set(made) & set("[]:*?/\\")


def test_a_long_table_is_sent_in_pieces():
    pieces = list(tabular_csv(COLUMNS, ((str(n), None, n) for n in range(1000))))
    assert len(pieces) == 11
