"""Concluding observations of treaty bodies: made-up ones, and a real one."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tessera.extraction import Line
from tessera.harvest import SourceFile, extract_file
from tessera.sources.treaty_body.asking import kind_of
from tessera.sources.treaty_body.paragraphs import paragraphs_of


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.treaty_body").joinpath("sample.txt")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.country, own.date) == ("CERD/C/NPL/CO/98-99", "cerd", "NPL", "2031-05-03")
    assert own.title.endswith("periodic reports of Nepal")
    assert [(r.paragraph, r.kind, r.heading) for r in found.recommendations] == [
        ("4", "recommendation", "Counting people"),
        ("5", "recommendation", "Courts"),
        ("7", "follow-up-request", "Follow-up"),
    ]
    assert found.recommendations[0].text.endswith(
        "the Committee recommends that the State party: (a) Count, with consent; (b) Publish what was counted."
    )
    assert found.recommendations[2].text.endswith("information on paragraph 4 (a).")
    assert found.recommendations[2].points_to == ("CERD/C/NPL/CO/98-99 4 (a)",)


@pytest.mark.parametrize(
    ("head", "mechanism", "symbol"),
    [
        ("CCPR/C/NPL/CO/2\nHuman Rights Committee\n", "ccpr", "CCPR/C/NPL/CO/2"),
        ("E/C.12/NPL/CO/3\nCommittee on Economic, Social and Cultural Rights\n", "cescr", "E/C.12/NPL/CO/3"),
        (
            "CEDAW/C/NPL/CC/4\nCommittee on the Elimination of Discrimination against Women\n",
            "cedaw",
            "CEDAW/C/NPL/CC/4",
        ),
        ("CAT/C/NPL/CO/2\nCommittee against Torture\n", "cat", "CAT/C/NPL/CO/2"),
        ("CRC/C/OPSC/NPL/CO/1\nCommittee on the Rights of the Child\n", "crc", "CRC/C/OPSC/NPL/CO/1"),
        ("CRC/C/15/Add.260\nCommittee on the Rights of the Child\n", "crc", "CRC/C/15/Add.260"),
        ("CRPD/C/NPL/CO/1\nCommittee on the Rights of Persons with Disabilities\n", "crpd", "CRPD/C/NPL/CO/1"),
        (
            "CMW/C/NPL/CO/1\nCommittee on the Protection of the Rights of All Migrant Workers and Members of Their "
            "Families\n",
            "cmw",
            "CMW/C/NPL/CO/1",
        ),
        ("CED/C/NPL/OAI/1\nCommittee on Enforced Disappearances\n", "ced", "CED/C/NPL/OAI/1"),
    ],
)
def test_the_observations_of_every_committee_are_known(tmp_path, head, mechanism, symbol):
    path = tmp_path / "observations.txt"
    path.write_text(
        f"{head}Distr.: General\n3 May 2031\nConcluding observations on the second periodic report of Nepal\n"
        "1. The Committee considered it.\n2. The Committee is concerned.\n3. The State party should act.\n"
        "4. The State party is requested to provide, by 4 May 2034, information on the implementation of the "
        "recommendations made in paragraphs 3 and 5-7 above.\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    own = found.document
    assert (own.mechanism, own.symbol, own.country, own.date) == (mechanism, symbol, "NPL", "2031-05-03")
    assert [(r.paragraph, r.kind) for r in found.recommendations] == [
        ("3", "recommendation"),
        ("4", "follow-up-request"),
    ]
    assert found.recommendations[1].points_to == tuple(f"{symbol} {n}" for n in (3, 5, 6, 7))


def test_a_visit_of_the_subcommittee_is_its_own(tmp_path):
    path = tmp_path / "visit.txt"
    path.write_text(
        "CAT/OP/NPL/1\nSubcommittee on Prevention of Torture and Other Cruel, Inhuman or Degrading Treatment\n"
        "Visit to Nepal undertaken from 1 to 9 May 2031: recommendations and observations addressed to the State "
        "party\n"
        "1. The Subcommittee went.\n2. It saw.\n3. The Subcommittee recommends that the State party repair it.\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    assert (found.document.mechanism, found.document.symbol, found.document.country) == ("spt", "CAT/OP/NPL/1", "NPL")
    assert [r.paragraph for r in found.recommendations] == ["3"]


def test_paragraphs_without_numbers_are_read_one_by_one(tmp_path):
    path = tmp_path / "observations.txt"
    path.write_text(
        "CERD/C/304/Add.999\nCommittee on the Elimination of Racial Discrimination\n14 April 1999\n"
        "Concluding observations: Nepal\n\nThe Committee welcomes what is made up.\n\n"
        "Suggestions and recommendations\n\n"
        "The Committee recommends that the State party count.\n\nThe State party should publish what it counted.\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    assert [(r.paragraph, r.text) for r in found.recommendations] == [
        ("", "The Committee recommends that the State party count."),
        ("", "The State party should publish what it counted."),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Committee recommends that the State party ratify it.", "recommendation"),
        ("The State party should ensure that it is applied.", "recommendation"),
        ("The Committee, in the light of article 2, urges the State party to act.", "recommendation"),
        ("It reiterates its previous recommendation on courts.", "recommendation"),
        ("The Committee encourages the State party to go on.", "recommendation"),
        ("The Committee requests the State party to submit, within two years, its answers.", "follow-up-request"),
        ("The Committee is concerned that its recommendations were not applied.", ""),
        ("The Committee notes that the State party is of the view that it should be free.", ""),
        ("The Committee welcomes the ratification.", ""),
        ("The Committee expresses concern at cells, and urges that they be closed.", "recommendation"),
        (
            "The Committee wishes to draw the State party's attention to the recommendation in paragraph 3.",
            "recommendation",
        ),
        (
            "The State party is requested to provide, by 4 May 2034, information on paragraphs 3 and 5.",
            "follow-up-request",
        ),
        ("The Committee requests the State party to submit its next periodic report by 4 May 2034.", "recommendation"),
        ("The Committee is concerned that its recommendations that the State party act were ignored.", ""),
        ("While noting the law, it regrets that the authorities recommend nothing.", ""),
    ],
)
def test_what_asks_is_told_from_what_describes(text, kind):
    assert kind_of(text) == kind


WORDS = ["the", "Committee", "notes", "groups", "and", "laws", "of", "2011", "in", "article", "4"]
sentence = st.lists(st.sampled_from(WORDS), min_size=3, max_size=30).map(lambda w: " ".join(["It", *w]) + ".")
heading = st.sampled_from(["", "Access to justice", "Data on groups", "Languages in court and school"])


@given(st.lists(st.tuples(heading, sentence), min_size=1, max_size=15), st.integers(30, 90))
def test_paragraphs_are_followed_by_their_numbers_and_keep_the_heading_above_them(made, width):
    lines, told, above = [], [], ""
    for number, (title, text) in enumerate(made, start=1):
        if title:
            lines.append(Line(title, 1, 100.0, 0.0, 10.0))
        # What stands above the first paragraph is the document's title, not a heading.
        above = (title or above) if number > 1 else ""
        row = f"{number}."
        for word in text.split():
            if len(row) + len(word) >= width:
                lines.append(Line(row, 1, 100.0, 0.0, 10.0))
                row = word
            else:
                row = f"{row} {word}"
        lines.append(Line(row, 1, 100.0, 0.0, 10.0))
        told.append((number, text, above))
    assert [(p.number, p.text, p.heading) for p in paragraphs_of(lines)] == told


def test_the_real_observations_on_brazil_are_read_as_the_index_has_them(shared_data):
    """Texts, headings and kinds of 64 paragraphs, against records that were annotated by reading."""
    path = shared_data / "excerpts" / "documents" / "CERD-C-BRA-CO-18-20.pdf"
    found = extract_file(path)
    assert (found.document.symbol, found.document.country) == ("CERD/C/BRA/CO/18-20", "BRA")
    asked = {r.paragraph for r in found.recommendations}
    paragraphs = {p.number: p for p in paragraphs_of(SourceFile(path, path.name).lines)}
    records = json.loads((shared_data / "uhri" / "uhri-cerd-brazil.json").read_text(encoding="utf-8"))
    texts_right = kinds_right = 0
    for record in records:
        plain = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>\s*<p>|<br>", "\n", record["Text"])))
        number = re.search(r"^(\d+)\.\s*(?=[A-Z])", plain.replace("\xa0", " "), re.MULTILINE)
        one = paragraphs[int(number[1])]
        texts_right += fuzz.ratio(plain[number.end() :].split(), one.text.split()) >= 98
        kinds_right += (number[1] in asked) == ("Recommendations" in record["AnnotationType"])
    pointed = next(r for r in found.recommendations if r.kind == "follow-up-request").points_to
    assert [one.removeprefix("CERD/C/BRA/CO/18-20 ") for one in pointed] == [
        "17 (a)", "19 (c)", "23 (a)", "36 (a)", "36 (b)", "36 (c)", "36 (d)",
    ]  # fmt: skip
    assert len(records) == 64
    assert min(texts_right, kinds_right) >= 63
