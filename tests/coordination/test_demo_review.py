"""The fictional review of the demonstration plan."""

from __future__ import annotations

import pytest

from tessera.coordination.models import Finding, PlanReview, ReviewRecommendation
from tessera.coordination.selectors.freezing import plan_body
from tessera.coordination.selectors.since_frozen import wording_changes
from tessera.coordination.services.demo_review import demo_plan_review_load
from tessera.plans.services.demo import demo_load

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_on_the_demonstration_plan_and_an_amendment_came_of_it(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    assert demo_plan_review_load() is None
    demo_load()
    review = demo_plan_review_load()
    assert demo_plan_review_load() is None
    assert PlanReview.objects.get().state == "closed"
    assert [bool(f.rows or f.links) for f in Finding.objects.all()] == [True, True, True, True, False]
    answers = [(r.response, r.tasks.count(), r.amendments.count()) for r in ReviewRecommendation.objects.all()]
    assert answers == [("accepted", 1, 1), ("partly", 1, 0)]
    frozen = review.frozen_plans.get().body
    assert [c["ref"] for c in wording_changes(frozen, plan_body(review.plan, review.as_of))] == ["1b"]
    assert frozen["indicators"]
