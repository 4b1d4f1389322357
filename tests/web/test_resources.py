"""The page of a plan's money: each amount leads to the lines that it is the sum of."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from tessera.plans.models import Contribution, FundingLine
from tests.cast import OrganisationFactory
from tests.plans.making import plan_made
from tests.web.signing import client_of, ours

CODE = "AP-2030-2033"


@pytest.fixture
def plan(cast):
    plan = plan_made()
    first, second, _third = plan.activities.all()
    Contribution.objects.create(activity=first, organisation=OrganisationFactory(code="ohchr"), part="lead")
    lines = (
        (first, "Government A", 2030, "USD", 100, 40, "public"),
        (first, "Government A", 2031, "USD", 20, 0, "public"),
        (first, "Fund B & Sons", None, "CHF", 50, 0, "public"),
        (second, "", 2030, "USD", 7, 7, "network"),
    )
    for activity, donor, year, currency, asked, received, audience in lines:
        FundingLine.objects.create(
            activity=activity, donor=donor, year=year, currency=currency, audience=audience,
            asked=Decimal(asked), received=Decimal(received),
        )  # fmt: skip
    return plan


@pytest.mark.parametrize("by", ["donor", "entity", "year", "all"])
@pytest.mark.parametrize("role", ["reader", "country_team"])
def test_each_amount_is_the_sum_of_the_lines_it_leads_to(cast, plan, by, role):
    client = client_of(cast.all[role])
    response = client.get(reverse("web:resources", args=[CODE]) + f"?by={by}")
    assert ours(response)
    cells = re.findall(r'<td[^>]*class="num"[^>]*><a href="([^"]+lines[^"]+)">([\d,]+)</a>', response.content.decode())
    assert len(cells) >= 3
    for address, amount in cells:
        name = re.search(r"has=(\w+)", address)[1]
        rows = client.get(html.unescape(address) + "&download=json")
        lines = json.loads(rows.getvalue())
        assert sum(Decimal(str(line[name])) for line in lines) == Decimal(amount.replace(",", "")), address
        assert len({line["currency"] for line in lines}) <= 1


def test_what_is_for_the_network_is_not_even_a_choice_for_others(cast, plan):
    address = reverse("web:funding-lines", args=[CODE])
    public, network = (client_of(person).get(address).content.decode() for person in (cast.reader, cast.country_team))
    assert "3 funding lines" in public
    assert "4 funding lines" in network
    assert "Not said" not in public.split('name="year"')[0]
    assert "Not said" in network


def test_the_page_says_what_can_begin(cast, plan, django_assert_max_num_queries):
    plan.activities.filter(ref="1b").update(funding="existing")
    plan.activities.filter(ref="1c").update(funding="needs-funding")
    with django_assert_max_num_queries(25):
        told = client_of(cast.reader).get(reverse("web:resources", args=[CODE])).content.decode()
    assert "With existing resources (1)" in told
    assert "Some money was received (1)" in told
    assert "Waiting for money (1)" in told
