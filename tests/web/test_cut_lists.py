"""Where a page shows only the first of many, it says how many are left out and leads to all of them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tessera.plans.models import Activity, FundingLine, Plan
from tests.plans.making import plan_made

pytestmark = pytest.mark.django_db
MANY = 47


@pytest.fixture
def plan() -> Plan:
    """Fifty activities of years long past; one is done and one has its money."""
    plan = plan_made(code="AP-2010-2013", activities=0, start=2010, end=2013)
    same = {"plan": plan, "section": plan.sections.get(), "start": 2010, "end": 2011, "funding": "needs-funding"}
    rows = [Activity(ref=f"1.{i}", title=f"A{i}", order=i, **same) for i in range(MANY + 2)]
    Activity.objects.bulk_create(rows)
    Activity.objects.filter(plan=plan, ref="1.0").update(status="done")
    FundingLine.objects.create(activity=plan.activities.get(ref="1.1"), donor="D", received=5, audience="public")
    return plan


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("gap", "number"), [("lead", MANY + 1), ("time", MANY + 1), ("money", MANY)])
def test_the_overview_and_the_list_it_leads_to_count_the_same(plan, gap, number):
    address = f"/plans/{plan.code}/activities/?gap={gap}"
    assert f'<a href="{address}">and {number - 40} more</a>' in page(f"/plans/{plan.code}/")
    assert re.search(rf">\s*{number} activities\s*<", page(address))


def test_the_matrix_names_the_first_without_gnr_and_leads_to_the_rest(plan):
    assert f"and {MANY + 2 - 30} more</a>" in page(f"/plans/{plan.code}/matrix/")


def test_a_list_that_is_whole_says_nothing_of_more():
    plan = plan_made()
    assert not re.search(r"and \d+ more", page(f"/plans/{plan.code}/"))
