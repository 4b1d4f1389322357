"""Laws of reading plans: whatever the numbering, the dates and the gaps, what was printed is what is read."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tessera.extraction import UnreadableFile
from tessera.plans.reading import read_plan
from tessera.plans.reading.gnr import gnr_lists
from tessera.plans.reading.model import PlanDocumentError, ReadPlan
from tessera.plans.reading.periods import timeline_line

from . import word_making
from .plan_making import DASHES, LABELS, PLANS, MadePlan

NO_FOOTNOTE = re.compile(r"(?!)()")
SOME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_text(text: str) -> ReadPlan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(text, encoding="utf-8")
        return read_plan(path)


def read_or_refusal(text: str) -> ReadPlan | str:
    try:
        return read_text(text)
    except (UnreadableFile, PlanDocumentError) as refusal:
        return str(refusal)


def told(plan: ReadPlan) -> list[tuple]:
    return [(a.ref, a.start, a.end, a.gnr, a.title) for s in plan.sections for a in s.activities]


def of(plan: ReadPlan, code: str) -> set[str | None]:
    return {w.ref for w in plan.warnings if w.code == code}


@SOME
@given(PLANS)
def test_a_plan_in_text_is_read_as_printed(made: MadePlan):
    assert told(read_text(made.text())) == made.expected()


@SOME
@given(PLANS)
def test_what_is_missing_or_odd_is_reported_and_nothing_else_of_the_kind(made: MadePlan):
    plan, expected = read_text(made.text()), made.expected()
    assert of(plan, "no-gnr") == {ref for ref, _start, _end, gnr, _title in expected if not gnr}
    assert of(plan, "no-timeline") == {ref for ref, start, *_rest in expected if start is None}
    assert of(plan, "gnr-order") == {ref for ref, _s, _e, gnr, _t in expected if list(gnr) != sorted(gnr)}
    assert of(plan, "no-heading") == {ref for ref, *_rest, title in expected if title is None}
    assert of(plan, "unlettered") == {ref for ref, *_rest in expected if ref.isdigit()}


@SOME
@given(PLANS)
def test_every_word_of_an_activity_is_kept(made: MadePlan):
    read = [a for s in read_text(made.text()).sections for a in s.activities]
    printed = [a for _title, activities in made.sections for a in activities]
    for activity, source in zip(read, printed, strict=True):
        assert set(made.words(source).split()) <= set(activity.text.split())


@settings(SOME, max_examples=40)
@given(PLANS)
def test_word_documents_say_the_same_as_text(made: MadePlan):
    with tempfile.TemporaryDirectory() as folder:
        typed = read_plan(word_making.typed(made.lines(), Path(folder) / "typed.docx"))
        assert told(typed) == made.expected()
        if made.section_mark in ("roman", "decimal") and made.activity_mark == "letter":
            numbered = word_making.automatic(made.lines(), Path(folder) / "auto.docx", footnote=NO_FOOTNOTE)
            assert told(read_plan(numbered)) == made.expected()


@settings(SOME, max_examples=40)
@given(PLANS, st.permutations(["Ref.", "Activity", "Timeline", "GNR"]), st.sampled_from(["", "blank", "merged"]))
def test_tables_say_the_same_whatever_the_order_of_their_columns(made: MadePlan, columns: list[str], own_column: str):
    if own_column:
        columns = ["Section", *columns]
    rows, following = [columns], None if own_column == "merged" else ""
    for number, (title, activities) in enumerate(made.sections, 1):
        if not own_column:
            rows.append([f"{number}. {title}"])
        for place, a in enumerate(activities, 1):
            cells = {
                "Section": f"{number}. {title}" if place == 1 else following,
                "Ref.": made.ref(number, place, len(activities)),
                "Activity": made.words(a),
                "Timeline": made.years(a),
                "GNR": ", ".join(map(str, a.gnr)),
            }
            rows.append([cells[c] for c in columns])
    with tempfile.TemporaryDirectory() as folder:
        read = read_plan(word_making.table(rows, Path(folder) / "table.docx", before=["Work plan 2013-2031"]))
    assert told(read) == made.expected()


@given(st.integers(1990, 2099), st.integers(1990, 2099), st.sampled_from(DASHES), st.sampled_from(LABELS))
def test_a_timeline_is_read_in_every_form(first, last, dash, label):
    period = timeline_line(f"{label}{first}{dash}{last}")
    assert period is not None
    assert (period.start, period.end, period.reversed) == (min(first, last), max(first, last), last < first)
    alone = timeline_line(f"{label}{first}")
    assert alone is not None
    assert (alone.start, alone.end) == (first, first)


@given(
    st.lists(st.integers(1, 19), min_size=1, max_size=19), st.sampled_from([", ", ",", "; ", " & ", " and ", ", and "])
)
def test_a_list_of_recommendations_is_read_in_the_order_printed(numbers, join):
    (found,) = gnr_lists(f"Something is done. (GNR {join.join(map(str, numbers))})")
    assert list(found.numbers) == numbers
    assert found.unknown == ()


@settings(SOME, max_examples=200)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_text_is_read_or_refused_in_one_sentence(text):
    read = read_or_refusal(text)
    if isinstance(read, str):
        assert "\n" not in read
        assert read.endswith(".")
    else:
        assert any(s.activities for s in read.sections)


@settings(SOME, max_examples=60)
@given(PLANS, st.data())
def test_a_plan_with_lines_lost_or_moved_is_still_read_or_refused(made: MadePlan, data):
    lines = data.draw(st.permutations(made.lines()))[: data.draw(st.integers(1, len(made.lines())))]
    read = read_or_refusal("\n\n".join(lines))
    if isinstance(read, str):
        assert "holds no plan" in read
    else:
        refs = [a.ref for s in read.sections for a in s.activities]
        assert len(refs) == len(set(refs))
        assert all(1 <= w.line <= 2 * len(lines) for w in read.warnings)
