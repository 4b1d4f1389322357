"""The title of a plan: the first lines that are no sentences, as long as the register holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.plans.models import Plan
from tessera.plans.reading import read_plan
from tessera.plans.reading.opening import opening_of

LONG = "Work plan of the Network 2030-2033 " + "with every adjective that anybody proposed " * 7


@given(st.lists(st.text(min_size=1, max_size=600).map(lambda t: " ".join(t.split()) or "x"), max_size=5))
def test_any_opening_gives_a_title_that_fits_and_loses_no_paragraph(paragraphs):
    title, rest = opening_of(paragraphs)
    assert len(title) <= Plan._meta.get_field("title").max_length
    assert rest == paragraphs[len(paragraphs) - len(rest) :]
    assert title or rest == paragraphs


def test_a_long_title_is_the_title():
    assert opening_of([LONG.strip(), "The Network adopted this plan in May."]) == (
        LONG.strip(),
        ["The Network adopted this plan in May."],
    )


@pytest.mark.parametrize("name", ["Plan of work.txt", "Plan of work"])
def test_a_document_without_a_title_is_called_as_its_file(tmp_path, name):
    path = tmp_path / name
    path.write_text("1. First things\n\na) Count: members will count. (GNR 8)\nTimeline: 2031\n", encoding="utf-8")
    assert read_plan(path).title == "Plan of work"
