"""Whole documents: what they are, their scorecard, and how near the machine comes to a person's labels."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from rapidfuzz import fuzz

from tessera.analysis.documents import review_document
from tessera.analysis.documents.identity import countries_in, country_told, kind_told, language_told, part_told
from tessera.analysis.words import folded_words
from tessera.extraction.passages import Passage, ReadDocument, read_passages
from tessera.vocabulary.document_kinds import document_kinds, document_parts
from tessera.vocabulary.scorecard import RATINGS, criteria

SAMPLES = files("tessera.analysis.documents") / "samples"
GROUPS = {
    "roma": "roma", "indigenous peoples": "indigenous-peoples", "people of african descent": "african-descent",
    "religious minority": "religious-minority", "linguistic minority": "linguistic-minority",
    "national minority": "national-ethnic-minority", "migrants": "migrants", "refugees/stateless": "refugees-stateless",
    "descent-based/caste": "descent-based", "other": "other",
}  # fmt: skip
HOW = {
    "mention": "mention", "analysis_of_causes": "analysis", "disaggregated_data": "data",
    "targeted_action": "action", "participation": "participation", "budget": "budget",
}  # fmt: skip


def reviewed(name: str):
    return review_document(read_passages(SAMPLES / f"{name}.html"))


def ratings(name: str) -> dict[str, str]:
    return {one.criterion: one.rating for one in reviewed(name).scorecard}


@pytest.mark.parametrize(
    ("name", "kind", "language"),
    [("cca.en", "cca", "en"), ("cca.fr", "cca", "fr"), ("undaf.en", "undaf", "en"), ("undaf.fr", "undaf", "fr")],
)
def test_a_document_is_told_by_its_title_and_its_words(name, kind, language):
    review = reviewed(name)
    assert (review.kind, review.language, review.country) == (kind, language, "XAR")


def test_ids_are_unique_and_stay_when_a_passage_is_put_before():
    document = read_passages(SAMPLES / "cca.en.html")
    ids = [one.id for one in review_document(document).passages]
    assert len(set(ids)) == len(ids)
    longer = ReadDocument((Passage("A new beginning.", 0), *document.passages), document.title, document.front)
    assert [one.id for one in review_document(longer).passages][1:] == ids


def test_twice_the_same_words_are_two_passages():
    twice = ReadDocument((Passage("Roma wait.", 1), Passage("Roma wait.", 2)))
    first, second = (one.id for one in review_document(twice).passages)
    assert second == f"{first}-2"


def test_an_analysis_is_not_held_against_what_only_a_framework_has():
    of_analysis, of_framework = ratings("cca.en"), ratings("undaf.en")
    for code in ("outcome-for-group", "indicators-by-group", "budget"):
        assert of_analysis[code] == "not-applicable"
        assert of_framework[code] in ("approaches", "meets", "exceeds")
    assert of_analysis.keys() == criteria().keys()


def test_what_is_missing_is_said_to_be_not_found_and_never_silent():
    review = reviewed("undaf.en")
    told = review.as_json()["not_found"]
    assert [one["criterion"] for one in told] == ["mechanisms-used"]
    assert all("found" in one["text"] and "in this document" in one["text"] for one in told)


def test_a_rating_rests_on_passages_of_the_document():
    for name in ("cca.en", "cca.fr", "undaf.en", "undaf.fr"):
        review = reviewed(name)
        ids = {one.id for one in review.passages}
        for one in review.scorecard:
            assert one.rating in RATINGS
            assert bool(one.passages) == (one.rating not in ("missing", "not-applicable"))
            assert ids.issuperset(one.passages)


def test_a_document_on_something_else_meets_nothing():
    text = "The towns grow, and the harbour is dredged every second year."
    review = review_document(ReadDocument((Passage(text, 1),), "Common Country Analysis"))
    assert {one.rating for one in review.scorecard} == {"missing", "not-applicable"}


@pytest.mark.parametrize(
    ("headings", "part"),
    [
        (("Country context",), "situation"),
        (("Leaving no one behind", "Root causes of exclusion"), "root-causes"),
        (("Analyse", "Causes profondes"), "root-causes"),
        (("Matriz de resultados",), "results-matrix"),
        (("Financiamento",), "budget"),
        (("Suivi et évaluation",), "monitoring"),
        (("Arreglos de gestión",), "coordination"),
        (("Partenariats", "Roms"), "partnerships"),
        (("Nothing of the kind",), ""),
    ],
)
def test_parts_are_told_by_the_nearest_heading_in_four_languages(headings, part):
    assert part_told(headings) == part


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bilan commun de pays : Arlandie", "cca"),
        ("Marco de Cooperación de las Naciones Unidas", "undaf"),
        ("Quadro de Cooperação das Nações Unidas", "undaf"),
        ("Outcome document of an invented conference", "outcome-document"),
        ("Annual report on forests", "other"),
    ],
)
def test_kinds_are_told_by_titles_in_four_languages(title, kind):
    assert kind_told(title, "") == kind


def test_countries_are_told_by_symbol_title_or_how_often_they_are_named():
    assert country_told("", "A/HRC/WG.6/41/BRA/2 Distr.: General", []) == "BRA"
    assert country_told("Common country analysis: Nepal", "", []) == "NPL"
    assert country_told("", "", ["Nepal and India met.", "Nepal grows.", "Nepal and its hills."]) == "NPL"
    assert country_told("", "", ["Nepal and India met."]) == ""
    assert list(countries_in("the United Republic of Tanzania and Chad")) == ["TZA", "TCD"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A população das comunidades não tem acesso aos serviços do Estado e das cidades.", "pt"),
        ("La población de las comunidades no tiene acceso a los servicios del Estado y las ciudades.", "es"),
        ("La population des communautés n’a pas accès aux services de l’État et des villes.", "fr"),
        ("Население не имеет доступа к услугам.", "ru"),
    ],
)
def test_the_language_of_a_document_is_told(text, language):
    assert language_told([text]) == language


def test_kinds_and_parts_are_named_in_all_six_languages():
    for one in (*document_kinds().values(), *document_parts().values()):
        assert set(one.label) == {"en", "fr", "es", "ar", "ru", "zh"}, one.code


def f1(counts: list[int]) -> float:
    return 2 * counts[0] / max(1, 2 * counts[0] + counts[1] + counts[2])


def test_a_persons_labels_are_met_as_the_issue_asks(shared_data):
    relevance, groups = [0, 0, 0], [0, 0, 0]
    how = {code: [0, 0, 0] for code in HOW.values()}
    read, found = {}, 0
    with (shared_data / "desk-review" / "gold.csv").open(encoding="utf-8-sig") as f:
        rows = list(csv.DictReader(f))
    for row in rows:
        source = row["source_file"]
        if source not in read:
            passages = review_document(read_passages(shared_data / source)).passages
            read[source] = [(" ".join(folded_words(one.passage.text)), one) for one in passages]
        wanted = " ".join(folded_words(row["text"]))
        words, best = max(read[source], key=lambda pair: fuzz.ratio(pair[0], wanted))
        found += fuzz.ratio(words, wanted) >= 97
        want, got = row["relevant"] == "1", best.reading.relevant
        for at, holds in enumerate((want and got, got and not want, want and not got)):
            relevance[at] += holds
        if want:
            _count(groups, _codes(row["groups"].lower(), GROUPS), set(best.reading.groups))
            told = _codes(row["how"], HOW)
            for code, counts in how.items():
                _count(counts, told & {code}, set(best.reading.how) & {code})
    assert found >= 0.97 * len(rows)
    assert f1(relevance) >= 0.93, relevance
    assert f1(groups) >= 0.90, groups
    assert sum(map(f1, how.values())) / len(how) >= 0.65, how


def _codes(printed: str, names: dict[str, str]) -> set[str]:
    return {names[one.strip()] for one in printed.split("|") if one.strip()}


def _count(counts: list[int], want: set[str], got: set[str]) -> None:
    for at, codes in enumerate((want & got, got - want, want - got)):
        counts[at] += len(codes)
