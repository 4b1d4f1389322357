"""List pages: filters, sort, pages, count, downloads."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest
from django.http import QueryDict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sink")]
HTMX = {"hx-request": "true", "hx-target": "list"}


def html(client, path, **options):
    return client.get(path, **options).content.decode()


def first_cells(page):
    return re.findall(r'<tr role="row"><td role="cell"[^>]*>(?:<a[^>]*>)?([^<]*)', page)


def test_a_list_says_how_many_of_what_it_counts(client):
    assert ">60 rows<" in html(client, "/sink/list/")
    assert ">1 row<" in html(client, "/sink/list/?rows=1")
    assert ">1,250 rows<" in html(client, "/sink/list/?rows=1250")


def test_a_list_is_sorted_by_its_address(client):
    assert first_cells(html(client, "/sink/list/?sort=-amount"))[0] == "60a"
    page = html(client, "/sink/list/?sort=amount")
    assert first_cells(page)[0] == "1a"
    assert page.count('aria-sort="ascending"') == 1


@pytest.mark.parametrize("query", ["sort=nothing", "page=99", "page=x", "per_page=7", "per_page=-1", "per_page=99999"])
def test_nonsense_in_the_address_does_no_harm(client, query):
    response = client.get(f"/sink/list/?{query}")
    assert response.status_code == 200
    assert 0 < len(first_cells(response.content.decode())) <= 25


def test_a_list_comes_in_pages_of_the_size_that_the_reader_chose(client):
    assert len(first_cells(html(client, "/sink/list/"))) == 25
    assert len(first_cells(html(client, "/sink/list/?per_page=50"))) == 50
    assert first_cells(html(client, "/sink/list/?page=3"))[0] == "51a"
    assert "page=2" in html(client, "/sink/list/?sort=-due")
    assert "sort=-due&amp;page=2" in html(client, "/sink/list/?sort=-due")


def test_the_filters_at_work_stand_in_words_with_a_way_to_remove_each(client):
    page = html(client, "/sink/kinds/?app_label=plans&app_label=network&model=plan&id_min=1&page=1")
    assert "Network and Plans" in page or "Plans and Network" in page
    assert re.search(r"Number:</span>\s*from 1", page)
    removals = re.findall(r'<a href="([^"]+)" aria-label="Remove the filter', page)
    assert len(removals) == 3
    assert all("page=" not in link for link in removals)
    without_number = next(link for link in removals if "id_min" not in link)
    assert "model=plan" in without_number


def test_a_filter_that_is_not_understood_is_named_and_filters_nothing(client):
    page = html(client, "/sink/kinds/?id_min=many&app_label=plans")
    assert "could not be understood and filters nothing" in page
    assert first_cells(page)


def test_filters_are_applied_to_the_rows_and_their_count(client):
    page = html(client, "/sink/kinds/?model=membership")
    kinds = {row["model"] for row in json.loads(b"".join(client.get("/sink/kinds/?model=membership&download=json")))}
    assert all("membership" in kind for kind in kinds)
    assert f">{len(kinds)} kind" in page


def test_an_empty_list_says_why_and_what_to_do(client):
    page = html(client, "/sink/list/?rows=0")
    assert "No activity has been entered." in page
    assert '<a href="/sink/form/">Import a plan</a>' in page
    page = html(client, "/sink/kinds/?model=zzz")
    assert "Nothing fits these filters." in page


def test_htmx_gets_the_list_alone_and_caches_keep_them_apart(client):
    part = client.get("/sink/list/", headers=HTMX)
    assert part.content.strip().startswith(b'<section id="list"')
    assert "HX-Target" in part["Vary"]
    whole = client.get("/sink/list/", headers={**HTMX, "hx-history-restore-request": "true"})
    assert b"<html" in whole.content


def test_a_download_has_every_row_in_the_order_shown_and_keeps_types(client):
    response = client.get("/sink/list/?sort=-amount&download=csv&page=2")
    assert re.fullmatch(r'attachment; filename="sinktable-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])
    data = b"".join(response)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["Activity", "Title", "Country", "Status", "Due", "Amount (USD)", "Read"]
    assert len(rows) == 61
    assert rows[1][0] == "60a"
    assert rows[1][2:4] == ["NPL", "Not started"]
    assert rows[1][5:] == [str(60 * 12345), "2026-03-04T22:15:00Z"]


def test_a_spreadsheet_has_real_dates_and_numbers(client):
    response = client.get("/sink/list/?download=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet.max_row == 61
    assert sheet["E2"].is_date
    assert sheet["F2"].value == 12345
    assert sheet["A1"].font.bold


def test_a_json_download_is_keyed_by_column(client):
    rows = json.loads(b"".join(client.get("/sink/list/?rows=2&download=json")))
    assert [row["ref"] for row in rows] == ["1a", "2a"]
    assert rows[0]["amount"] == 12345


def test_an_unknown_download_is_the_page(client):
    assert client.get("/sink/list/?download=exe")["Content-Type"].startswith("text/html")


def test_words_for_ranges_and_choices():
    from tessera.web.filter_words import range_words, without

    assert range_words(slice(2011, 2021)) == "2011–2021"
    assert range_words(slice(None, 2021)) == "until 2021"
    assert without(QueryDict("year_min=1&year_max=2&yearly=3&page=4"), "year") == "?yearly=3"
