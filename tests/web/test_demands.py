"""Pages of demands: who asks and what was answered, to each reader what they may see; joined and set apart by hand."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tessera.network.models import Audience
from tessera.recommendations.models import Demand, Recommendation
from tests.recommendations.demand_making import corpus, demand_of

from .signing import client_of

pytestmark = pytest.mark.django_db
OPCAT = "ratify:opcat"


@pytest.fixture(autouse=True)
def demand(settings, tmp_path) -> Demand:
    settings.TESSERA_HOME = tmp_path
    corpus(tmp_path)
    return demand_of("Ratify OP-CAT", OPCAT)


def text_of(answer) -> str:
    main = answer.content.decode().split("<main", 1)[1]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def test_the_page_says_who_asks_and_what_was_answered_each_time(demand, cast):
    page = text_of(client_of(cast.reader).get(f"/demands/{demand.pk}/"))
    assert "Ratify OP-CAT" in page
    for state in ("Austria", "Chile", "France", "Ghana"):
        assert state in page
    assert "Supported" in page
    assert "Noted" in page
    assert "The same is asked of 1 other country" in page


def test_what_a_reader_may_not_see_gives_no_title_no_count_and_no_state(demand, cast):
    Recommendation.objects.filter(text="Ratify OP-CAT").update(audience=Audience.NETWORK)
    for person, seen in ((cast.reader, False), (cast.civil_society, False), (cast.focal_point, True)):
        page = text_of(client_of(person).get(f"/demands/{demand.pk}/"))
        assert ("Austria" in page) == seen
        assert ("4 recommendations" in page) == seen
        assert ("3 recommendations" in page) != seen
        shared = text_of(client_of(person).get(f"/demands/shared/{demand.shared_id}/"))
        assert ("5 recommendations ask for this." in shared) == seen
        assert ("4 recommendations ask for this." in shared) != seen


def test_a_demand_of_which_a_reader_sees_nothing_is_not_there(cast):
    alone = demand_of("Teach the history of the coast in village schools")
    Recommendation.objects.filter(demand_places__demand=alone).update(audience=Audience.NETWORK)
    for address in (f"/demands/{alone.pk}/", f"/demands/shared/{alone.shared_id}/"):
        assert client_of(cast.reader).get(address).status_code == 404
        assert client_of(cast.focal_point).get(address).status_code == 200


def test_the_export_holds_what_the_reader_sees(demand, cast):
    Recommendation.objects.filter(text="Ratify OP-CAT").update(audience=Audience.NETWORK)
    body = client_of(cast.reader).get(f"/demands/{demand.pk}/?export=csv").content.decode()
    assert "Consider ratifying the OPCAT" in body
    assert "Austria" not in body


def test_countries_stand_in_the_order_of_their_names(demand, cast):
    page = text_of(client_of(cast.reader).get(f"/demands/shared/{demand.shared_id}/"))
    assert page.index("Nepal") < page.index("Peru")
    assert "It was asked of 2 countries." in page


def test_two_demands_are_joined_only_once_both_were_shown(demand, cast):
    other = demand_of("Ratify CAT", "ratify:cat")
    client, address = client_of(cast.secretariat), f"/demands/{other.pk}/join/"
    first = client.post(address, {"to": demand.pk, "reason": "For this test"})
    assert first.status_code == 422
    assert "“Ratify CAT” will lead to “Ratify OP-CAT”" in text_of(first)
    assert "Read both demands above, then join them." in text_of(first)
    other.refresh_from_db()
    assert other.joined_to is None
    client.post(address, {"to": demand.pk, "seen": demand.pk, "reason": "For this test"})
    other.refresh_from_db()
    assert other.joined_to == demand
    assert client.get(f"/demands/{other.pk}/").headers["Location"] == f"/demands/{demand.pk}/"


def test_the_other_demand_is_not_named_to_who_may_not_see_it(demand, cast):
    answer = client_of(cast.secretariat).post(f"/demands/{demand.pk}/join/", {"to": 10**12, "reason": "None"})
    assert answer.status_code == 422
    assert "There is no demand of this number that you may see." in text_of(answer)


@pytest.mark.parametrize("role", ["reader", "civil_society", "focal_point"])
def test_only_those_who_may_correct_join_and_set_apart(role, demand, cast):
    client = client_of(getattr(cast, role))
    for act in ("join", "apart", "apart-from-shared"):
        assert client.post(f"/demands/{demand.pk}/{act}/", {"reason": "No"}).status_code in (302, 403)
    assert Demand.objects.filter(joined_to__isnull=False).count() == 0
