"""The twenty queries by which indexes of recommendations are compared in public, each with what it should find."""

from __future__ import annotations

import pytest

from tessera.network.models.audience import OPERATOR
from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.finding import recommendations_find
from tests.worlds import home_copied, world_kept

from .making import annotation, export, imported

pytestmark = pytest.mark.django_db

TEXTS = {
    "tortured": "Investigate every allegation that detainees were tortured by the police",
    "ill-treatment": "Punish ill-treatment in prisons",  # tagged as torture
    "judges": "Guarantee the independence of the judiciary and train judges",
    "judicial": "Shorten judicial proceedings",
    "judicial-free": "Protect judicial independence",
    "ramps": "Build schools that pupils with disabilities can use",
    "migrants": "Protect migrants from exploitation",
    "climate": "Consult islanders on climate change",
    "women": "Elect more women to parliament",
    "one woman": "Appoint a woman as ombudsperson",
    "children": "Register the birth of all children",
    "a child": "Hear the child in court",
    "persons": "Feed displaced persons",
    "people": "Teach young people about racism",
    "law": "Adopt a law against discrimination",
    "discriminates": "Repeal what discriminates on the ground of caste",
    "detained": "Release those who were detained for their opinions",
    "biased": "End biased policing",
    "bias": "Audit technology for bias",
    "democratic": "Strengthen democratic institutions",
    "democracy": "Fund education for democracy",
    "gender": "Pay equally and achieve gender equality",
    "orientation": "Protect everyone whatever their sexual orientation",
    "rule": "Uphold the rule of law",
    "rules": "Let law follow the rules",
    "turkish": "Open schools in minority languages",  # addressed to Türkiye
    "old name": "Welcome the observer from Turkey",
    "lgbti": "Investigate violence against LGBTI activists",
    "bullying": "Outlaw cyber-bullying",
}
TAGGED = {
    "ill-treatment": {
        "Themes": ["Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"]
    },
    "turkish": {"Countries": ["Türkiye"]},
}
# Query -> what it finds. A word finds its endings and irregular plurals; labels of tags and names of countries are
# found as words are; phrases and beginnings are found as they are printed.
EXPECTED = {
    "torture": {"tortured", "ill-treatment"},
    "judiciary": {"judges"},
    "disability": {"ramps"},
    "migrant": {"migrants"},
    "climate": {"climate"},
    "woman": {"women", "one woman"},
    "child": {"children", "a child"},
    "people": {"persons", "people"},
    "discriminate": {"law", "discriminates"},
    "detained": {"detained"},
    "bias*": {"biased", "bias"},
    "democra*": {"democratic", "democracy"},
    "gender equality": {"gender"},
    "sexual orientation": {"orientation"},
    "rule of law": {"rule"},
    "bias AND technology": {"bias"},
    "judicial NOT independence": {"judicial"},
    "Türkiye": {"turkish", "old name"},
    "LGBTQ": {"lgbti"},
    "cyberbullying": {"bullying"},
}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("queries")
    bare = {"Themes": [], "AffectedPersons": [], "Sdgs": [], "Body": "- SPT", "Symbol": None}
    records = [
        annotation(n, **{**bare, "Text": f"<p>{text}.</p>", **TAGGED.get(name, {})})
        for n, (name, text) in enumerate(TEXTS.items())
    ]
    with world_kept(django_db_blocker, home):
        imported(export(home, records))
        yield home


@pytest.fixture(autouse=True)
def _records(made, db, settings, tmp_path):
    home_copied(made, settings, tmp_path / "copy")


@pytest.mark.parametrize("query", EXPECTED)
def test_a_public_query_finds_what_it_should(query):
    assert found(query) == EXPECTED[query]


@pytest.mark.parametrize("query", EXPECTED)
def test_every_facet_count_is_the_count_of_the_search_it_leads_to(query):
    answer = recommendations_find(OPERATOR, query)
    wrong = [
        (name, value, count)
        for name, counts in answer.facets.items()
        for value, count in counts
        if recommendations_find(OPERATOR, query, filters=[(name, value)]).total != count
    ]
    assert wrong == []
    assert answer.total == len(EXPECTED[query])


def test_other_names_are_told_and_can_be_switched_off():
    (told,) = recommendations_find(OPERATOR, "LGBTQ").results.widened
    assert told.word == "LGBTQ"
    assert "LGBTI" in told.others
    assert found("LGBTQ", names=False) == set()
    assert found('"rule of law"') == {"rule"}


def found(query: str, **options) -> set[str]:
    names = {f"{text}.": name for name, text in TEXTS.items()}
    ids = [one.record.pk for one in recommendations_find(OPERATOR, query, limit=100, **options).found]
    return {names[text] for text in Recommendation.objects.filter(pk__in=ids).values_list("text", flat=True)}
