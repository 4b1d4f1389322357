"""Money over a plan: never added across currencies, never counted twice, never told to whoever may not see it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tessera.plans.models import Contribution, FundingLine
from tessera.plans.selectors.resources import funding_listed, funding_summed, money_standing
from tests.cast import OrganisationFactory
from tests.plans.making import plan_made


@pytest.fixture
def plan(db):
    plan = plan_made()
    first, second, third = plan.activities.all()
    for code in ("ohchr", "undp"):
        Contribution.objects.create(activity=first, organisation=OrganisationFactory(code=code), part="lead")
    first.funding, second.funding = "needs-funding", "existing"
    third.funding = "needs-funding"
    for activity in (first, second, third):
        activity.save()
    line_made(first, "USD", asked=100, received=40)
    line_made(first, "CHF", asked=50)
    line_made(first, "USD", donor="", asked=10)
    line_made(third, "USD", asked=7, received=7, audience="network")
    return plan


def line_made(activity, currency, *, donor="Government A", audience="public", **amounts) -> FundingLine:
    values = {name: Decimal(value) for name, value in amounts.items()}
    return FundingLine.objects.create(
        activity=activity, currency=currency, donor=donor, year=2030, audience=audience, **values
    )


def summed(plan, viewer, *ways):
    return {
        (*one.labels.values(), one.currency): (one.asked, one.received, one.gap)
        for one in funding_summed(funding_listed(plan, viewer), ways)
    }


def test_amounts_stand_by_donor_and_currency(plan, cast):
    assert summed(plan, cast.reader, "donor") == {
        ("", "USD"): (10, 0, 10),
        ("Government A", "CHF"): (50, 0, 50),
        ("Government A", "USD"): (100, 40, 60),
    }


def test_two_leads_together_have_one_sum(plan, cast):
    assert summed(plan, cast.reader, "entity") == {
        ("OHCHR, UNDP", "CHF"): (50, 0, 50),
        ("OHCHR, UNDP", "USD"): (110, 40, 70),
    }


def test_each_combination_can_be_asked_for(plan, cast):
    assert ("Government A", "2030", "CHF") in summed(plan, cast.reader, "donor", "year")


def test_a_line_for_the_network_is_not_told_to_others(plan, cast):
    assert summed(plan, cast.country_team, "year")[("2030", "USD")] == (117, 47, 70)
    assert summed(plan, cast.reader, "year")[("2030", "USD")] == (110, 40, 70)


def test_activities_stand_by_whether_there_is_what_they_need(plan, cast):
    for viewer, funded, waiting in ((cast.reader, ["1a"], ["1c"]), (cast.country_team, ["1a", "1c"], [])):
        money = money_standing(plan, viewer)
        assert [a.ref for a in money.existing] == ["1b"]
        assert [a.ref for a in money.funded] == funded
        assert [a.ref for a in money.waiting] == waiting
