"""OHCHR's thematic lists: made-up tables of several layouts, and the real ones."""

from __future__ import annotations

import csv
from importlib.resources import as_file, files

import docx
import pytest

from tessera.harvest import extract_file

HEAD = ["Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation"]
ROW = [
    "115.3 Count the Roma (Chile) (Peru); and publish it (the Netherlands);\nSource of position: A/HRC/99/7/Add.1 - 3",
    "Supported",
    "B32 Racial discrimination\nG1 Minorities\nAffected persons:\n- Roma, Gypsies, Sinti & Travellers\n- women",
    "",
]


def listed(tmp_path, *rows: list[str], head: list[str] | None = None, above: str = ""):
    document = docx.Document()
    if above:
        document.sections[0].header.paragraphs[0].text = above
    table = document.add_table(rows=0, cols=len(rows[0]))
    for cells in [head or HEAD, *rows]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    path = tmp_path / "list.docx"
    document.save(path)
    return extract_file(path)


def test_a_row_is_a_recommendation_with_its_states_position_and_tags(tmp_path):
    found = listed(tmp_path, ROW, above="UPR of Nepal (3rd Cycle - 37th Session) Thematic list of recommendations")
    (one,) = found.recommendations
    assert (one.paragraph, one.text, one.position) == ("115.3", "Count the Roma; and publish it", "supported")
    assert [s.iso3 for s in one.recommending_states] == ["CHL", "PER", "NLD"]
    assert one.themes == ("B32 Racial discrimination", "G1 Minorities")
    assert one.affected_persons == ("Roma, Gypsies, Sinti & Travellers", "women")
    assert one.groups == ("roma",)
    assert (found.document.country, found.document.mechanism) == ("NPL", "upr")


def test_columns_are_found_by_their_headings_in_any_order_and_tags_in_columns_of_their_own(tmp_path):
    head = ["Position", "Themes", "SDGs", "Affected persons", "Recommendation"]
    row = ["Noted", "- Data", "- 16 - PEACE", "- migrants", "12. Count (Fiji)."]
    (one,) = listed(tmp_path, row, head=head).recommendations
    assert (one.paragraph, one.position, one.themes, one.sdgs) == ("12", "noted", ("Data",), ("16 - PEACE",))
    assert (one.affected_persons, one.groups) == (("migrants",), ("migrants",))


def test_headings_are_no_recommendations(tmp_path):
    assert len(listed(tmp_path, ["Theme: A12 Acceptance", "", "", ""], ROW).recommendations) == 1


def test_a_position_that_is_new_is_kept_as_printed_and_told(tmp_path):
    found = listed(tmp_path, [ROW[0], "Partially  Supported", *ROW[2:]])
    assert found.recommendations[0].position == "partially supported"
    assert [str(r) for r in found.remarks] == ["115.3 has the position “partially supported”, kept as printed."]


@pytest.mark.parametrize("cycle", [2, 3])
def test_the_real_lists_are_read_as_the_table_says(shared_data, cycle):
    folder = shared_data / "ohchr"
    with (folder / f"SVN-cycle{cycle}-thematic-list.gold.csv").open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    found = extract_file(folder / f"SVN-cycle{cycle}-thematic-list.docx")
    assert found.document.country == "SVN"
    told = {
        r.paragraph: (
            r.text,
            "|".join(s.printed for s in r.recommending_states),
            r.position,
            "|".join(r.themes),
            "|".join(r.affected_persons),
            "|".join(r.sdgs),
        )
        for r in found.recommendations
    }
    columns = ("text", "recommending_states", "position", "themes", "affected_persons", "sdgs")
    wanted = {row["number"]: tuple(row[c].casefold() if c == "position" else row[c] for c in columns) for row in rows}
    assert told == wanted


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.ohchr_thematic_list").joinpath("sample.docx")) as path:
        found = extract_file(path)
    assert [(r.paragraph, r.position, r.groups, r.sdgs) for r in found.recommendations] == [
        ("42.1", "supported", ("roma",), ()),
        ("42.2", "noted", (), ("16 - PEACE, JUSTICE AND STRONG INSTITUTIONS",)),
    ]
    assert found.recommendations[1].text == "Publish what was counted; and act on it"
