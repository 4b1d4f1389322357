"""Documents beside one another: a person's rating stands above the machine's, counts of both stand apart."""

from __future__ import annotations

import pytest

from tessera.desk_review.selectors.comparison import ANY, comparison_of, documents_chosen
from tessera.desk_review.services.judging import criterion_rate, passage_code
from tessera.reports.desk_reviews.columns import columns_of
from tessera.reports.desk_reviews.figures import ratings_figure
from tests.desk_review.making import document_made, passage_with, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(document):
    return [document, document_made("undaf.en.html", year=2031)]


def test_counts_are_those_of_the_passages(both, cast):
    found = comparison_of(cast.focal_point, both)
    for one in both:
        rows = one.passages.filter(relevant=True)
        assert found.count([one]).machine == rows.count()
        assert found.count([one], "roma").machine == rows.filter(groups__contains="|roma|").count()
        roma_data = rows.filter(groups__contains="|roma|", how__contains="|data|").count()
        assert found.count([one], "roma", "data").machine == roma_data
    assert found.count(both, ANY, "budget").machine == sum(found.count([one], ANY, "budget").machine for one in both)


def test_a_passage_that_two_people_read_counts_once_and_only_for_the_network(both, cast):
    passage = passage_with(both[0], "38 per cent")
    for person in (cast.focal_point, cast.coordinator):
        passage_code(passage=passage, by=person, relevant=True, groups=["migrants"], how=["action"])
    assert comparison_of(cast.country_team, both).count(both, "migrants", "action").people == 1
    released(both[0])
    found = comparison_of(cast.reader, [both[0]])
    assert found.read is None
    assert found.count([both[0]], "migrants").people is None


def test_a_persons_rating_stands_above_the_machines(both, cast):
    rating = both[0].ratings.get(criterion="groups-named")
    criterion_rate(rating=rating, version=1, by=cast.focal_point, said="approaches", reason="In passing")
    judged = comparison_of(cast.focal_point, both).ratings["groups-named", both[0].pk]
    assert (judged.rating, judged.machine) == ("approaches", rating.machine)


def test_what_does_not_apply_is_in_no_count_of_ratings(both, cast):
    found = comparison_of(cast.focal_point, both)
    assert sum(found.ratings_of(both, "outcome-for-group").values()) == 1
    rows = ratings_figure(found).rows
    assert all(number <= len(both) for _criterion, _rating, number in rows)


def test_documents_are_chosen_by_kind_country_region_and_year_and_ordered_by_title(both, cast):
    viewer = cast.focal_point
    assert documents_chosen(viewer) == sorted(both, key=lambda one: one.title)
    assert documents_chosen(viewer, kind="undaf") == [both[1]]
    assert documents_chosen(viewer, region="europe") == documents_chosen(viewer, region="southern-europe")
    assert len(documents_chosen(viewer, region="europe")) == 2
    assert documents_chosen(viewer, region="africa") == []
    assert documents_chosen(viewer, first_year=2031, last_year=2031) == [both[1]]
    assert documents_chosen(cast.reader, pks=[one.pk for one in both]) == []


@pytest.mark.parametrize(("by", "labels"), [("country", ["Arlandia (fictional)"]), ("region", ["Europe"])])
def test_columns_gather_documents(both, by, labels):
    assert [one.label for one in columns_of(both, by)] == labels
    assert columns_of(both, by)[0].documents == tuple(both)


def test_columns_by_year_are_in_the_order_of_years(both):
    assert [one.label for one in columns_of(both, "year")] == ["2031", "Not known"]
