"""Letters, evaluations, decisions, general recommendations and old observations of treaty bodies, all made up."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.harvest import Extraction, extract_file
from tessera.sources.treaty_body.asking import addressees_of, deciding_kind, general_kind
from tessera.sources.treaty_body.pointers import paragraphs_listed, paragraphs_named


def sample(name: str) -> Extraction:
    with as_file(files("tessera.sources.treaty_body").joinpath("samples", f"{name}.txt")) as path:
        return extract_file(path)


def test_a_letter_in_follow_up_tells_what_it_finds_of_which_paragraphs():
    found = sample("letter")
    own = found.document
    assert (own.symbol, own.mechanism, own.country, own.date) == ("", "cerd", "NPL", "2032-05-12")
    of = "CERD/C/NPL/CO/98-99"
    assert own.title == f"Follow-up to the concluding observations {of}, 2032-05-12"
    parts = (f"{of} 5", f"{of} 7 (a)", f"{of} 7 (b)")
    assert [(r.kind, r.points_to) for r in found.recommendations] == [
        ("assessment", (f"{of} 4",)),
        ("assessment", parts),
        ("follow-up-request", parts),
        ("assessment", (f"{of} 12",)),
    ]
    assert found.recommendations[2].text.startswith("It requests the State party to tell, in its next periodic report,")
    assert found.recommendations[3].text.endswith("considers that the recommendation has not been implemented.")


def test_an_evaluation_with_grades_is_read_without_what_the_state_said():
    found = sample("evaluation")
    own = found.document
    assert (own.symbol, own.mechanism, own.country) == ("CCPR/C/199/2/Add.9", "ccpr", "NPL")
    assert [(r.kind, r.heading, r.points_to) for r in found.recommendations] == [
        ("assessment", "Paragraph 11: Languages in court", ("CCPR/C/NPL/CO/29 11",)),
        ("follow-up-request", "Paragraph 11: Languages in court", ("CCPR/C/NPL/CO/29 11",)),
        ("assessment", "Paragraph 15: Counting", ("CCPR/C/NPL/CO/29 15",)),
    ]
    assert [r.text for r in found.recommendations][::2] == [
        "[B]: (a) and (b) The Committee welcomes that courts were told. It requires additional information on "
        "interpreters and requests the State party to provide it.",
        "[C] The Committee regrets that nothing was counted.",
    ]


def test_a_decision_of_the_early_warning_procedure_is_read_paragraph_by_paragraph():
    found = sample("decision")
    own = found.document
    assert (own.symbol, own.country, own.session, own.title) == ("CERD/C/DEC/NPL/1", "NPL", "109", "Decision 1 (109)")
    assert [(r.paragraph, r.kind, r.addressees) for r in found.recommendations] == [
        ("1", "concern", ("state",)),
        ("2", "decision", ("state",)),
        ("3", "decision", ("un",)),
        ("4", "decision", ("state",)),
    ]


def test_a_general_recommendation_is_addressed_to_all_states_and_only_what_asks_is_taken():
    found = sample("general")
    own = found.document
    assert (own.symbol, own.country, own.title) == ("CERD/C/GC/99", "", "General recommendation No. 99 (2031)")
    assert [(r.paragraph, r.addressees) for r in found.recommendations] == [
        ("3", ("state",)),
        ("5", ("nhri",)),
        ("6", ("state",)),
        ("7", ("state",)),
    ]
    assert {r.kind for r in found.recommendations} == {"general-recommendation"}
    assert found.remarks == ()


def test_observations_of_the_1990s_ask_in_their_last_section():
    found = sample("older")
    own = found.document
    assert (own.symbol, own.mechanism, own.country, own.date) == ("CERD/C/304/Add.999", "cerd", "NPL", "1999-04-14")
    assert [r.paragraph for r in found.recommendations] == ["5", "6", "7"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "contained in paragraphs 17 (a) (right to health), 19 (c) and 36 (a)–(c) above",
            "17 (a)|19 (c)|36 (a)|36 (b)|36 (c)",
        ),
        ("made in paras. 10, 12-14 and 20 (b) and (d)", "10|12|13|14|20 (b)|20 (d)"),
        ("in accordance with article 9, paragraph 1, of the Convention, on paragraph 8", "8"),
        ("under paragraph 5 of the Convention", ""),
    ],
)
def test_paragraphs_that_are_spoken_of_are_named_one_by_one(text, named):
    assert paragraphs_named(text) == [one for one in named.split("|") if one]


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 6)), min_size=1, max_size=12, unique_by=lambda t: t[0]))
def test_any_list_of_paragraphs_names_what_it_was_made_of(made):
    made = sorted(made)
    told = [f"{number}–{number + more}" if more else str(number) for number, more in made]
    wanted = dict.fromkeys(str(n) for number, more in made for n in range(number, number + more + 1))
    assert set(paragraphs_listed(", ".join(told))) == set(wanted)


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("The Committee recommends that the State party ask the United Nations.", ("state",)),
        ("Calls upon the Secretary-General to act", ("un",)),
        ("Requests the Special Rapporteur on minority issues to go there", ("mechanisms",)),
        ("States parties should consult civil society.", ("state",)),
    ],
)
def test_whom_a_paragraph_asks(text, addressees):
    assert addressees_of(text) == addressees


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("States parties must not count against people's will.", "general-recommendation"),
        ("It should be noted that languages are many.", ""),
        ("Languages are counted in many States parties.", ""),
        ("Take measures.", ""),
    ],
)
def test_what_a_general_comment_asks_is_told_from_what_it_says(text, kind):
    assert general_kind(text, imperatives=False) == kind


def test_commands_ask_where_a_sentence_introduces_them():
    assert general_kind("Take measures.", imperatives=True) == "general-recommendation"
    assert general_kind("Measures were taken.", imperatives=True) == ""


def test_a_letter_of_the_early_warning_procedure_is_read_without_symbol_and_numbers(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text(
        "REFERENCE: CERD/EWUAP/99th session\n7 May 2031\nExcellency,\nThis made-up letter tells you that the Committee "
        "on the Elimination of Racial Discrimination looked at Nepal under its early warning and urgent action "
        "procedure.\n"
        "The Committee is concerned that languages are not counted.\n"
        "The Committee requests the State party to tell it by 15 July 2031.\n"
        "H.E. X, Permanent Representative of Nepal to the United Nations Office at Geneva\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    assert (found.document.symbol, found.document.country, found.document.date) == ("", "NPL", "2031-05-07")
    assert [r.kind for r in found.recommendations] == ["concern", "decision"]


def test_an_operative_paragraph_that_only_remembers_is_none():
    assert deciding_kind("Having considered the made-up situation,") == ""
