"""Column maps: remembered for the same headings, kept with their history, corrected after an import."""

from __future__ import annotations

import csv

import pytest
import xlsxwriter

from tessera.harvest import Unrecognized, WrongColumns, columns_parse
from tessera.network.models import Audience
from tessera.recommendations.models import Attestation, ColumnMap, ImportRun, Recommendation
from tessera.recommendations.services import importing
from tests.cast import PersonFactory

from .making import annotation, export, imported

pytestmark = pytest.mark.django_db
HEAD = ["A", "B", "C"]
ROWS = [[f"Train the police and prosecutors {n}", "Nepal", f"Heading {n}"] for n in range(3)]
MAP = "text=A,country=B"


def table(folder, rows=ROWS, *, head=HEAD, name="list.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def read(path, said: str = "", **options):
    return imported(path, "spreadsheet", columns=columns_parse([said]) if said else None, **options)


def alive():
    return Recommendation.objects.filter(withdrawn=None)


def test_a_map_is_remembered_for_tables_with_the_same_headings(tmp_path):
    person = PersonFactory()
    read(table(tmp_path), MAP, by=person)
    kept = ColumnMap.objects.get()
    assert (kept.map["taken"], kept.by, kept.labels) == ({"A": "text", "B": "country"}, person, HEAD)
    more = [*ROWS, ["Consult the communities concerned", "Bhutan", ""]]
    done = read(table(tmp_path, more, head=["a", "B ", "C"], name="next.csv"))
    assert (done.created, done.unchanged) == (1, 3)
    assert ImportRun.objects.latest("pk").columns["taken"] == {"a": "text", "B": "country"}


def test_a_map_that_is_said_anew_keeps_what_was_said_before_in_its_history(tmp_path):
    read(table(tmp_path), MAP)
    read(table(tmp_path), f"{MAP},heading=C")
    kept = ColumnMap.objects.get()
    assert kept.map["taken"]["C"] == "heading"
    assert [one.map["taken"] for one in kept.history.all()][1] == {"A": "text", "B": "country"}


def test_a_dry_run_and_a_map_that_does_not_fit_remember_nothing(tmp_path):
    read(table(tmp_path), MAP, dry_run=True)
    with pytest.raises(WrongColumns):
        read(table(tmp_path), "text=D")
    with pytest.raises(Unrecognized):
        read(table(tmp_path, [["x", "y", "z"]]))
    assert not ColumnMap.objects.exists()
    assert not Recommendation.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_map_for_a_source_that_knows_its_fields_is_refused(tmp_path):
    with pytest.raises(WrongColumns):
        imported(export(tmp_path, [annotation(5)]), columns=columns_parse(["text=Text"]))
    assert not Recommendation.objects.exists()


def test_what_a_wrong_map_made_is_withdrawn_when_the_same_file_is_read_by_the_right_one(tmp_path):
    read(table(tmp_path), "text=C,country=B")
    done = read(table(tmp_path), MAP)
    assert (done.created, done.withdrawn) == (3, 3)
    assert {one.text for one in alive()} == {row[0] for row in ROWS}
    assert Recommendation.objects.count() == 6, "nothing is deleted"
    assert read(table(tmp_path)).unchanged == 3


def test_records_are_for_the_network_unless_somebody_says_otherwise_and_that_is_remembered(tmp_path):
    read(table(tmp_path), MAP)
    assert {one.audience for one in alive()} == {Audience.NETWORK}
    read(table(tmp_path, [["Count by group", "Bhutan", ""]], name="b.csv"), MAP, audience="public")
    assert Recommendation.objects.get(text="Count by group").audience == Audience.PUBLIC
    read(table(tmp_path, [["Consult the communities", "Bhutan", ""]], name="c.csv"))
    assert Recommendation.objects.get(text="Consult the communities").audience == Audience.PUBLIC


def test_a_list_that_is_said_to_be_complete_withdraws_what_it_lacks_of_its_countries_only(tmp_path):
    both = [*ROWS, ["Count by group", "Bhutan", ""]]
    read(table(tmp_path, both), MAP)
    assert read(table(tmp_path, ROWS[:1], name="b.csv")).withdrawn == 0, "a list may be a part"
    assert read(table(tmp_path, ROWS[:2], name="c.csv"), complete=True).withdrawn == 1
    assert {one.text for one in alive()} == {ROWS[0][0], ROWS[1][0], "Count by group"}


def test_an_import_that_is_cut_off_before_it_withdraws_goes_on(tmp_path, monkeypatch):
    imported(export(tmp_path, [annotation(n) for n in range(5, 30)]))
    path = export(tmp_path, [annotation(n) for n in range(5, 29)], "next.json")

    def cut_off(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing, "gone_mark", cut_off)
        with pytest.raises(KeyboardInterrupt):
            imported(path)
    assert not Attestation.objects.exclude(gone=None).exists()
    assert imported(path).withdrawn == 1
    assert ImportRun.objects.filter(state="done").count() == 2


def test_a_part_of_an_export_is_not_measured_by_the_whole(tmp_path):
    path = export(tmp_path, [annotation(n) for n in range(5, 8)])
    assert imported(path).warnings == []


def test_an_export_that_was_fetched_whole_is(tmp_path):
    (said,) = imported(export(tmp_path, [annotation(n) for n in range(5, 8)]), fetched=True).warnings
    assert "holds 3 records; 200,000 to 400,000 were expected" in said
    assert ImportRun.objects.get().warnings == [said]


def test_a_spreadsheet_without_records_is_told_of(tmp_path):
    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Annotations").write_row(0, 0, ["AnnotationId", "Text"])
    assert "holds 0 records" in imported(path).warnings[0]
