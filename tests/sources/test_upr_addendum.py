"""Addenda to reports of the Working Group: made-up ones of every layout, and the real ones."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.harvest import extract_file
from tessera.sources.upr_addendum.answers import position_of
from tessera.sources.upr_addendum.references import references_of

SAMPLE = files("tessera.sources.upr_addendum").joinpath("sample.txt").read_text(encoding="utf-8")
HEAD = SAMPLE[: SAMPLE.index("1. This is")]


def read(tmp_path, body: str) -> dict[str, tuple[str, str]]:
    path = tmp_path / "addendum.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    return {r.paragraph: (r.position, r.text) for r in extract_file(path).recommendations}


def test_the_sample_is_read_as_it_is_printed(tmp_path):
    path = tmp_path / "addendum.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    found = extract_file(path)
    own = found.document
    assert (own.symbol, own.country, own.date, own.mechanism) == ("A/HRC/99/7/Add.1", "NPL", "2031-06-12", "upr")
    began = "Counting by language began in a made-up year. See recommendation 42.9."
    assert [(r.paragraph, r.position, r.text, r.kind) for r in found.recommendations] == [
        ("42.1", "supported", "", "response"),
        ("42.2", "noted", "", "response"),
        ("42.3", "supported", began, "response"),
        ("42.4", "supported", began, "response"),
        ("42.5", "not-supported", "", "response"),
        ("42.6", "supported", "", "response"),
        ("42.7", "noted", "Two counts would cost more than one.", "response"),
        ("42.8", "noted", "", "response"),
        ("42.9", "partly-supported", "Courts hear most of them already.", "response"),
        ("42.10", "supported", "", "response"),
    ]
    assert found.recommendations[0].heading == "I. Accepted recommendations"
    assert found.remarks == ()


def test_answers_that_are_numbered_as_the_recommendations_are_read(tmp_path):
    told = read(
        tmp_path,
        "Nepal answers as follows:\n1. Nepal accepts the recommendation.\n2., 3., 4., Nepal accepts these\n5., 6.\n"
        "recommendations and notes that it did so in 2031.\n7. Nepal cannot accept the recommendation to count twice.\n"
        "8. Nepal accepts the recommendation on courts. It cannot accept the recommendation on parliaments.\n"
        "9. Nepal cannot, for now, make a definitive statement.\n",
    )
    assert {paragraph: position for paragraph, (position, _text) in told.items()} == {
        **dict.fromkeys("123456", "supported"),
        "7": "not-supported",
        "8": "partly-supported",
        "9": "pending",
    }


def test_the_rows_of_a_table_are_read(tmp_path):
    document = docx.Document()
    for line in HEAD.split("\n"):
        document.add_paragraph(line)
    rows = [
        ("Recommendation", "Position", "Comments"),
        ("42.1 Count by language group (Chile)", "Supported", "Counting began."),
        ("42.2 Publish what was counted (Peru)", "Noted", ""),
        ("42.3 Stop counting (Fiji)", "Partially supported", "Only on holidays."),
        ("42.4 Accept the recommendations of others (Chad)", "Not supported", ""),
    ]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(tmp_path / "addendum.docx")
    found = extract_file(tmp_path / "addendum.docx")
    assert [(r.paragraph, r.position) for r in found.recommendations] == [
        ("42.1", "supported"),
        ("42.2", "noted"),
        ("42.3", "partly-supported"),
        ("42.4", "not-supported"),
    ]
    assert found.recommendations[2].text == "Partially supported Only on holidays."


def test_labels_behind_recommendations_are_their_positions_and_above_them_those_of_all_below(tmp_path):
    behind = "42.1 Count (Chile)\nSupported\n42.2 Publish (Peru)\nNot accepted.\nRecommendation 42.3: Noted.\n"
    assert [p for p, _ in read(tmp_path, behind).values()] == ["supported", "not-supported", "noted"]
    above = "Noted\n42.1 Count (Chile)\n42.2 Publish (Peru)\nSupported\n42.3 Hear (Fiji)\n"
    assert [p for p, _ in read(tmp_path, above).values()] == ["noted", "noted", "supported"]


def test_a_document_that_gives_two_positions_says_so(tmp_path):
    path = tmp_path / "addendum.txt"
    path.write_text(HEAD + "Nepal accepts recommendations 42.1 and 42.2.\nNepal notes recommendation 42.2.\n", "utf-8")
    assert [str(one) for one in extract_file(path).remarks] == [
        "The document gives two positions on 42.2; the first was kept."
    ]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("Nepal partially accepts this recommendation.", "partly-supported"),
        ("Recommendation ‡ does not enjoy the support of Nepal.", "not-supported"),
        ("Nepal is not in a position to support these recommendations.", "not-supported"),
        ("The recommendations ‡ were noted.", "noted"),
        ("Nepal accepts the recommendation and notes that much was done.", "supported"),
        ("The law was noted by many.", "noted"),
        ("Nepal counts languages.", ""),
    ],
)
def test_words_tell_the_position(words, position):
    assert position_of(words) == position


@given(st.data())
def test_any_list_of_ranges_names_what_it_was_made_of(data):
    lead = data.draw(st.integers(20, 200))
    numbers = sorted(data.draw(st.sets(st.integers(1, 300), min_size=1, max_size=40)))
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1 and data.draw(st.booleans()):
            runs[-1].append(number)
        else:
            runs.append([number])
    full = data.draw(st.booleans())

    def named(number: int, *, first: bool) -> str:
        return f"{lead}.{number}" if full or first else str(number)

    parts = []
    for run in runs:
        said = named(run[0], first=not parts or data.draw(st.booleans()))
        if len(run) > 1:
            dash = data.draw(st.sampled_from(["-", "–", " – ", "- ", " to "]))
            said += dash + named(run[-1], first=data.draw(st.booleans()))
        parts.append(said)
    separator = data.draw(st.sampled_from([", ", ",", "; "]))
    listed = separator.join(parts[:-1]) + (" and " if parts[1:] else "") + parts[-1]
    assert references_of(listed) == [(lead, number) for number in numbers]


@given(st.text(max_size=200))
def test_any_words_are_read(words):
    assert all(number >= 0 for _lead, number in references_of(words))
    position_of(words)


@pytest.mark.parametrize(("cycle", "lead", "counts"), [(2, "115", (142, 21)), (3, "122", (124, 33))])
def test_the_real_addenda_say_what_the_thematic_lists_say(shared_data, cycle, lead, counts):
    """Each position, and the totals that the addenda themselves state."""
    found = extract_file(shared_data / "ohchr" / f"SVN-cycle{cycle}-addendum.pdf")
    told = {f"{lead}.{r.paragraph.rpartition('.')[2]}": r.position for r in found.recommendations}
    with (shared_data / "ohchr" / f"SVN-cycle{cycle}-thematic-list.gold.csv").open(encoding="utf-8-sig") as f:
        gold = {row["number"]: row["position"].casefold() for row in csv.DictReader(f)}
    assert told == {number: position for number, position in gold.items() if number.startswith(f"{lead}.")}
    assert Counter(told.values()) == {"supported": counts[0], "noted": counts[1]}
    assert (found.document.country, found.document.cycle, found.remarks) == ("SVN", cycle, ())


def test_the_real_addendum_of_the_first_cycle_answers_every_recommendation(shared_data):
    found = extract_file(shared_data / "ohchr" / "SVN-cycle1-addendum.pdf")
    assert [r.paragraph for r in found.recommendations] == [str(n) for n in range(1, 98)]
    told = {r.paragraph: r.position for r in found.recommendations}
    assert {p for p, position in told.items() if position == "not-supported"} == {"84", "88", "93"}
    assert {p for p, position in told.items() if position == "partly-supported"} == {"3", "32", "58"}
    assert told["1"] == "pending"
    assert Counter(told.values())["supported"] == 90
