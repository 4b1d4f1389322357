"""Pages of initiatives: entered by those who carry them, and where they meet."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tessera.network.models import Organisation
from tessera.plans import overlaps as pure
from tessera.plans.models import Initiative
from tessera.plans.services.initiatives import initiative_add
from tessera.web.initiatives import overlaps
from tests.cast import OrganisationFactory
from tests.plans.making import plan_made
from tests.web.signing import client_of, ours


def initiative_made(cast, title, code, *, audience="public", **values) -> Initiative:
    told = {"countries": ("NPL",), "groups": ("roma",), "start": date(2020, 1, 1), **values}
    return initiative_add(
        by=cast.secretariat,
        audience={"audience": audience},
        title=title,
        organisations=Organisation.objects.filter(code=code),
        **told,
    )


def text_of(person, name, *arguments, query="") -> str:
    response = client_of(person).get(reverse(f"web:{name}", args=arguments) + query)
    assert response.status_code == 200
    assert ours(response)
    return response.content.decode()


@pytest.fixture
def activity(cast):
    return plan_made().activities.get(ref="1a")


def test_an_overlap_shows_itself_with_its_reason(cast):
    one = initiative_made(cast, "Counting", "ohchr")
    initiative_made(cast, "Schools", "undp", end=date(2099, 3, 31))
    for told in (text_of(cast.reader, "initiative-overlaps"), text_of(cast.reader, "initiative", one.pk)):
        assert "Overlap" in told
        assert "Both in Nepal with Roma, Jan 2020 – Mar 2099." in told
    assert "1 pair" in text_of(cast.reader, "initiative-overlaps", query="?entity=ohchr")


def test_only_the_pairs_of_the_page_shown_are_put_in_words(cast, monkeypatch):
    one = initiative_made(cast, "Counting", "ohchr")
    OrganisationFactory(code="unesco")
    for n in range(9):
        initiative_made(cast, f"Schools {n}", "undp" if n % 2 else "unesco")
    worded, compared = [], []
    words, met = overlaps.reason_words, pure._met
    monkeypatch.setattr(overlaps, "reason_words", lambda found: worded.append(found) or words(found))
    monkeypatch.setattr(pure, "_met", lambda *two: compared.append(two) or met(*two))
    told = text_of(cast.reader, "initiative-overlaps", query="?per_page=25")
    assert "29 pairs" in told
    assert len(worded) == 25
    compared.clear()
    assert text_of(cast.reader, "initiative", one.pk).count("Overlap:") == 9
    assert len(compared) == 9


def test_what_is_hidden_meets_nothing(cast):
    initiative_made(cast, "Counting", "ohchr")
    initiative_made(cast, "Schools", "undp", audience="network")
    assert "Schools" not in text_of(cast.reader, "initiative-overlaps")
    assert "Schools" not in text_of(cast.reader, "initiatives")
    assert "Schools" in text_of(cast.country_team, "initiative-overlaps")


def test_a_country_team_enters_an_initiative_and_changes_it(cast, activity):
    client = client_of(cast.country_team)
    team = Organisation.objects.get(code="unct-arlandia")
    fields = {
        "title": "Counting", "organisations": [team.pk], "countries": "Nepal; IND", "groups": ["roma"],
        "start": "2030-01-01", "end": "2030-12-31", "activities": [activity.pk], "audience": "public", "version": "0",
    }  # fmt: skip
    assert client.post(reverse("web:initiative-new"), {**fields, "end": "2029-01-01"}).status_code == 422
    assert client.post(reverse("web:initiative-new"), {**fields, "organisations": []}).status_code == 422
    assert not Initiative.objects.exists()
    assert client.post(reverse("web:initiative-new"), fields).status_code == 302
    made = Initiative.objects.get()
    assert (made.countries, made.groups, list(made.activities.all())) == (("NPL", "IND"), ("roma",), [activity])
    assert (
        "Counting" in client_of(cast.reader).get(reverse("web:activity", args=["AP-2030-2033", "1a"])).content.decode()
    )
    edit = reverse("web:initiative-edit", args=[made.pk])
    assert client.post(edit, {**fields, "title": "Counting well", "version": made.version}).status_code == 302
    assert client.post(edit, {**fields, "title": "Counting badly", "version": made.version}).status_code == 422
    assert client_of(cast.focal_point).post(edit, {**fields, "version": "2"}).status_code == 403
    assert Initiative.objects.get().title == "Counting well"


def test_an_archived_initiative_is_listed_no_more_and_can_be_restored(cast):
    made, client = initiative_made(cast, "Counting", "ohchr"), client_of(cast.secretariat)
    client.post(reverse("web:initiative-archive", args=[made.pk]), {"version": made.version})
    assert "Counting" not in text_of(cast.reader, "initiatives")
    client.post(reverse("web:initiative-restore", args=[made.pk]), {"version": made.version + 1})
    assert "Counting" in text_of(cast.reader, "initiatives")
