"""The whole of the list of public bodies."""

from __future__ import annotations

import pytest

from tessera.vocabulary.organisations import organisation, organisations, resolve
from tessera.vocabulary.terms import codes

EXPECTED = (
    "network ohchr undp unicef un-women unhcr ilo unesco who fao unfpa unaids un-habitat unep wfp iom unodc ocha dppa "
    "dpo dgc unitar unssc unv ipu osapg pbso dco unrisd"
)


def test_codes_are_unique_slugs():
    found = [one.code for one in organisations()]
    assert len(found) == len(set(found))
    assert all(code == code.lower() and code.replace("-", "").isalnum() for code in found)


def test_the_bodies_that_work_with_such_a_network_are_listed():
    assert set(EXPECTED.split()) <= {one.code for one in organisations()}


def test_acronyms_are_unique_and_kinds_are_known():
    acronyms = [one.acronym for one in organisations() if one.acronym]
    assert len(acronyms) == len(set(acronyms))
    assert {one.kind for one in organisations()} <= set(codes("organisation-kinds"))


def test_no_printed_name_belongs_to_two_bodies():
    owners: dict[str, set[str]] = {}
    for one in organisations():
        for printed in (one.acronym, *one.name.values(), *one.former):
            owners.setdefault(printed.casefold(), set()).add(one.code)
    assert {printed: codes for printed, codes in owners.items() if printed and len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("OHCHR", "ohchr"),
        ("UN Women", "un-women"),
        ("un-habitat", "un-habitat"),
        ("DPKO", "dpo"),
        ("DPA", "dppa"),
        ("UNDG", "unsdg"),
        ("Inter-Parliamentary Union", "ipu"),
        ("Organisation internationale du Travail", "ilo"),
        ("International  Labour Organization", "ilo"),
        ("منظمة العمل الدولية", "ilo"),
        ("Ministry of Silly Walks", None),
        ("", None),
    ],
)
def test_a_body_is_recognized_as_documents_print_it(printed, code):
    assert resolve(printed) == code


def test_an_unknown_code_is_an_error():
    with pytest.raises(KeyError, match="no organisation has the code 'acme'"):
        organisation("acme")
