"""UPR Info's database: the sample in its encoding, rows that come twice, what is unknown, and the real exports."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.harvest import SourceFile, source_get, source_of
from tessera.recommendations.models import Recommendation
from tessera.vocabulary import countries
from tests.recommendations.making import imported, upr_rows

from .reading import read_all, sample

upr_info = source_get("upr-info")
KNOWN = ("to", "sur", "from", "rs", "text", "recommendation", "response", "action", "issue", "issues", "session")
OTHER = ("state", "under", "review", "recommending", "rgrp", "org")


def rows_read(tmp_path, *rows: dict[str, str]):
    base = {"To": "Nepal", "From": "Norway", "Text": "Publish figures"}
    return read_all(upr_rows(tmp_path, [{**base, **row} for row in rows]), "upr-info")


def test_the_sample_is_in_the_encoding_of_old_macs_and_read_as_it_is_meant():
    path = sample("upr_info", "sample.csv")
    held = path.read_bytes()
    assert b"\r" in held
    assert b"\n" not in held
    assert source_of(SourceFile(path, path.name)) == upr_info
    found = [one.record for one in read_all(path)]
    assert [r.states[0].iso3 if r.states else "" for r in found] == ["CIV", "NOR", "BIH", ""]
    assert "Guaraní and Curaçao" in found[2].text
    assert [(r.kind, r.position) for r in found][2:] == [("recommendation", "noted"), ("pledge", "")]
    assert (found[0].cycle, found[0].year, found[0].themes) == (1, 2011, ("Right to education", "Minorities"))


def test_a_pledge_is_a_pledge_and_recommended_by_nobody(tmp_path):
    (one,) = rows_read(tmp_path, {"From": "Nepal", "Response": "Voluntary Pledge"})
    assert (one.record.kind, one.record.states, one.record.position) == ("pledge", (), "")


@pytest.mark.django_db
def test_a_row_that_comes_twice_is_kept_once_and_told(tmp_path, settings):
    settings.TESSERA_HOME = tmp_path
    row = {"To": "Nepal", "From": "Norway", "Text": "Publish figures"}
    done = imported(upr_rows(tmp_path, [row, row, {**row, "From": "Chile"}]), "upr-info")
    assert (done.created, done.recommendations) == (2, 1), "one text of two States is one recommendation of two"
    assert [(place, why) for _key, place, why in done.skipped] == [
        (1, "It is the same as an earlier record of the file.")
    ]
    assert set(Recommendation.objects.get().states) == {"NOR", "CHL"}


def test_a_state_that_is_not_known_is_told_with_what_looks_like_it(tmp_path):
    one, two = rows_read(tmp_path, {"From": "&#40;Unknown&#41;"}, {"To": "Nepaal", "From": "Norwey"})
    assert one.record.states[0].printed == "(Unknown)"
    assert "“(Unknown)” is not known" in one.record.remarks[0]
    assert "Nepal" in two.record.remarks[0]
    assert "Norway" in two.record.remarks[1]


def test_a_response_that_is_not_known_is_told_with_what_looks_like_it(tmp_path):
    (one,) = rows_read(tmp_path, {"Response": "Acepted"})
    assert one.record.position == ""
    assert "accepted" in one.record.remarks[0]


@pytest.mark.parametrize(
    ("row", "why"), [({"Text": ""}, "no text"), ({"To": ""}, "no State"), ({"Session": "x"}, "session")]
)
def test_a_row_without_what_makes_a_recommendation_is_skipped_with_the_reason(tmp_path, row, why):
    (one,) = rows_read(tmp_path, row)
    assert one.record is None
    assert why in one.problem


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"[A-Za-z][A-Za-z ]{0,20}[A-Za-z]", fullmatch=True), st.integers(0, 7))
def test_a_column_that_is_not_known_is_always_told(tmp_path_factory, name, place):
    if name.casefold() in KNOWN or any(word in name.casefold() for word in OTHER):
        return
    head = ["To", "Text", "From", "Response", "Action", "Issue", "Session"]
    cells = ["Nepal", "Publish figures", "Norway", "Accepted", "2", "Minorities", "10"]
    place = min(place, len(head))
    head.insert(place, name)
    cells.insert(place, "a value")
    path = tmp_path_factory.mktemp("rows") / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, cells])
    (one,) = read_all(path, "upr-info")
    assert any(name in remark for remark in one.record.remarks)


@pytest.mark.shared
def test_csv_and_spreadsheet_of_the_first_sessions_say_the_same(shared_data):
    as_csv, as_xls = (read_all(shared_data / "upr-info" / name, "upr-info") for name in ("1-5.csv", "1-5.xls"))
    assert len(as_csv) == len(as_xls) == 6_094
    assert [one.raw.key for one in as_csv] == [one.raw.key for one in as_xls]
    assert [one.record for one in as_csv] == [one.record for one in as_xls]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "twice"),
    [
        ("1-5.csv", 6_094, 0),
        ("6-9.csv", 8_343, 1),
        ("10-13.csv", 9_047, 0),
        ("14-17.csv", 9_598, 2),
        ("voluntary.csv", 947, 2),
    ],
)
def test_every_row_of_the_real_exports_is_read_and_every_country_known_or_told(shared_data, name, count, twice):
    found = read_all(shared_data / "upr-info" / name)
    assert len(found) == count
    assert [one.problem for one in found if one.problem] == []
    assert len({(one.raw.key, one.raw.body) for one in found}) == count - twice
    for one in found:
        said = one.record
        assert said.countries
        assert said.kind == ("pledge" if name == "voluntary.csv" else "recommendation")
        unknown = [s.printed for s in said.states if not s.iso3]
        assert all(any(f"“{printed}”" in remark for remark in said.remarks) for printed in unknown)
        assert all(countries.country(code) for code in (*said.countries, *(s.iso3 for s in said.states if s.iso3)))
    unknown = {s.printed for one in found for s in one.record.states if not s.iso3}
    assert unknown <= {"(Unknown)"}
