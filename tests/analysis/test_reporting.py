"""Which activity, countries and part of a report a passage speaks of."""

from __future__ import annotations

import pytest

from tessera.analysis.reporting import Known, Wording, report_read
from tessera.extraction.passages import Passage, ReadDocument

PLAN = [
    Known("1a", (Wording("A course for country teams", "A five-module course on the participation of minorities."),)),
    Known("1b", (Wording("Exchange among field presences", "Two meetings a year to compare what worked."),)),
    Known("2a", (
        Wording("Counting with consent", "Guidance on asking people how they identify, written with communities."),
        Wording("Compter avec le consentement", "Des orientations sur la manière de demander aux personnes."),
    )),
    Known("3", (Wording("Minority representatives in the drafting", "Seats, interpretation and travel."),)),
]  # fmt: skip


def read(*passages: Passage | str, countries=()):
    several = tuple(Passage(one, 1) if isinstance(one, str) else one for one in passages)
    return report_read(ReadDocument(several), PLAN, countries=countries)


def told(text: str) -> list[str]:
    return [one.ref for one in read(text)]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Under activity 1b we hosted a meeting of nine offices in June.", ["1b"]),
        ("Under Activity 1 (b) we hosted a meeting of nine offices.", ["1b"]),
        ("For activities 1a, 1b and 2a our staff gave about forty working days.", ["1a", "1b", "2a"]),
        ("Activity 3 a small grant paid for the interpreters of two rounds.", ["3"]),
        ("1b: nine offices met in June and compared what had worked.", ["1b"]),
        ("Dans le cadre de l’activité 2a, nous avons relu le projet avec trois associations.", ["2a"]),
        ("En el marco de la actividad 1b se celebró una reunión de nueve oficinas.", ["1b"]),
        ("В рамках мероприятия 1a мы подготовили два новых модуля на трёх языках.", ["1a"]),
        ("في إطار النشاط 2a راجعنا المسودة مع ثلاث جمعيات محلية.", ["2a"]),
        ("We took part in Counting with Consent through two written comments.", ["2a"]),
        ("Activity 3.2 of our own work programme is about something else altogether.", []),
        ("In 2025 our 12 offices moved to a new accounting system, with 3 per cent savings.", []),
        ("The list of activities 1 to 23 of the plan is annexed to this report.", []),
    ],
)
def test_an_activity_is_told_by_its_reference_or_title(text, refs):
    assert told(text) == refs


def test_likeness_is_less_sure_than_a_reference_and_says_so():
    sure, like = read(
        "Activity 1b went as planned in the spring of the year.",
        "Our field presences held an exchange in June and compared what had worked in nine offices.",
    )
    assert (sure.ref, sure.why) == ("1b", "reference")
    assert (like.ref, like.why) == ("1b", "like")
    assert like.confidence < sure.confidence


def test_a_plan_in_two_languages_is_met_in_either():
    (one,) = read("Nous avons aidé à compter avec le consentement des personnes dans deux provinces.")
    assert one.ref == "2a"


def test_paragraphs_stand_under_their_heading_and_lists_under_their_sentence():
    under = Passage("Nine offices met in June, and the notes went to all.", 4, headings=("1b Exchange",))
    lead = Passage("Under activity 1a we did the following in the second half of the year:", 5)
    item = Passage("Two modules were translated into Spanish and Arabic.", 5, kind="item")
    other = Passage("Our offices moved to another building in the autumn of the year.", 6)
    found = read(under, lead, item, other)
    assert [(one.ref, one.page) for one in found] == [("1b", 4), ("1a", 5)]
    assert "translated" in found[1].text
    assert found[0].confidence == 0.85


def test_a_table_is_read_row_by_row():
    columns = ("Activity", "What was done")
    row = Passage("2a | Comments sent", 2, kind="row", cells=("2a", "Comments sent"), columns=columns)
    assert [one.ref for one in read(row)] == ["2a"]


def test_what_is_late_and_what_was_learned_is_told_by_headings():
    late = Passage("Activity 1b was put off since the host withdrew in May.", 3, headings=("Challenges and delays",))
    learned = Passage("Activity 1a: begin with the translators, not with the text.", 3, headings=("Leçons apprises",))
    done = Passage("Activity 2a: two written comments were sent to the drafters.", 3, headings=("Results",))
    assert [one.part for one in read(late, learned, done)] == ["late", "learned", "done"]


def test_countries_are_those_named_else_those_of_whoever_reports():
    named, own, alone = read(
        "Activity 1a was held in Nepal and in Colombia with Dalit women.",
        "Activity 2a went on with written comments throughout the year.",
        "In Kenya our office spoke with associations about the census.",
        countries=["XAR"],
    )
    assert named.countries == ("NPL", "COL")
    assert own.countries == ("XAR",)
    assert (alone.ref, alone.countries, alone.why) == ("", ("KEN",), "country")
    assert "dalits" in named.groups or named.groups


def test_neighbours_of_one_activity_are_put_together_and_others_are_not():
    heading = ("1b Exchange among field presences",)
    found = read(
        Passage("Nine offices met in June and wrote down what had worked.", 1, headings=heading),
        Passage("The notes went to all country teams in the following month.", 1, headings=heading),
        Passage("Activity 2a: two written comments were sent to the drafters.", 2, headings=heading),
    )
    assert [one.ref for one in found] == ["1b", "2a"]
    assert found[0].text.count("\n") == 1
