"""The whole of the list of treaties."""

from __future__ import annotations

import pytest

from tessera.vocabulary import mechanisms, terms
from tessera.vocabulary.texts import LANGUAGES
from tessera.vocabulary.treaties import KINDS, asking, children, families, resolve, treaties, treaty

CORE = "icerd iccpr icescr cedaw cat crc icrmw icpped crpd"
PROTOCOLS = "iccpr-op1 iccpr-op2 icescr-op cedaw-op opcat crc-op-ac crc-op-sc crc-op-ic crpd-op"
OTHERS = (
    "c29 c87 c97 c98 c100 c105 c107 c111 c138 c143 c169 c182 c189 c190 unesco-education refugees-1951 refugees-1967 "
)
OTHERS += "stateless-1954 stateless-1961 genocide rome-statute apartheid fcnm ecrml echr-p12 oas-a68 oas-a69 kampala"


def test_the_treaties_that_such_a_network_works_with_are_listed():
    assert set(f"{CORE} {PROTOCOLS} {OTHERS} icerd-14 cat-20 cat-22 iccpr-41 icpped-31 icrmw-77".split()) <= set(
        treaties()
    )


def test_every_treaty_leads_to_what_exists():
    for one in treaties().values():
        assert one.family in families(), one.code
        assert one.kind in KINDS, one.code
        assert not one.body or one.body in mechanisms.bodies(), one.code
        assert not one.parent or one.parent in treaties(), one.code
        assert (one.family == "regional") == bool(one.region), one.code
        assert not one.region or one.region in terms.codes("regions"), one.code
        assert one.is_procedure == bool(one.article), one.code


def test_every_treaty_is_in_force_after_it_was_adopted():
    assert [one.code for one in treaties().values() if one.in_force and one.in_force < one.adopted] == []
    assert treaty("icrmw-77").in_force is None


def test_core_treaties_their_protocols_and_families_have_names_in_all_six_languages():
    named = [*families().values(), *(one.label for one in treaties().values() if one.family in ("core", "procedures"))]
    assert [str(label) for label in named if set(label) != set(LANGUAGES)] == []


def test_short_names_are_unique_and_of_several_protocols_one_at_most_is_meant_without_more_words():
    shorts = [one.short for one in treaties().values()]
    assert len(shorts) == len(set(shorts))
    for code in treaties():
        assert sum(kid.default for kid in children(code)) <= 1, code


@pytest.mark.parametrize("code", list(treaties()))
def test_a_treaty_is_found_by_its_code_short_name_and_every_label(code):
    one = treaty(code)
    assert {resolve(name) for name in (code, one.short, *one.label.values())} == {code}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("hr_status_op_crc_ac", "crc-op-ac"),
        ("hr_status_cped", "icpped"),
        ("hr_status_icmw", "icrmw"),
        ("CCPR-OP2-DP", "iccpr-op2"),
        ("C029 - Forced Labour Convention, 1930 (No. 29)", "c29"),
        ("ILO 169", "c169"),
        ("CAT, Art.22", "cat-22"),
        ("ICERD article 14", "icerd-14"),
        ("Convention contre la torture", "cat"),
        ("a list of everything", None),
        ("", None),
    ],
)
def test_lists_and_names_of_files_are_understood(printed, code):
    assert resolve(printed) == code


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError, match="there is no treaty 'peace'"):
        treaty("peace")


def test_every_language_has_words_for_asking_to_ratify():
    words = " ".join(asking().acts["ratify"])
    assert all(word in words for word in ("ratify", "ratifier", "ratificar", "ратифицировать", "التصديق", "批准"))
