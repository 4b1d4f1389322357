"""Anyone's table: what its columns are taken for, what a person says of them, what its rows say."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.harvest import (
    Columns,
    SourceFile,
    Unrecognized,
    WrongColumns,
    columns_parse,
    header_fingerprint,
    source_get,
    source_of,
)
from tessera.vocabulary import countries

from .reading import read_all, sample

spreadsheet = source_get("spreadsheet")
TEXT = "Train the police and prosecutors on how to record hate crimes"


def table(folder: Path, *rows: list[str], name: str = "list.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def guessed(path: Path) -> dict[str, str]:
    return dict(spreadsheet.table_guess(SourceFile(path, path.name)).as_columns.taken)


def row_read(folder: Path, **cells: str):
    """One row under the names of the fields."""
    cells = {"text": TEXT, "country": "Nepal", "mechanism": "CERD", **cells}
    path = table(folder, list(cells), list(cells.values()))
    columns = Columns({name: name for name in cells})
    return read_all(path, "spreadsheet", columns)[0].record


def test_the_sample_is_read_as_it_is_meant():
    path = sample("spreadsheet", "sample.csv")
    assert source_of(SourceFile(path, path.name)) == spreadsheet
    found = read_all(path)
    assert [one.raw.place for one in found] == [2, 3, 4], "a line above the headings is not one of them"
    first, second, third = (one.record for one in found)
    assert (first.body, first.symbol, first.paragraph, first.date) == ("cerd", "CERD/C/NPL/CO/99", "12", "2031-05-04")
    assert (first.countries, first.themes, first.persons) == (("NPL",), ("Éducation", "Minorités"), ("Dalits",))
    assert (second.body, second.paragraph, second.date) == ("upr", "106.4", "2033-01-15")
    assert [s.iso3 for s in second.states] == ["NOR", "CHL"]
    assert second.text.endswith("crimes de haine")
    assert second.goals == ("16",)
    assert third.date == "2031-05-04", "with stops the day comes first"


@pytest.mark.parametrize(
    "head",
    [
        ["Recommendation", "Country", "Mechanism", "Year"],
        ["Recommandation", "Pays", "Mécanisme", "Année"],
        ["Recomendación", "País", "Mecanismo", "Año"],
        ["Рекомендация", "Государство", "Механизм", "Год"],
        ["التوصية", "البلد", "الآلية", "السنة"],
        ["建议", "国家", "机制", "年份"],
        ["RECOMMENDATION_TEXT", "state_party", "treatyBody", "Year of adoption"],
        ["Full text of the recommendation", "Country concerned", "Body", "YEAR"],
    ],
)
def test_columns_are_told_by_their_headings_in_six_languages(tmp_path, head):
    path = table(tmp_path, head, [TEXT, "Nepal", "CERD", "2019"], [f"{TEXT} again", "Bhutan", "CEDAW", "2020"])
    assert list(guessed(path).values()) == ["text", "country", "mechanism", "year"]


def test_columns_are_told_by_what_stands_in_them(tmp_path):
    rows = [[f"{number}", c, f"CERD/C/{c}/CO/1", "2019-05-04", f"{TEXT} in the year {number}"]
            for number, c in enumerate(("NPL", "BTN", "IND", "LKA"))]  # fmt: skip
    path = table(tmp_path, ["a", "b", "c", "d", "e"], *rows)
    assert guessed(path) == {"b": "country", "c": "symbol", "d": "date", "e": "text"}
    assert {one.why for one in spreadsheet.table_guess(SourceFile(path, "x")).columns if one.field} == {"contents"}


def test_a_heading_that_its_cells_belie_is_not_believed(tmp_path):
    rows = [[str(n), "Nepal", f"{TEXT} {n}"] for n in range(5)]
    path = table(tmp_path, ["State party", "Member", "Recommendation"], *rows)
    with pytest.raises(Unrecognized) as told:
        read_all(path, "spreadsheet")
    assert "country" in str(told.value)


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "B"], ["x", "y"]],
        [["Remark", "Comment"], [TEXT, f"{TEXT} too"], [f"{TEXT} 2", f"{TEXT} three"]],
        [["Country", "State", "Recommendation"], ["Nepal", "Norway", TEXT]],
    ],
)
def test_without_a_sure_map_it_stops_in_one_sentence_that_names_the_columns(tmp_path, rows):
    with pytest.raises(Unrecognized) as told:
        read_all(table(tmp_path, *rows), "spreadsheet")
    said = str(told.value)
    assert all(f"“{head}”" in said for head in rows[0])
    assert "--map" in said
    assert "\n" not in said


def test_a_map_takes_columns_and_holds_values_for_all_rows(tmp_path):
    path = table(tmp_path, ["A", "B, and more"], ["x", "y"])
    columns = columns_parse(['text=A,heading="B, and more"', "country:Nepal", "mechanism:CERD"])
    (one,) = read_all(path, "spreadsheet", columns)
    assert (one.record.text, one.record.heading) == ("x", "y")
    assert (one.record.countries, one.record.body) == (("NPL",), "cerd")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("text=Nothing", "There is no column “Nothing”"),
        ("words=A", "There is no field “words”"),
        ("text=A,text=B", "from one column"),
        ("text=A,country=A", "two meanings"),
        ("text=A,country=B,country:Nepal", "not both"),
        ("text", "is not understood"),
        ("country=A", "No column"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_in_one_sentence(tmp_path, said, why):
    path = table(tmp_path, ["A", "B"], ["x", "y"])
    with pytest.raises((WrongColumns, Unrecognized)) as told:
        read_all(path, "spreadsheet", columns_parse([said]))
    assert why in str(told.value)
    assert "\n" not in str(told.value)


def test_the_same_headings_have_one_fingerprint_and_others_another():
    assert header_fingerprint(["Text", "State"]) == header_fingerprint(["TEXT ", " state"])
    assert header_fingerprint(["Text", "State"]) != header_fingerprint(["State", "Text"])
    assert header_fingerprint(["a", "a"]) == header_fingerprint(["a", "a (2)"])


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=6, unique_by=str.casefold), st.data())
def test_what_is_in_a_row_is_taken_or_left_and_never_lost(tmp_path_factory, head, data):
    """Every cell is in the record as it came, whatever the map takes."""
    head = [" ".join(h.split()) for h in head]
    cells = [data.draw(words) for _ in head]
    text = data.draw(st.sampled_from(head))
    path = table(tmp_path_factory.mktemp("rows"), ["Recommendation", *head], ["a text", *cells])
    labels = [one.label for one in spreadsheet.table_guess(SourceFile(path, "x")).columns]
    columns = Columns({labels[head.index(text) + 1]: "themes", labels[0]: "text"})
    (one,) = read_all(path, "spreadsheet", columns)
    body = json.loads(one.raw.body)
    held = [*(v for values in body["taken"].values() for v in values), *body["left"].values()]
    assert sorted(held) == sorted(["a text", *(c.strip() for c in cells if c.strip())])


@pytest.mark.parametrize(
    ("printed", "date", "year", "told"),
    [
        ("2019-05-04", "2019-05-04", 2019, False),
        ("2019-05-04T00:00:00", "2019-05-04", 2019, False),
        ("4 May 2019", "2019-05-04", 2019, False),
        ("May 4th, 2019", "2019-05-04", 2019, False),
        ("4 de mayo de 2019", "2019-05-04", 2019, False),
        ("1er août 2019", "2019-08-01", 2019, False),
        ("4 мая 2019", "2019-05-04", 2019, False),
        ("2019年5月4日", "2019-05-04", 2019, False),
        ("04.05.2019", "2019-05-04", 2019, False),
        ("31/12/2019", "2019-12-31", 2019, False),
        ("12/31/2019", "2019-12-31", 2019, False),
        ("04/05/2019", "", 2019, True),
        ("May 2019", "", 2019, False),
        ("2019", "", 2019, False),
        ("31.02.2019", "", 2019, True),
        ("soon", "", None, True),
    ],
)
def test_dates_are_read_and_never_guessed(tmp_path, printed, date, year, told):
    record = row_read(tmp_path, date=printed)
    assert (record.date, record.year) == (date, year)
    assert bool(record.remarks) is told


@pytest.mark.parametrize(
    ("field", "value", "guess"),
    [
        ("country", "Nepaal", "Nepal"),
        ("mechanism", "Committee on the Right of the Child", "Committee on the Rights of the Child"),
        ("position", "suported", "supported"),
        ("kind", "recomendation", "recommendation"),
        ("addressees", "Governmant", "state"),
        ("states", "Norwey", "Norway"),
    ],
)
def test_a_value_that_is_not_known_is_told_with_what_looks_like_it(tmp_path, field, value, guess):
    record = row_read(tmp_path, **{field: value})
    assert any(value in remark and guess in remark for remark in record.remarks)


def test_several_values_of_a_cell_are_several(tmp_path):
    record = row_read(
        tmp_path, country="Nepal; Iran (Islamic Republic of)", states="Norway, Chile and Antigua and Barbuda",
        themes="- Education\n- Health", goals="SDG 4, 10.3", addressees="Government; civil society",
    )  # fmt: skip
    assert record.countries == ("NPL", "IRN")
    assert [s.iso3 for s in record.states] == ["NOR", "CHL", "ATG"]
    assert record.themes == ("Education", "Health")
    assert record.goals == ("4", "10.3")
    assert record.addressees == ("state", "civil-society")
    assert record.remarks == ()


def test_ids_count_within_their_list_country_and_document(tmp_path):
    head = ["No", "Country", "Recommendation"]
    one, two = (
        read_all(table(tmp_path, head, ["1", c, f"{TEXT} {c}"], name=f"{c}.csv"))[0].raw for c in ("Nepal", "Bhutan")
    )
    other = read_all(table(tmp_path, [*head, "Year"], ["1", "Nepal", TEXT, "2019"], name="o.csv"))[0].raw
    assert len({one.key, two.key, other.key}) == 3


def test_without_an_id_a_row_is_who_said_what_to_whom(tmp_path):
    head, row = ["Country", "Recommendation", "Position"], ["Nepal", TEXT, "supported"]
    one, same, other, third = (
        read_all(table(tmp_path, head, r))[0].raw.key
        for r in (row, [*row[:2], "noted"], ["Bhutan", *row[1:]], [row[0], f"{TEXT}!!", row[2]])
    )
    assert one == same == third, "a position, capitals and stops may change"
    assert one != other


def test_a_heading_names_one_field_and_a_value_one_code():
    facts = yaml.safe_load(Path(spreadsheet.adapter.__file__).with_name("source.yml").read_text(encoding="utf-8"))
    said: dict[str, str] = {}
    for name, field in facts["fields"].items():
        for word in field["words"]:
            assert isinstance(word, str), f"{word!r} must stand in quotation marks"
            assert said.setdefault(word, name) == name, f"{word!r} names both {said[word]} and {name}"
    for family in ("positions", "kinds", "addressees", "mechanisms"):
        values = [word for code in facts[family].values() for word in code]
        assert len(values) == len(set(values)), family


@given(st.sampled_from(sorted(countries.countries())), st.sampled_from(["en", "fr", "es", "ru", "ar", "zh"]))
def test_a_country_is_known_by_its_name_in_six_languages(code, language):
    from tessera.sources.spreadsheet.values import country_codes

    remarks: list[str] = []
    name = countries.country_name(code, language)
    found = country_codes([name], remarks)
    assert found == (code,) or any(name in remark for remark in remarks)
