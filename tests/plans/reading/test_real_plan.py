"""The Network's Action Plan read from text and from Word documents made of it, against its encoding by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tessera.plans.reading import read_plan
from tessera.plans.reading.model import ReadPlan

from . import word_making

pytestmark = pytest.mark.shared
CODES = {
    "no-gnr": {"3b", "4a"},
    "timeline-in-next": {"4a"},
    "several-gnr-lists": {"7a"},
    "unlettered": {"5", "6", "8"},
    "no-heading": {"1c", "4e", "7a"},
    "gnr-order": {"2b"},
}
CONVERTED = re.compile(r"<!--\[if[^>]*>.*?<!\[endif\]-->|\[footnote: (.*?)\]", re.DOTALL)


@pytest.fixture(scope="module")
def gold(shared_data) -> dict:
    return json.loads((shared_data / "action-plan" / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def source(shared_data) -> Path:
    return shared_data / "action-plan" / "action-plan.txt"


@pytest.fixture(scope="module")
def from_text(source) -> ReadPlan:
    return read_plan(source)


def activities(plan: ReadPlan) -> list:
    return [activity for section in plan.sections for activity in section.activities]


def numbers(activity) -> list[int]:
    """In the order printed; the encoding sorts those of an activity with several lists."""
    return sorted(activity.gnr) if len(activity.actions) > 1 else list(activity.gnr)


def words(text: str) -> str:
    """Text without differences of white space, which Word documents do not keep."""
    return " ".join(text.split())


def test_every_activity_is_as_encoded(from_text, gold):
    read = [(a.ref, a.letter, a.title, a.start, a.end, numbers(a), a.text, a.line) for a in activities(from_text)]
    encoded = [
        (
            a["id"],
            a["letter"],
            a["heading"],
            a["timeline"]["start"],
            a["timeline"]["end"],
            a["gnr"],
            a["text"],
            a["line"],
        )
        for a in gold["activities"]
    ]
    assert read == encoded


def test_sections_objectives_and_strategy_are_as_encoded(from_text, gold):
    assert [s.number for s in from_text.sections] == [s["number"] for s in gold["sections"]]
    assert len(from_text.objectives) == len(gold["objectives"])
    assert len(from_text.strategy) == len(gold["strategy"])
    assert (from_text.start, from_text.end) == (2014, 2017)


def test_the_two_actions_of_one_activity_keep_their_own_lists(from_text, gold):
    (parts,) = [a["gnr_parts"] for a in gold["activities"] if a.get("gnr_parts")]
    (activity,) = [a for a in activities(from_text) if len(a.actions) > 1]
    assert [list(action.gnr) for action in activity.actions] == [part["gnr"] for part in parts]


@pytest.mark.parametrize("code", [c for c in CODES if c != "timeline-in-next"])
def test_each_anomaly_is_reported_with_its_line(from_text, gold, code):
    lines = {a["id"]: a["line"] for a in gold["activities"]}
    found = {w.ref: w.line for w in from_text.warnings if w.code == code}
    told = {ref if ref in lines else f"{ref}": line for ref, line in found.items()}
    assert set(told) == CODES[code]
    assert all(told[ref] == lines[ref] for ref in told)


def test_a_timeline_printed_in_the_next_activity_is_reported_where_it_stands(from_text, gold):
    (line,) = [a["line"] for a in gold["activities"] if a["id"] == "4b"]
    assert [(w.ref, w.line) for w in from_text.warnings if "4a" in (w.ref or "") and w.line == line] == [("4a", line)]


@pytest.mark.parametrize("kind", ["typed", "automatic"])
def test_a_word_document_of_it_reads_the_same(from_text, source, tmp_path, kind):
    lines = source.read_text(encoding="utf-8").split("\n")
    path = tmp_path / "plan.docx"
    if kind == "typed":
        word_making.typed(lines, path)
    else:
        note = next(n for item in from_text.strategy for n in item.notes)
        inline = re.compile(r"\s*\S*" + r"\s*".join(map(re.escape, note.split())) + r"\S*")
        word_making.automatic(lines, path, footnote=re.compile(f"({inline.pattern})"))
    read = read_plan(path)
    told = [(a.ref, a.title, a.start, a.end, a.gnr, words(a.text)) for a in activities(read)]
    assert told == [(a.ref, a.title, a.start, a.end, a.gnr, words(a.text)) for a in activities(from_text)]
    assert [(s.number, s.title) for s in read.sections] == [(s.number, s.title) for s in from_text.sections]
    assert [words(o.text) for o in read.objectives] == [words(o.text) for o in from_text.objectives]
    assert [i.title for i in read.strategy] == [i.title for i in from_text.strategy]
    odd = {"no-gnr", "several-gnr-lists", "unlettered", "no-heading", "gnr-order"}
    assert {(w.ref, w.code) for w in read.warnings if w.code in odd} == {
        (w.ref, w.code) for w in from_text.warnings if w.code in odd
    }


def test_a_table_of_it_reads_the_same(from_text, tmp_path):
    rows = [["Ref.", "Activity", "Timeline", "GNR"]]
    for section in from_text.sections:
        rows.append([f"{section.number}. {section.title}"])
        rows += [[a.ref, a.text, a.timeline_printed or "", ", ".join(map(str, a.gnr))] for a in section.activities]
    read = read_plan(word_making.table(rows, tmp_path / "table.docx", before=["Work plan 2014-2017"]))
    told = [(a.ref, a.start, a.end, a.gnr, words(a.text)) for a in activities(read)]
    assert told == [(a.ref, a.start, a.end, a.gnr, words(a.text)) for a in activities(from_text)]
