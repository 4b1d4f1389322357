"""Reports of the Working Group on the UPR: made-up ones of every layout, and the real ones."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import as_file, files

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tessera.extraction import Line
from tessera.harvest import Unrecognized, extract_file
from tessera.sources.upr_report.chapter import chapter_lines
from tessera.sources.upr_report.numbering import items_of
from tessera.sources.upr_report.positions import position_of

POSITIONS = {
    "supported": "supported",
    "supported_already_implemented_or_in_process": "implemented",
    "to_be_examined": "pending",
    "noted": "noted",
    "not_supported": "not-supported",
}


def test_the_sample_is_read_as_it_is_printed(tmp_path):
    text = files("tessera.sources.upr_report").joinpath("sample.txt").read_text(encoding="utf-8")
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    found = extract_file(path)
    assert found.document.symbol == "A/HRC/99/7"
    assert (found.document.country, found.document.date, found.document.mechanism) == ("NPL", "2031-03-12", "upr")
    told = [(r.paragraph, r.text, [s.iso3 for s in r.recommending_states], r.position) for r in found.recommendations]
    assert told == [
        ("42.1", "Count by language group where people wish it", ["CHL", "LIE"], "supported"),
        ("42.2", "Publish what was counted; and act on it", ["IRN", "PER", "KEN"], "supported"),
        ("43.1", "Consider the optional protocol (OP) to the made-up covenant", ["FJI"], "pending"),
        ("44.1", "Give up the reservation made to article 4", ["NLD"], "not-supported"),
    ]
    assert found.remarks == ()


@pytest.mark.parametrize(("language", "name"), [("fr", "french"), ("es", "spanish")])
def test_editions_in_other_languages_are_read_like_the_english_one(language, name):
    with as_file(files("tessera.sources.upr_report").joinpath("samples", f"{name}.txt")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.country, own.date, own.language) == ("A/HRC/99/7", "NPL", "2031-03-12", language)
    assert [(r.paragraph, [s.iso3 for s in r.recommending_states], r.position) for r in found.recommendations] == [
        ("42.1", ["CHL", "LIE"], "supported"),
        ("42.2", ["IRN", "PER", "KEN"], "supported"),
        ("43.1", ["FJI"], "pending"),
        ("44.1", ["NLD"], "not-supported"),
    ]
    assert found.remarks == ()


def test_a_word_document_is_read_like_the_text(tmp_path):
    text = files("tessera.sources.upr_report").joinpath("sample.txt").read_text(encoding="utf-8")
    document = docx.Document()
    for paragraph in text.split("\n"):
        document.add_paragraph(paragraph)
    document.save(tmp_path / "report.docx")
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    assert extract_file(tmp_path / "report.docx") == extract_file(tmp_path / "report.txt")


def test_an_item_that_passes_for_a_paragraph_is_told(tmp_path):
    """Item 43 stands as far out as the paragraphs and is numbered as the next of them."""
    path = tmp_path / "report.txt"
    items = "".join(f"{n}. {'The law be changed' if n == 43 else 'Change the law'} (Chile);\n" for n in range(1, 46))
    lead = "42. In the course of the discussion, the following recommendations were made to Nepal:\n"
    path.write_text(
        f"Report of the Working Group on the Universal Periodic Review\nNepal\n{lead}{items}", encoding="utf-8"
    )
    found = extract_file(path)
    assert len(found.recommendations) == 42
    assert [str(r) for r in found.remarks] == [
        f"Paragraph {n} names States but was not read as a recommendation." for n in (43, 44, 45)
    ]


def test_a_missing_number_is_told(tmp_path):
    text = files("tessera.sources.upr_report").joinpath("sample.txt").read_text(encoding="utf-8")
    path = tmp_path / "report.txt"
    path.write_text(text.replace("42.2 ", "42.3 "), encoding="utf-8")
    assert [str(r) for r in extract_file(path).remarks] == ["After 42.1 comes 42.3: an item is missing or misnumbered."]


@dataclass(frozen=True)
class Made:
    """A chapter: its lines as printed, and what is in it."""

    lines: list[Line]
    items: list[tuple[str, str]]


WORDS = ["ensure", "that", "the", "law", "protects", "every", "group", "and", "courts", "in", "2011", "article", "4"]
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40).map(lambda w: " ".join(["Let", *w]) + " (Chile)")
LEADS = [
    "The recommendations listed below have been examined by Fiji and enjoy its support:",
    "The following recommendations will be examined by Fiji, which will provide responses in due time:",
    "In the course of the discussion, the following recommendations were made to Fiji:",
]


@st.composite
def chapters(draw) -> Made:
    """In either layout: numbers in full ("106.3.", "106.3"), or from 1 under each lead paragraph, further in."""
    full, stop = draw(st.booleans()), draw(st.sampled_from([". ", " "]))
    indent = 30.0 if draw(st.booleans()) else 0.0
    width = draw(st.integers(40, 100))
    first = draw(st.integers(60, 150))  # beyond any item: "22." could be either
    counts_on, reached = draw(st.booleans()), 0
    apart = draw(st.booleans())  # numbers on lines of their own
    lines, items = [], []

    def put(text: str, left: float) -> None:
        words, row = text.split(), ""
        if apart:
            lines.append(Line(words.pop(0), 1 + len(lines) // 40, left, 400.0, 10.0))
        for word in words:
            if row and len(row) + len(word) + 1 > width:
                lines.append(Line(row, 1 + len(lines) // 40, left, 400.0, 10.0))
                row, left = word, 100.0 + indent
            else:
                row = f"{row} {word}".strip()
        lines.append(Line(row, 1 + len(lines) // 40, left, 400.0, 10.0))

    for at in range(draw(st.integers(1, 3))):
        lead = first + at
        put(f"{lead}. {draw(st.sampled_from(LEADS))}", 100.0)
        for number, text in enumerate(draw(st.lists(sentences, min_size=1, max_size=12)), start=reached + 1):
            label = f"{lead}.{number}{stop}" if full else f"{number}. "
            put(f"{label}{text};", 100.0 + (indent or 0.0))
            items.append((f"{lead}.{number}", text + ";"))
        reached = number if counts_on else 0
    put(f"{first + 3}. All conclusions and/or recommendations contained in the present report reflect views.", 100.0)
    return Made(lines, items)


@given(chapters())
def test_items_are_followed_by_their_numbers_whatever_the_lines(made):
    found = items_of(chapter_lines([Line("II. Conclusions and/or recommendations", 1, 0, 0, 14), *made.lines]))
    assert [(i.paragraph, " ".join(i.texts)) for i in found] == made.items


@given(st.lists(st.text(max_size=60).map(lambda t: Line(" ".join(t.split()) or "x", 1, 0.0, 0.0, 10.0)), max_size=40))
def test_any_lines_are_read(lines):
    found = items_of(chapter_lines(lines))
    assert len({i.paragraph for i in found}) == len(found)


@pytest.mark.parametrize(
    ("lead", "position"),
    [
        ("have been examined by Fiji and have been noted by Fiji:", "noted"),
        ("were noted by Fiji for further consideration of national authorities:", "noted"),
        ("do not enjoy the support of Fiji and would thus be noted:", "not-supported"),
        ("enjoy the support of Fiji, which considers that they are already implemented:", "implemented"),
        ("were made to Fiji:", "pending"),
    ],
)
def test_the_lead_paragraph_tells_the_position(lead, position):
    assert position_of(f"The following recommendations {lead}") == position


def norm(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def test_the_real_reports_are_read_as_the_table_says(shared_data):
    """Recall, texts and States of the 24 reports together; each report's own count of items."""
    folder = shared_data / "upr-reports"
    gold = defaultdict(list)
    with (folder / "gold.csv").open(encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            gold[row["report"]].append(row)
    with (folder / "reports.csv").open(encoding="utf-8-sig", newline="") as f:
        counted = {row["report"]: int(row["recommendations_counted"]) for row in csv.DictReader(f)}
    total = found = text_right = states_right = positions_right = 0
    for report, rows in gold.items():
        read = {r.paragraph: r for r in extract_file(folder / report).recommendations}
        assert abs(len(read) - counted[report]) <= 1 + counted[report] // 100, report
        for row in rows:
            total += 1
            one = read.get(row["paragraph"])
            if one is None:
                continue
            found += 1
            text_right += fuzz.ratio(norm(one.text), norm(row["text"])) >= 98
            states_right += {norm(s.printed) for s in one.recommending_states} == set(
                map(norm, row["recommending_states"].split("|"))
            )
            positions_right += one.position == POSITIONS[row["position_in_report"]]
    assert found / total >= 0.99
    assert min(text_right, states_right, positions_right) / total >= 0.98


@pytest.mark.parametrize(("cycle", "number"), [(1, 97), (2, 163), (3, 215)])
def test_the_reports_of_three_cycles_on_one_country_are_whole(shared_data, cycle, number):
    found = extract_file(shared_data / "ohchr" / f"SVN-cycle{cycle}-working-group-report.pdf")
    assert (found.document.country, len(found.recommendations), found.remarks) == ("SVN", number, ())
    assert all(one.recommending_states for one in found.recommendations)


@pytest.mark.parametrize("name", ["cycle3-national-report.pdf", "cycle1-compilation.pdf", "cycle2-summary.pdf"])
def test_documents_that_only_name_such_a_report_are_none(shared_data, name):
    with pytest.raises(Unrecognized):
        extract_file(shared_data / "ohchr" / f"SVN-{name}")


def test_a_report_without_recommendations_is_said_to_be_that(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Report of the Working Group on the Universal Periodic Review\nNepal\n", encoding="utf-8")
    with pytest.raises(Unrecognized, match="no recommendation was found"):
        extract_file(path)
