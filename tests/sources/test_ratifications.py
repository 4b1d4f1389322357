"""Lists of ratifications: a made-up one, marks that contradict one another, and real ones."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path

import openpyxl
import pytest

from tessera.harvest import ReadStatus, SourceFile, source_get, source_of
from tessera.sources.ratifications.marks import dated

HEAD = "iso2,member,state party,year ratification or accession,signatory,no action,status,note"


def read_all(path: Path) -> tuple[list[ReadStatus], list[str]]:
    source, file = source_get("ratifications"), SourceFile(path, path.name)
    raws = list(source.records(file))
    return [source.read_status(r.body) for r in raws if r.problem is None], [str(r.problem) for r in raws if r.problem]


def written(folder: Path, *rows: str, name: str = "hr_status_icerd.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.ratifications").joinpath("sample.csv")) as path:
        assert source_of(SourceFile(path, path.name)).code == "ratifications"
        found, problems = read_all(path)
    assert [(r.country, r.treaty, r.status) for r in found] == [
        ("NPL", "icerd", "party"),
        ("NPL", "opcat", "signatory"),
        ("NPL", "c169", "party"),
        ("KEN", "stateless-1954", "no-action"),
        ("KEN", "iccpr-op1", "withdrawn"),
    ]
    first = found[0]
    assert (first.bound, first.kind, first.declared, first.as_of) == (
        "1971-01-30",
        "accession",
        ("icerd-14",),
        "2031-05-01",
    )
    assert [problem.split("”")[0] for problem in problems] == [
        "The country “Ruritania",
        "The treaty “Treaty of Nowhere",
    ]


@pytest.mark.parametrize(
    ("row", "status", "remarks"),
    [
        ("NP,Nepal,1,1971,0,0,state party,", "party", 0),
        ("NP,Nepal,0,,1,0,signatory state,", "signatory", 0),
        ("NP,Nepal,0,,0,1,no action,", "no-action", 0),
        ("NP,Nepal,0,1993,0,0,state party,", "party", 1),
        ("NP,Nepal,1,1990,0,1,state party,", "party", 1),
        ("NP,Nepal,0,,0,0,state party,", "unknown", 1),
        ("NP,Nepal,1,1975,0,1,state party,Denounced it in 1997", "withdrawn", 1),
        ("NP,Nepal,0,,0,0,pondering,", "unknown", 1),
        ("TP,East Timor,1,2003,0,0,state party,", "party", 0),
        ("KE,Nepal,1,1971,0,0,state party,", "party", 1),
    ],
)
def test_marks_that_contradict_one_another_are_told_and_never_guessed_without_a_year(tmp_path, row, status, remarks):
    (found,), problems = read_all(written(tmp_path, row))
    assert (found.status, len(found.remarks), problems) == (status, remarks, [])


def test_the_year_of_a_denunciation_is_read_from_its_note(tmp_path):
    (found,), _problems = read_all(written(tmp_path, "NP,Nepal,1,1975,0,1,state party,Denounced it in 1997"))
    assert (found.ended_year, found.bound_year) == (1997, 1975)


@pytest.mark.parametrize(
    ("printed", "day", "year", "kind"),
    [
        ("27 Oct 1983 a", "1983-10-27", 1983, "accession"),
        ("2 September 2001 d", "2001-09-02", 2001, "succession"),
        ("1983-10-27", "1983-10-27", 1983, ""),
        ("05/04/1999", "1999-04-05", 1999, ""),
        ("1966", "", 1966, ""),
        ("", "", None, ""),
        ("soon", "", None, ""),
    ],
)
def test_days_are_read_as_depositaries_print_them(printed, day, year, kind):
    found = dated(printed)
    assert (found.day, found.year, found.kind) == (day, year, kind)


def test_a_spreadsheet_with_titles_above_its_head_tells_the_treaty_in_them(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Convention on the Rights of Persons with Disabilities"],
        ["Status as at 1 May 2031"],
        ["Participant", "Signature", "Ratification, Accession(a), Succession(d)"],
        ["Nepal", "3 Jan 2008", "7 May 2010"],
        ["Kenya", "30 Mar 2007", None],
    ):
        book.active.append(row)
    path = tmp_path / "export.xlsx"
    book.save(path)
    found, _problems = read_all(path)
    assert [(r.country, r.treaty, r.status, r.signed_year) for r in found] == [
        ("NPL", "crpd", "party", 2008),
        ("KEN", "crpd", "signatory", 2007),
    ]


def test_an_unknown_column_is_told(tmp_path):
    path = written(tmp_path, "NP,Nepal,1,1971,0,0,state party,,blue", head=f"{HEAD},colour")
    (found,), _problems = read_all(path)
    assert found.remarks == ("The column “colour” is not known and was left out.",)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("list.csv", HEAD),  # nothing tells the treaty
        ("hr_status_icerd.csv", "country,text,status"),  # recommendations
        ("hr_status_icerd.csv", "country,population"),
    ],
)
def test_other_tables_are_not_taken(tmp_path, name, head):
    path = written(tmp_path, "NP,Nepal,1,1971,0,0,state party,", name=name, head=head)
    assert not source_get("ratifications").recognizes(SourceFile(path, path.name))


@pytest.mark.shared
def test_every_real_file_has_as_many_parties_as_its_rows_say(shared_data):
    """A row is a party by its column or, where that contradicts its words, by its year; those that left are not."""
    paths = sorted((shared_data / "ratifications").glob("*.csv"))
    assert len(paths) == 18
    seen = set()
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        found, problems = read_all(path)
        left = {row[1] for row in rows if len(row) > 7 and "enounced" in row[7]}
        marked = [row for row in rows if row[2] == "1" or (row[6] == "state party" and row[3])]
        assert problems == []
        assert len({r.country for r in found}) == len(rows) == 193
        assert Counter(r.status for r in found)["party"] == len(marked) - len(left), path.name
        assert Counter(r.status for r in found)["withdrawn"] == len(left)
        assert Counter(r.status for r in found)["signatory"] == sum(row[4] == "1" for row in rows)
        seen |= {r.treaty for r in found}
    assert len(seen) == 18
