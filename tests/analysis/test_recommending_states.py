"""The text of a recommendation and the States behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.analysis.recommending_states import recommendation_split, state_code
from tessera.vocabulary import countries


def split(printed: str) -> tuple[str, list[str], list[str | None]]:
    text, states = recommendation_split(printed)
    return text, [s.printed for s in states], [s.iso3 for s in states]


@pytest.mark.parametrize(
    ("printed", "text", "names", "codes"),
    [
        ("Ratify the Convention (Chile, Peru);", "Ratify the Convention", ["Chile", "Peru"], ["CHL", "PER"]),
        ("Ratify it (Chile) (Peru).", "Ratify it", ["Chile", "Peru"], ["CHL", "PER"]),
        ("Train judges (Chile/Peru and Kenya)", "Train judges", ["Chile", "Peru", "Kenya"], ["CHL", "PER", "KEN"]),
        (
            "Train (Mexico) as soon as possible (Chile);",
            "Train as soon as possible",
            ["Mexico", "Chile"],
            ["MEX", "CHL"],
        ),
        ("Act (Iran (Islamic Republic of));", "Act", ["Iran (Islamic Republic of)"], ["IRN"]),
        ("Act ((Iran (Islamic Republic of));", "Act", ["Iran (Islamic Republic of)"], ["IRN"]),
        ("Act (Trinidad and Tobago, Fiji)", "Act", ["Trinidad and Tobago", "Fiji"], ["TTO", "FJI"]),
        ("Act (Bosnia and Herzegovina and Chile)", "Act", ["Bosnia and Herzegovina", "Chile"], ["BIH", "CHL"]),
        ("Join CEDAW (CEDAW) and the OP (Chile)", "Join CEDAW (CEDAW) and the OP", ["Chile"], ["CHL"]),
        ("Apply the Protocol (No. 29) (Chile)", "Apply the Protocol (No. 29)", ["Chile"], ["CHL"]),
        ("Talk to the party (NLD) (Chile)", "Talk to the party (NLD)", ["Chile"], ["CHL"]),
        ("Act (United Kingdom France, Peru)", "Act", ["United Kingdom", "France", "Peru"], ["GBR", "FRA", "PER"]),
        ("Act (Uruguay3, Indonesia 2)", "Act", ["Uruguay", "Indonesia"], ["URY", "IDN"]),
        ("Act (the Netherlands)", "Act", ["Netherlands"], ["NLD"]),
        ("Act (Holy See);", "Act", ["Holy See"], ["VAT"]),
        ("Act (Chile, Atlantis, Peru)", "Act", ["Chile", "Atlantis", "Peru"], ["CHL", None, "PER"]),
        ("Do (a) this and (b) that (Chile)", "Do (a) this and (b) that", ["Chile"], ["CHL"]),
        ("Nobody is named here.", "Nobody is named here", [], []),
    ],
)
def test_states_are_told_from_other_parentheses(printed, text, names, codes):
    assert split(printed) == (text, names, codes)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Lichtenstein", "LIE"),
        ("United Sates of America", "USA"),
        ("Bolivia (Plurinational Republic of)", "BOL"),
        ("The State of Palestine", "PSE"),
        ("UK", "GBR"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Korea", None),
        ("children", None),
        ("CEDAW", None),
    ],
)
def test_misprints_are_read_and_what_is_no_state_is_not(printed, code):
    assert state_code(printed) == code


names = st.sampled_from([c.name for c in countries.countries().values()])
words = st.lists(
    st.sampled_from(["protect", "count", "train", "ratify", "publish", "the", "of", "and", "women", "in", "law"]),
    min_size=1,
).map(" ".join)


@given(
    text=words,
    states=st.lists(names, min_size=1, max_size=8, unique=True),
    ending=st.sampled_from([";", ".", "", " ;"]),
)
def test_whatever_states_are_named_the_text_and_they_come_back(text, states, ending):
    told = recommendation_split(f"{text} ({', '.join(states)}){ending}")
    assert told[0] == text
    assert [countries.country(s.iso3).name for s in told[1] if s.iso3] == states


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    read, states = recommendation_split(text)
    assert len(read) <= len(" ".join(text.split())) + 1
    assert all(state.printed for state in states)
