"""The document of a review: what is in it, for whom, and that its figures are those of the rows they lead to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tessera.coordination.selectors.frozen_rows import rows_picked
from tessera.plans.models import FundingLine
from tessera.reports.offered import Asked, NotMade, report_made, reports_offered
from tessera.reports.plan_reviews.making import FORMATS, review_written
from tessera.reports.written import Linked, Table
from tessera.reports.written.model import texts_of
from tests.coordination.review_making import recommendation_made, review_made
from tests.plans.making import milestone_made, plan_made

pytestmark = pytest.mark.django_db
ROOT = "https://tessera.example"


@pytest.fixture
def plan():
    plan = plan_made()
    one = plan.activities.all()[0]
    milestone_made(one, title="Note drafted", audience="public")
    milestone_made(one, title="Course held")
    FundingLine.objects.create(activity=one, donor="A", currency="USD", asked=100, received=40, audience="public")
    FundingLine.objects.create(activity=one, donor="B", currency="CHF", asked=5)
    return plan


def linked_figures(written) -> list[tuple[str, dict[str, str]]]:
    """Each number that leads to frozen rows, with what the address asks for."""
    cells = [cell for part in written.parts if isinstance(part, Table) for row in part.rows for cell in row]
    asked = [(cell.text, urlsplit(cell.url)) for cell in cells if isinstance(cell, Linked) and "/frozen/" in cell.url]
    return [(text, {k: v[0] for k, v in parse_qs(url.query).items()}) for text, url in asked]


def test_every_figure_is_the_number_of_rows_that_its_address_lists(plan, cast):
    review = review_made(cast, plan, state="closed", audience="public")
    body = review.frozen_plans.get().body
    written = review_written(review, cast.focal_point, language="en", root=ROOT)
    figures = [(text, asked) for text, asked in linked_figures(written) if text.isdecimal()]
    assert len(figures) > 6
    for text, asked in figures:
        assert int(text) == len(rows_picked(body, **asked)), asked


def test_a_public_reader_gets_figures_of_public_rows_alone(plan, cast):
    review = review_made(cast, plan, state="closed", audience="public")
    told = {
        who: list(texts_of(review_written(review, person, language="en", root=ROOT).parts))
        for who, person in (("reader", cast.reader), ("focal_point", cast.focal_point))
    }
    assert "0 of 2" in told["focal_point"]
    assert "0 of 1" in told["reader"]
    assert ("CHF" in told["focal_point"], "CHF" in told["reader"]) == (True, False)


def test_findings_are_not_in_it_before_they_are_told(plan, cast):
    review = review_made(cast, plan, state="circulated", audience="public")
    for person, told in ((cast.focal_point, True), (cast.reader, False)):
        texts = list(texts_of(review_written(review, person, language="en", root=ROOT).parts))
        assert ("Half of the outputs came late." in texts) is told


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_it_is_made_in_each_format_with_responses_and_actions(cast, form):
    found = recommendation_made(cast, state="answered")
    body = FORMATS[form](review_written(found.review, cast.secretariat, language="en", root=ROOT))
    assert len(body) > 2000


def test_the_command_makes_the_latest_review_of_a_plan_and_says_what_is_missing(plan, cast):
    offered = reports_offered()["plan-review"]
    for asked, words in (({}, "--plan"), ({"plan": "NO"}, "no plan"), ({"plan": plan.code}, "no review")):
        with pytest.raises(NotMade, match=words):
            report_made(offered, Asked(form="html", **asked))
    review_made(cast, plan, state="closed")
    assert b"Half-way" in report_made(offered, Asked(form="html", plan=plan.code))
    with pytest.raises(NotMade, match="in 1999"):
        report_made(offered, Asked(form="html", plan=plan.code, year="1999"))
