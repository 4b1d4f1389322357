"""What texts ask about treaties: made-up ones, laws, and real ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.analysis.treaties import ACTS, treaties_asked
from tessera.analysis.treaty_names import treaties_named
from tessera.harvest import SourceFile, source_get
from tessera.vocabulary.treaties import treaties, treaty


def asked(text: str) -> dict[str, str]:
    return {one.treaty: one.act for one in treaties_asked(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ratify the OP-CAT", "opcat"),
        ("Ratify CAT-OP and CED", "opcat icpped"),
        ("Ratify the CAT and its Optional Protocol", "cat opcat"),
        ("Sign the Optional Protocol to the Convention against Torture and the ICRMW", "opcat icrmw"),
        ("Ratify the Optional Protocol to CAT (OPCAT)", "opcat"),
        ("Ratify OP-ICESCR and the Covenant on Economic, Social and Cultural Rights", "icescr-op icescr"),
        ("Accede to the Second Optional Protocol to the ICCPR", "iccpr-op2"),
        (
            "Accede to the first Optional Protocol to the International Covenant on Civil and Political Rights",
            "iccpr-op1",
        ),
        ("Ratify the Optional Protocol to the ICCPR, aiming at the abolition of the death penalty", "iccpr-op2"),
        ("Ratify both Optional Protocols to the ICCPR", "iccpr-op1 iccpr-op2"),
        ("Ratify ICCPR-OP2 and ICCPR- OP 1", "iccpr-op2 iccpr-op1"),
        ("Ratify the ICCPR's two Optional Protocols", "iccpr-op1 iccpr-op2"),
        ("Ratify the third Optional Protocol to the CRC", "crc-op-ic"),
        ("Ratify the Optional Protocol to the CRC on the sale of children and the CRPD", "crc-op-sc crpd"),
        ("Ratify the Optional Protocol to the CRC on a communications procedure", "crc-op-ic"),
        ("Ratify the Optional Protocols to the CRC and the CRPD", "crc-op-ac crc-op-sc crpd"),
        ("Ratify the Optional Protocols to CEDAW and CRPD", "cedaw-op crpd-op"),
        ("Ratify ILO Conventions Nos. 138, 182 and 169", "c138 c182 c169"),
        ("Ratify Convention No. 189 of the ILO", "c189"),
        ("Accede to the 1951 Refugee Convention and its 1967 Protocol", "refugees-1951 refugees-1967"),
        ("Accede to the Convention on the Right of Persons with Disability", "crpd"),
        ("Ratify and implement the ICPPED", "icpped"),
        ("Ratify the Agreement on the Privileges and Immunities of the ICC", ""),
        ("Ratify the Optional Protocol to the CRC", ""),
        ("Implement the CEDAW and the ICCPR", ""),
        ("Accede to CAT, as recommended by CEDAW", "cat"),
        ("Ratify CAT and bring the law in line with the ICCPR", "cat"),
        ("After the ratification of CAT, report on torture", ""),
        ("Recognize the 169 villages and the ILO", ""),
    ],
)
def test_the_right_treaty_is_found_and_never_its_neighbour(text, found):
    assert list(asked(text)) == found.split()


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Sign and ratify the CRPD", {"crpd": "ratify"}),
        ("Sign the CRPD", {"crpd": "sign"}),
        ("Become a party to CAT", {"cat": "accede"}),
        ("Ratify the CRPD without reservations", {"crpd": "ratify"}),
        ("Withdraw reservations to article 4 of ICERD", {"icerd": "withdraw-reservation"}),
        ("Lift the reservations to CEDAW and ratify OP-CEDAW", {"cedaw": "withdraw-reservation", "cedaw-op": "ratify"}),
        ("Make the declaration under article 14 of the ICERD", {"icerd-14": "accept-complaints"}),
        ("Recognize the competence of the Committee against Torture", {"cat-22": "accept-complaints"}),
        (
            "Accept the declarations under articles 31 and 32 of the CED",
            {"icpped-31": "accept-complaints", "icpped-32": "accept-complaints"},
        ),
    ],
)
def test_what_is_asked_is_told_apart(text, acts):
    assert asked(text) == acts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ratifier le Protocole facultatif se rapportant à la Convention contre la torture", "opcat"),
        ("Ratifier la Convention relative aux droits des personnes handicapées", "crpd"),
        (
            "Ratificar el Protocolo Facultativo de la Convención contra la Tortura y el Convenio 169 de la OIT",
            "opcat c169",
        ),
        ("Ратифицировать Факультативный протокол к Конвенции против пыток", "opcat"),
        ("Ратифицировать Международную конвенцию о защите прав всех трудящихся-мигрантов и членов их семей", "icrmw"),
        ("التصديق على البروتوكول الاختياري لاتفاقية مناهضة التعذيب", "opcat"),
        ("批准《禁止酷刑公约任择议定书》和《保护所有移徙工人及其家庭成员权利国际公约》", "opcat icrmw"),
    ],
)
def test_other_languages_ask_too(text, found):
    assert list(asked(text)) == found.split()


@pytest.mark.parametrize(
    ("text", "body", "acts"),
    [
        (
            "Make the optional declaration provided for in article 14 of the Convention",
            "cerd",
            {"icerd-14": "accept-complaints"},
        ),
        ("Withdraw its reservation to article 4 of the Convention", "cerd", {"icerd": "withdraw-reservation"}),
        ("Ratify the Optional Protocol to the Convention", "cedaw", {"cedaw-op": "ratify"}),
        ("Ratify the Second Optional Protocol to the Covenant", "ccpr", {"iccpr-op2": "ratify"}),
        ("Ratify the Convention", "upr", {}),
        ("Ratify the Convention on Cluster Munitions", "cerd", {}),
    ],
)
def test_a_committee_calls_its_own_treaty_the_convention(text, body, acts):
    assert {one.treaty: one.act for one in treaties_asked(text, body=body)} == acts


def test_treaties_are_found_behind_a_long_introduction():
    text = (
        "Consider ratifying those treaties that it has not yet accepted, in particular those with provisions of direct "
    )
    assert asked(f"{text} relevance to communities that meet with prejudice, including the ICRMW") == {
        "icrmw": "ratify"
    }


def test_what_is_only_to_be_considered_is_marked():
    consider, plain = treaties_asked("Consider ratifying CAT"), treaties_asked("Ratify CAT")
    assert [one.considered for one in (*consider, *plain)] == [True, False]
    (competence,) = treaties_asked("Consider recognizing the competence of the Committee on Enforced Disappearances")
    assert competence.considered


NAMES = st.sampled_from([one.short for one in treaties().values() if one.family == "core"])


@given(st.lists(NAMES, min_size=1, max_size=8, unique=True))
def test_a_list_of_short_names_gives_each_once_in_its_order(names):
    text = "Ratify " + ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1]
    assert [treaty(one.treaty).short for one in treaties_asked(text)] == names


@given(
    st.sampled_from([one for one in treaties().values() if one.family == "core"]), st.sampled_from(["Ratify", "Sign"])
)
def test_full_titles_name_their_treaty_alone(one, verb):
    assert list(asked(f"{verb} the {one.label['en']}")) == [one.code]


@given(st.text(max_size=200), st.lists(NAMES, max_size=3))
def test_spans_lie_in_the_text_and_acts_are_known(noise, names):
    text = f"Ratify {noise} {' '.join(names)}"
    for one in treaties_asked(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.act in ACTS
    assert all(text[one.start : one.end].strip() for one in treaties_named(text))


@pytest.mark.shared
def test_real_recommendations_name_no_treaty_that_stands_only_in_its_protocols_name(shared_data):
    """34,000 texts: where every "CAT" belongs to an "OP-CAT", CAT is not asked for; so with the others."""
    texts = real_texts(shared_data)
    pairs = {"cat": r"CAT\b", "cedaw": r"CEDAW", "crpd": r"CRPD", "icescr": r"ICESCR"}
    looked_at = 0
    for text in texts:
        for code, short in pairs.items():
            alone = re.fullmatch(
                rf"(?:Consider )?(?:[Rr]atify(?:ing)?|[Aa]cced(?:e|ing) to) (?:the )?OP-?{short}\W*", text
            )
            if alone:
                looked_at += 1
                assert code not in asked(text), text
    assert looked_at > 10


@pytest.mark.shared
def test_most_real_recommendations_to_ratify_something_named_are_understood(shared_data):
    named = [
        t
        for t in real_texts(shared_data)
        if re.match(r"(?:Sign and r|R)atify the (?:\w+ ){0,3}Con(?:vention|venant)", t)
    ]
    found = sum(bool(treaties_asked(text)) for text in named)
    assert len(named) > 100
    assert found / len(named) > 0.85


def real_texts(shared_data) -> list[str]:
    source = source_get("upr-info")
    texts = set()
    for path in sorted((shared_data / "upr-info").glob("*-*.csv")):
        for raw in source.records(SourceFile(path, path.name)):
            if raw.problem is None and (b"atif" in raw.body or b"cced" in raw.body):
                texts.add(source.read(raw.body).text)
    return sorted(texts)
