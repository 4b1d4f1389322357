"""Countries: complete, counted, and found under the names that documents print."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from babel import Locale
from babel.core import get_global

from tessera.vocabulary.countries import countries, country, country_name, from_alpha2, nearest, resolve
from tessera.vocabulary.terms import codes
from tessera.vocabulary.texts import LANGUAGES

# Two-letter codes of CLDR that are no entries of ISO 3166: islands, groupings, tests, user-assigned codes.
NOT_ISO = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ"
UPR_GROUPS = {
    "Africa": "african",
    "Asia": "asia-pacific",
    "EEG": "eastern-european",
    "GRULAC": "grulac",
    "WEOG": "weog",
    "Observer": "none",
}


def test_every_territory_of_iso_3166_is_listed():
    listed = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - set(NOT_ISO.split())
    assert {one.alpha2 for one in countries().values()} == listed
    assert len(countries()) == 249


def test_alpha3_codes_belong_to_their_alpha2_codes():
    aliases = get_global("territory_aliases")
    assert {one.code: one.alpha2 for one in countries().values()} == {code: aliases[code][0] for code in countries()}


def test_the_united_nations_has_193_members_and_two_observers():
    assert Counter(one.status for one in countries().values()) == {"member": 193, "observer": 2, "other": 54}
    assert [one.code for one in countries().values() if one.status == "observer"] == ["PSE", "VAT"]


def test_regional_groups_have_their_numbers():
    groups = Counter(one.group for one in countries().values() if one.status == "member")
    assert groups == {"african": 54, "asia-pacific": 54, "eastern-european": 23, "grulac": 33, "weog": 29}
    assert {one.group for one in countries().values() if one.status != "member"} == {"none"}


def test_regions_and_groups_are_terms_with_labels():
    assert {one.region for one in countries().values()} == set(codes("regions"))
    assert {one.sub_region for one in countries().values()} == set(codes("sub-regions"))
    assert {one.group for one in countries().values()} == set(codes("regional-groups"))
    assert {one.status for one in countries().values()} == set(codes("un-statuses"))


def test_members_are_counted_by_region():
    members = Counter(one.region for one in countries().values() if one.status == "member")
    assert members == {"africa": 54, "americas": 35, "asia": 47, "europe": 43, "oceania": 14}


def test_every_country_resolves_from_its_own_names():
    for one in countries().values():
        for printed in (one.code, one.name, *one.aliases, *one.names.values()):
            assert resolve(printed) == one.code, printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_has_a_name_in_every_language_and_resolves_from_it(language):
    named = {code: country_name(code, language) for code in countries()}
    assert all(named.values())
    assert len(set(named.values())) == len(named)
    assert {code: name for code, name in named.items() if resolve(name) != code} == {}


def test_names_as_documents_print_them():
    assert resolve("Macedonia FYR") == "MKD"
    assert resolve("The former Yugoslav Republic of Macedonia") == "MKD"
    assert resolve("DPR Korea") == "PRK"
    assert resolve("Laos") == "LAO"
    assert resolve("Republic of Congo") == resolve("Congo") == "COG"
    assert resolve("Congo, The Democratic Republic Of The") == resolve("Democratic Republic of Congo") == "COD"
    assert resolve("Cote d'Ivoire") == resolve("Côte d’Ivoire") == resolve("Ivory Coast") == "CIV"
    assert resolve("Swaziland") == "SWZ"
    assert resolve("Turkey") == resolve("Türkiye") == "TUR"
    assert resolve("Czech Republic") == "CZE"
    assert resolve("Cape Verde") == "CPV"
    assert resolve("Burma") == "MMR"
    assert resolve("St Kitts & Nevis") == resolve("St. Kitts And Nevis") == "KNA"
    assert resolve("Bosnia & Herzegovina") == "BIH"
    assert resolve("Guinea Bissau") == "GNB"
    assert resolve("Iran, Islamic Republic of") == resolve("the Islamic Republic of Iran") == "IRN"
    assert resolve("Bolivia") == resolve("Plurinational State of Bolivia") == "BOL"
    assert resolve("the Netherlands") == resolve("Kingdom of the Netherlands") == "NLD"
    assert resolve(" VIET  NAM ") == "VNM"
    assert resolve("Eslovenia") == resolve("Словения") == resolve("斯洛文尼亚") == "SVN"


@pytest.mark.parametrize("printed", ["", "(Unknown)", "&#40;Unknown&#41;", "Korea", "Virgin Islands", "Atlantis", "To"])
def test_what_is_unknown_or_could_be_two_is_not_guessed(printed):
    assert resolve(printed) is None


def test_the_nearest_names_are_offered_for_a_slip():
    assert nearest("Venzuela")[0] == "VEN"
    assert nearest("Untied Kingdom")[0] == "GBR"
    assert set(nearest("Korea")) == {"KOR", "PRK"}
    assert nearest("(Unknown)") == nearest("") == []
    assert len(nearest("Islands")) <= 5


def test_names_are_the_uns_in_english_and_by_language_otherwise():
    assert country_name("BOL") == "Bolivia (Plurinational State of)"
    assert country_name("NPL", "fr") == "Népal"
    assert country_name("KEN", "zh-hans") == "肯尼亚"
    assert country_name("PSE", "es") == "Estado de Palestina"
    assert country_name("KEN", "sw") == "Kenya"


def test_codes_lead_to_countries():
    assert country("NPL").alpha2 == "NP"
    assert from_alpha2("no") == "NOR"
    assert from_alpha2("XX") is None
    with pytest.raises(KeyError, match="no country 'NP'"):
        country("NP")


@pytest.mark.shared
def test_every_country_of_upr_info_resolves_and_stands_in_its_regional_group(shared_data):
    unknown, elsewhere = set(), set()
    for file in sorted((shared_data / "upr-info").glob("*.csv")):
        with file.open(encoding="mac_roman", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, group in ((row["To"], row["To-Rgrp"]), (row["From"], row["From-Rgrp"])):
                    if (code := resolve(name)) is None:
                        unknown.add(name)
                    elif country(code).group != UPR_GROUPS[group]:
                        elsewhere.add((name, group))
    assert unknown == {"&#40;Unknown&#41;"}
    assert elsewhere == set()


@pytest.mark.shared
def test_every_country_of_the_ratification_tables_resolves(shared_data):
    files = sorted((shared_data / "ratifications").glob("*.csv"))
    assert files
    differing = set()
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                code = resolve(row["member"])
                assert code is not None, row["member"]
                if country(code).alpha2 != row["iso2"]:
                    differing.add((row["iso2"], code))
    assert differing == {("TP", "TLS"), ("S", "SSD")}, "an old code and a broken one, as the tables print them"
