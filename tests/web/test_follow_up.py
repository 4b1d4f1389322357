"""The pages of follow-up: all entries of a recommendation, their forms, the list of what is under way."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.models import Assessment, FollowUp
from tests.cast import OrganisationFactory, PersonFactory
from tests.recommendations.making_entries import action_made, assessment_made, recommendation_made, soon

from .signing import client_of
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def record(db):
    return recommendation_made()


def page(record) -> str:
    return reverse("web:follow-up", args=[record.pk])


def html(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


ACTION = {"what": "Train the registrars", "name": "Ministry of Arlandia", "state": "planned", "audience": "network"}
SAID = {
    "assessor": "civil-society", "name": "Roots", "date": "2025-03-04", "finding": "not", "text": "Nobody came.",
    "audience": "network",
}  # fmt: skip


def test_a_page_without_entries_says_so_and_what_to_do(cast, record):
    seen = html(Client(), page(record))
    assert "Nobody has entered what is done about this recommendation." in seen
    assert "Say what is done" not in seen
    add = reverse("web:follow-up-add", args=[record.pk, "action"])
    assert f'href="{add}"' in html(client_of(cast.focal_point), page(record))


def test_an_action_is_entered_and_stands_on_the_page_with_who_entered_it(cast, record):
    client = client_of(cast.focal_point)
    add = reverse("web:follow-up-add", args=[record.pk, "action"])
    ohchr = OrganisationFactory(code="ohchr")
    assert f'<option value="{ohchr.pk}" selected>' in html(client, add), "one's own organization is filled in"
    answer = client.post(add, {**ACTION, "organisation": ohchr.pk, "due": soon(7).isoformat()})
    assert answer["Location"] == page(record)
    seen = html(client, page(record))
    for words in (
        "Train the registrars",
        "Office A (Ministry of Arlandia)",
        "Planned",
        str(cast.focal_point),
        "Network",
    ):
        assert words in seen
    assert "Train the registrars" not in html(Client(), page(record))


def test_public_readers_do_not_see_who_entered_something(cast, record):
    action_made(record, by=cast.focal_point, audience=Audience.PUBLIC)
    assert "Mobile registration" in html(Client(), page(record))
    for reader in (Client(), client_of(cast.civil_society)):
        assert str(cast.focal_point) not in html(reader, page(record))


def test_what_is_wrong_keeps_every_word_and_saves_nothing(cast, record):
    answer = client_of(cast.focal_point).post(
        reverse("web:follow-up-add", args=[record.pk, "action"]), {**ACTION, "name": ""}
    )
    assert answer.status_code == 422
    assert b"Say who: choose an organization or enter a name." in answer.content
    assert b"Train the registrars" in answer.content
    assert not FollowUp.objects.exists()


def test_civil_society_enters_in_its_own_name_and_is_shown_nobody_of_the_network(cast, record):
    client = client_of(cast.civil_society)
    add = reverse("web:follow-up-add", args=[record.pk, "assessment"])
    form = html(client, add)
    assert str(cast.focal_point) not in form
    assert "UNCT Arlandia" not in form
    assert 'value="public"' not in form
    assert re.findall(r'<option value="([^"]+)"[^>]*>Civil society', form) == ["civil-society"]
    assert client.get(reverse("web:follow-up-add", args=[record.pk, "action"])).status_code == 403
    assert client.post(add, {**SAID, "assessor": "state"}).status_code == 422
    assert client.post(add, {**SAID, "audience": "public"}).status_code == 422
    assert client.post(add, SAID).status_code == 302
    assert "Nobody came." in html(client, page(record))
    assert "Nobody came." in html(client_of(cast.country_team), page(record))
    other = PersonFactory()
    other.memberships.create(role="civil-society", organisation=OrganisationFactory(code="other"))
    for stranger in (Client(), client_of(other)):
        assert "Nobody came." not in html(stranger, page(record))


def test_the_secretariat_releases_what_civil_society_said(cast, record):
    entry = assessment_made(record, by=cast.civil_society, assessor="civil-society", name="Roots", text="Nobody came.")
    edit = reverse("web:follow-up-edit", args=[record.pk, "assessment", entry.pk])
    public = {**SAID, "audience": "public", "version": 1}
    refused = client_of(cast.focal_point).post(edit, public)
    assert refused.status_code == 403
    assert client_of(cast.secretariat).post(edit, public).status_code == 302
    assert "Nobody came." in html(Client(), page(record))
    # Other words of its author are for the Network again, until they are released.
    again = client_of(cast.civil_society).post(edit, {**SAID, "text": "Somebody came.", "version": 2})
    assert again.status_code == 302
    assert "Somebody came." not in html(Client(), page(record))


def test_who_others_are_is_not_told_to_civil_society_even_where_people_are_named(cast, record):
    entry = assessment_made(record, by=cast.civil_society, assessor="civil-society", name="Roots")
    named = {**SAID, "audience": "people", "audience_people": [cast.secretariat.pk], "version": 1}
    edit = reverse("web:follow-up-edit", args=[record.pk, "assessment", entry.pk])
    assert client_of(cast.secretariat).post(edit, named).status_code == 302
    form = html(client_of(cast.civil_society), edit)
    assert str(cast.focal_point) not in form
    assert '<option value="people" selected>' in form


def test_the_second_editor_sees_both_versions(cast, record):
    entry = action_made(record, by=cast.focal_point)
    edit = reverse("web:follow-up-edit", args=[record.pk, "action", entry.pk])
    client_of(cast.secretariat).post(edit, {**ACTION, "what": "Mobile teams", "version": 1})
    answer = client_of(cast.focal_point).post(edit, {**ACTION, "what": "Buses", "version": 1})
    assert answer.status_code == 422
    assert b"Mobile teams" in answer.content
    assert b"Buses" in answer.content


def test_archiving_asks_first_and_can_be_undone(cast, record):
    entry = action_made(record, by=cast.focal_point)
    client, at = client_of(cast.focal_point), [record.pk, "action", entry.pk]
    assert "Archive “Mobile registration”?" in html(client, reverse("web:follow-up-archive", args=at))
    assert FollowUp.objects.get().archived_at is None
    client.post(reverse("web:follow-up-archive", args=at), {"version": 1})
    restore = reverse("web:follow-up-restore", args=at)
    assert f'href="{restore}"' in html(client, page(record))
    assert restore not in html(client_of(cast.coordinator), page(record))
    client.post(restore, {"version": 2})
    assert FollowUp.objects.get().archived_at is None


def test_an_entry_of_another_recommendation_is_not_there(cast, record):
    entry = action_made(recommendation_made())
    path = reverse("web:follow-up-edit", args=[record.pk, "action", entry.pk])
    assert client_of(cast.secretariat).get(path).status_code == 404
    assert client_of(cast.secretariat).get(reverse("web:follow-up-add", args=[record.pk, "rumour"])).status_code == 404


def test_the_list_is_filtered_in_the_address_and_downloaded(cast, record):
    ohchr = OrganisationFactory(code="ohchr")
    action_made(record, organisation=ohchr, what="Late one", due=soon(-2))
    action_made(record, what="Soon one", due=soon(5))
    action_made(recommendation_made(countries=("IND",)), what="Elsewhere", state="done")
    client, path = client_of(cast.focal_point), reverse("web:follow-ups")
    assert ">3 actions<" in html(client, path)
    for query, wanted in [
        ("country=IND", {"Elsewhere"}),
        (f"organisation={ohchr.pk}", {"Late one"}),
        ("state=done", {"Elsewhere"}),
        ("due=late", {"Late one"}),
        ("due=soon", {"Soon one"}),
        ("due=none", {"Elsewhere"}),
        ("mine=on", {"Late one"}),
        ("q=soon", {"Soon one"}),
    ]:
        seen = html(client, f"{path}?{query}")
        assert {what for what in ("Late one", "Soon one", "Elsewhere") if what in seen} == wanted, query
    rows = list(csv.reader(io.StringIO(b"".join(client.get(f"{path}?download=csv")).decode("utf-8-sig"))))
    assert len(rows) == 4
    assert [row[2] for row in rows[1:]] == ["NPL", "NPL", "IND"], "what has no day comes last"
    assert [row[rows[0].index("Due")] for row in rows[1:]] == [soon(-2).isoformat(), soon(5).isoformat(), ""]
    assert ">0 actions<" in html(Client(), path)


def test_my_work_says_what_is_due(cast, record):
    action_made(record, by=cast.focal_point, what="Train the registrars", due=soon(-2))
    assert "late by 2 days" in html(client_of(cast.focal_point), reverse("web:my-work"))
    assert "Train the registrars" not in html(client_of(cast.coordinator), reverse("web:my-work"))


def test_a_page_with_many_entries_is_light_and_asks_little(cast, record, django_assert_max_num_queries):
    for n in range(20):
        action_made(record, by=cast.focal_point, audience=Audience.PUBLIC, what=f"Action {n}. " * 20)
        assessment_made(record, by=cast.focal_point, audience=Audience.PUBLIC, text=f"Words {n}. " * 40)
    client = client_of(cast.focal_point)
    client.get(page(record))
    for path in (page(record), reverse("web:follow-ups")):
        with django_assert_max_num_queries(25):
            client.get(path)
        assert transferred_bytes(Client(), path) < LIMIT
    assert Assessment.objects.count() == 20
