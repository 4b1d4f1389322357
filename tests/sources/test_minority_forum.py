"""Recommendations of the Forum on Minority Issues: a made-up session, and what only quotes the Forum."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from tessera.harvest import SourceFile, extract_file
from tessera.sources.minority_forum.adapter import recognizes

FRONT = "A/HRC/98/{}\nDistr.: General 9 January 2031\nHuman Rights Council\nNinety-eighth session\n"


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.minority_forum").joinpath("sample.txt")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.date, own.session) == ("A/HRC/98/71", "minority-forum", "2031-01-09", "23")
    assert own.title.startswith("Recommendations of the Forum on Minority Issues at its twenty-third session")
    assert [(r.paragraph, r.addressees) for r in found.recommendations] == [
        ("4", ("state", "local-authorities")),
        ("5", ("state",)),
        ("6", ("nhri",)),
        ("7", ("un", "donors")),
        ("9", ("political-parties", "religious-leaders")),
    ]


def test_numbers_on_lines_of_their_own_and_wrapped_headings_are_read(tmp_path):
    path = tmp_path / "forum.txt"
    path.write_text(
        FRONT.format("72") + "Recommendations of the Forum on Minority Issues at its fifth session\nI. Introduction\n"
        "1.\nThe Forum met.\nA/HRC/98/72\n7\nII. Recommendations to fill the gaps in the implementation of\n"
        "the rights of minorities\n2.\nThe media and businesses should\nlisten.\n3.\nNobody spoke.\n",
        encoding="utf-8",
    )
    (one,) = extract_file(path).recommendations
    assert (one.paragraph, one.text) == ("2", "The media and businesses should listen.")
    assert one.heading == "Recommendations to fill the gaps in the implementation of the rights of minorities"
    assert one.addressees == ("media", "business")


@pytest.mark.parametrize(
    "title",
    [
        "Report of the United Nations High Commissioner for Human Rights on the Forum on Minority Issues",
        "Resolution 19/23 Forum on Minority Issues",
        "Report of the Special Rapporteur on minority issues",
    ],
)
def test_what_only_names_the_forum_is_not_its_recommendations(tmp_path, title):
    path = tmp_path / "other.txt"
    path.write_text(FRONT.format("73") + f"{title}\nI. Introduction\n1. States should listen.\n", encoding="utf-8")
    assert not recognizes(SourceFile(path, path.name))
