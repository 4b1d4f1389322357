"""The codes are exactly the ones that other programs rely on."""

from __future__ import annotations

import pytest

from tessera.network.models import Audience, Organisation, Role
from tessera.plans.models import Activity, Suggestion
from tessera.vocabulary.terms import codes, endonym, families, label, term
from tessera.vocabulary.texts import LANGUAGES

CODES = {
    "languages": "en fr es ar ru zh",
    "roles": "public-reader civil-society country-team focal-point coordinator secretariat administrator",
    "audiences": "public network group people",
    "statuses": "not-started on-track delayed blocked done dropped",
    "funding": "existing needs-funding",
    "mechanisms": "treaty-body special-procedure upr ilo forum-minority-issues pfii regional",
    "groups": "roma indigenous-peoples african-descent religious-minority linguistic-minority national-ethnic-minority "
    "descent-based migrants refugees-stateless other",
    "intersections": "women children youth older-persons disability lgbti displaced",
    "focus": "network",
    "label-givers": "source rule model person",
    "how": "mention analysis data action participation budget",
    "suggestion-audiences": "entity country-team field-presence",
    "organisation-kinds": "un-entity country-team multi-country-office field-presence mechanism regional-organization "
    "nhri civil-society parliament government network",
    "recommendation-kinds": "recommendation follow-up-request assessment general-recommendation decision "
    "information-request question pledge concern positive conclusion response other",
    "addressees": "state local-authorities parliaments nhri un human-rights-council mechanisms regional-organisation "
    "financial-institutions donors civil-society minorities indigenous-peoples business trade-unions media "
    "political-parties religious-leaders academia all-stakeholders other",
    "positions": "supported implemented partly-supported noted not-supported mixed pending",
}


@pytest.mark.parametrize("family", CODES)
def test_a_family_holds_exactly_its_codes(family):
    assert codes(family) == tuple(CODES[family].split())


def test_geographic_families_complete_the_list():
    assert set(families()) == {*CODES, "regions", "sub-regions", "regional-groups", "un-statuses"}


def test_labels_are_unique_within_a_family():
    for family, terms in families().items():
        for language in LANGUAGES:
            labels = [one.label[language] for one in terms]
            assert len(labels) == len(set(labels)), (family, language)


def test_a_language_is_named_in_itself():
    assert [endonym(code) for code in LANGUAGES] == ["English", "français", "español", "العربية", "русский", "中文"]


def test_labels_read_like_the_field():
    assert label("groups", "african-descent", "fr") == "Personnes d’ascendance africaine"
    assert label("mechanisms", "upr", "es") == "Examen periódico universal"
    assert label("intersections", "disability") == "Persons with disabilities"
    assert label("roles", "focal-point", "de") == "Entity focal point"


def test_an_unknown_family_or_code_is_an_error_that_names_the_known_ones():
    with pytest.raises(KeyError, match="no family of terms 'tribes'; known are languages"):
        codes("tribes")
    with pytest.raises(KeyError, match="no 'late' among the statuses; known are not-started"):
        term("statuses", "late")


def test_the_records_use_the_same_codes():
    assert codes("roles") == ("public-reader", *Role.values)
    assert set(codes("audiences")) == set(Audience.values)
    assert set(codes("statuses")) == set(Activity.Status.values)
    assert set(codes("funding")) == {value for value in Activity.Funding.values if value}
    assert set(codes("suggestion-audiences")) == set(Suggestion.ForWhom.values)
    assert set(codes("organisation-kinds")) == set(Organisation.Kind.values)
