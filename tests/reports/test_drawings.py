"""Drawings: what they show is what is in the data, and they pass the page's policy and a screen reader."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tessera.plans.models import Activity, Section
from tessera.plans.selectors.standing import activities_with_leads, by_section
from tessera.reports.charts import MOST_BARS, timeline_drawing
from tessera.reports.figures import activities_by_year, status_figure, years_figure
from tests.plans.making import plan_made

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2031, 7, 2)


@pytest.fixture
def plan():
    return plan_made(activities=4)


def drawn(plan, language: str = "en", today: date = DAY):
    sections = by_section(plan, list(activities_with_leads(plan)))
    return timeline_drawing(plan, sections, language=language, today=today)


def bars(svg: str) -> dict[str, tuple[float, float]]:
    """Left and right edge of each activity's bar, by its reference."""
    found = {}
    for link in etree.fromstring(svg).iter(f"{SVG}a"):
        ref = link.get("{http://www.w3.org/1999/xlink}href").rstrip("/").rpartition("/")[2]
        (bar,) = [p for p in link.iter(f"{SVG}path") if "chart-bar" in p.get("class", "")]
        at, wide = re.fullmatch(r"M(-?[\d.]+),[-\d.]+h(-?[\d.]+)v.*", bar.get("d")).groups()
        found[ref] = tuple(sorted((float(at), float(at) + float(wide))))
    return found


def test_bars_lie_where_their_years_lie(plan):
    for ref, start, end in (("1a", 2030, 2030), ("1b", 2031, 2032), ("1c", 2030, 2033), ("1d", 2033, 2033)):
        Activity.objects.filter(plan=plan, ref=ref).update(start=start, end=end)
    edges = bars(drawn(plan).svg)
    year = (edges["1c"][1] - edges["1c"][0]) / 4
    left = edges["1c"][0]
    for ref, first, last in (("1a", 0, 1), ("1b", 1, 3), ("1d", 3, 4)):
        assert edges[ref] == pytest.approx((left + first * year, left + last * year), abs=1)


def test_in_arabic_time_runs_from_the_right(plan):
    Activity.objects.filter(plan=plan, ref="1a").update(start=2030, end=2030)
    Activity.objects.filter(plan=plan, ref="1b").update(start=2033, end=2033)
    there, here = (bars(drawn(plan, language).svg) for language in ("en", "ar"))
    assert there["1a"] < there["1b"]
    assert here["1a"] > here["1b"]


def test_todays_line_stands_at_its_part_of_the_year_and_only_within_the_plan(plan):
    Activity.objects.filter(plan=plan, ref="1a").update(start=2030, end=2033)
    svg = drawn(plan).svg
    left, right = bars(svg)["1a"]
    (line,) = etree.fromstring(svg).xpath("//*[contains(@class, 'chart-today')]")
    place = line.xpath("string(ancestor-or-self::*[@transform][1]/@transform)")
    at = float(re.search(r"translate\((-?[\d.]+)", place)[1])
    assert (at - left) / (right - left) == pytest.approx(1.5 / 4, abs=0.01)
    assert "chart-today" not in drawn(plan, today=date(2040, 1, 1)).svg


def test_a_drawing_is_told_to_who_cannot_see_it_and_every_bar_is_a_link_with_a_name(plan):
    found = drawn(plan)
    root = etree.fromstring(found.svg)
    named = {node.get("id"): node.text for node in root.iter() if node.get("id")}
    assert "Timeline" in named[root.get("aria-labelledby")]
    assert named[root.get("aria-describedby")] == found.sentence
    links = list(root.iter(f"{SVG}a"))
    assert len(links) == 4
    assert all(link[0].tag == f"{SVG}title" and link[0].text for link in links)


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "\x01\x0b ]]> &amp; <", "é" * 400, "نص " * 40])
def test_no_text_breaks_out_of_a_drawing(plan, text):
    Activity.objects.filter(plan=plan, ref="1a").update(title=text[:400])
    root = etree.fromstring(drawn(plan).svg)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        "svg",
        "g",
        "path",
        "text",
        "a",
        "title",
        "desc",
        "line",
    }
    assert not any(name in {"style", "onload", "onclick"} for node in root.iter() for name in node.attrib)


def test_beyond_what_a_page_can_hold_the_drawing_says_so():
    plan = plan_made(code="BIG-2030-2033", activities=1)
    section = Section.objects.get(plan=plan)
    Activity.objects.bulk_create(
        Activity(plan=plan, section=section, ref=f"1-{i}", title=f"More {i}", start=2030, end=2031, order=i + 5)
        for i in range(MOST_BARS + 20)
    )
    found = drawn(plan)
    assert len(bars(found.svg)) == MOST_BARS
    assert f"The first {MOST_BARS} are drawn" in found.sentence


def test_without_years_nothing_is_drawn_and_everything_is_listed(plan):
    Activity.objects.filter(plan=plan).update(start=None, end=None)
    found = drawn(plan)
    assert (found.svg, len(found.undated)) == ("", 4)
    assert found.sentence == "No activity here has years."


spans = st.lists(st.tuples(st.integers(2028, 2036), st.integers(0, 5)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(spans=spans)
def test_activities_are_counted_in_each_of_their_years(plan, spans):
    activities = [Activity(plan=plan, ref=str(i), start=s, end=s + n) for i, (s, n) in enumerate(spans)]
    counts = dict(activities_by_year(plan, activities))
    for year, number in counts.items():
        assert number == sum(s <= year <= s + n for s, n in spans)
    assert set(range(min(s for s, _ in spans), max(s + n for s, n in spans) + 1)) <= counts.keys()


def test_a_figure_its_sentence_and_its_table_say_the_same(plan):
    Activity.objects.filter(plan=plan).update(start=2030, end=2030)
    Activity.objects.filter(plan=plan, ref="1a").update(end=2031)
    activities = list(activities_with_leads(plan))
    figure = years_figure(plan, activities, language="en", today=DAY)
    assert figure.rows[:2] == [[2030, 4], [2031, 1]]
    assert figure.sentence == "The fullest year is 2030: 4 activities are planned for it."
    words = "".join(etree.fromstring(figure.svg).itertext())
    assert all(str(number) in words for row in figure.rows[:2] for number in row)
    by_status = status_figure(activities, language="en")
    assert by_status.sentence == "A status has been reported for 0 of 4 activities."
    assert by_status.rows == [["Not reported", 4]]
