"""Whom a paragraph asks, and to whom a heading is addressed."""

from __future__ import annotations

import pytest

from tessera.analysis.asking import addressees_asked, addressees_of_heading, countries_asked
from tessera.vocabulary import terms
from tessera.vocabulary.asking import IGNORED, asking


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Forum recommends that States, UNESCO and the World Health Organization (WHO) act.", ("state", "un")),
        ("It urges States, in cooperation with indigenous peoples, to act.", ("state",)),
        (
            "In order to learn, States, national human rights institutions and the media should ask.",
            ("state", "nhri", "media"),
        ),
        ("Religious leaders are encouraged to speak.", ("religious-leaders",)),
        ("Media coverage of minorities should be fair.", ()),
        ("Minorities must be asked.", ()),
        ("It invites the Special Rapporteur on the rights of indigenous peoples to report.", ("mechanisms",)),
        ("It reiterates its call to the Human Rights Council to act.", ("human-rights-council",)),
        ("The Committee requests the Government to tell what NGOs said.", ("state",)),
        (
            "Trade unions, employers’ organizations and universities should listen.",
            ("trade-unions", "business", "academia"),
        ),
        ("Le Rapporteur spécial recommande au Gouvernement d’adopter une loi.", ("state",)),
        ("La Relatora Especial recomienda que el Estado adopte medidas.", ("state",)),
        ("States welcomed the report.", ()),
    ],
)
def test_those_who_are_asked_are_told_from_those_who_are_named(text, codes):
    assert addressees_asked(text) == codes


@pytest.mark.parametrize(
    ("heading", "codes"),
    [
        ("A. Recommendations to the Government", ("state",)),
        ("National human rights institutions", ("nhri",)),
        ("To the United Nations country team", ("un",)),
        ("Recommendations addressed to States on education of minorities", ("state",)),
        ("Civil society and media", ("civil-society", "media")),
        ("Minorities in the media", ()),
        ("Access to justice", ()),
        ("Recommandations adressées au Gouvernement", ("state",)),
    ],
)
def test_a_heading_addresses_what_stands_below_it_or_is_about_something(heading, codes):
    assert addressees_of_heading(heading) == codes


def test_countries_among_those_who_are_asked_are_found():
    text = "The Forum urges the Governments of Nepal, Chad and the Plurinational State of Bolivia to act as Kenya did."
    assert countries_asked(text) == ("NPL", "TCD", "BOL")


def test_every_name_leads_to_an_addressee_of_the_terms():
    known = {term.code for term in terms.terms("addressees")}
    assert {code for code in asking().codes if code != IGNORED} <= known
