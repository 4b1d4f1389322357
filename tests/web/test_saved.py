"""The pages of saved searches, the link that stops their mails, and the feed of what a question finds."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from lxml import etree

from tessera.network.models import Audience
from tessera.recommendations.models import SavedSearch
from tessera.recommendations.services.digests import digests_send
from tessera.reports.digest_mail import digest_mail
from tests.recommendations.making_entries import (
    recommendation_changed,
    recommendation_made,
    recommendation_withdrawn,
)

from .signing import client_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ADD, LIST, FEED = "/saved-searches/save/", "/saved-searches/", "/recommendations/feed.atom"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def client(cast):
    return client_of(cast.focal_point)


def html(client, path) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def save(client, query="q=birth&country=NPL", **values):
    return client.post(f"{ADD}?{query}", {"title": "Births", "frequency": "daily", **values})


def entries(client, path) -> list[dict[str, str]]:
    root = etree.fromstring(client.get(path).content)
    return [{child.tag.removeprefix(ATOM): child.text or "" for child in one} for one in root.iter(f"{ATOM}entry")]


def test_a_title_is_suggested_in_words(client):
    form = html(client, f"{ADD}?q=birth&country=Nepal&group=roma&mechanism=cerd")
    assert re.search(r'name="title" value="“birth” · Nepal · CERD · Roma"', form)


def test_a_search_is_saved_with_all_that_was_asked_and_leads_back_to_it(cast, client):
    assert save(client, "country=Nepal&q=birth&exact=1&page=3")["Location"] == LIST
    saved = SavedSearch.objects.get()
    assert (saved.query, saved.filters, saved.person) == ("birth", "country=NPL&exact=1", cast.focal_point)
    assert "/recommendations/?q=birth&amp;country=NPL&amp;exact=1" in html(client, LIST)


def test_nothing_to_save_and_an_unknown_country_are_said(client):
    assert "There is nothing to save" in html(client, ADD)
    answer = client.get(f"{ADD}?country=Nepall")
    assert answer.status_code == 422
    assert "There is no country “Nepall”" in answer.content.decode()
    assert not SavedSearch.objects.exists()


def test_the_list_says_how_much_is_new_and_counting_starts_again_when_it_was_seen(client):
    assert "You have not saved a search yet." in html(client, LIST)
    save(client)
    assert "Nothing new" in html(client, LIST)
    recommendation_made()
    recommendation_withdrawn(recommendation_made())
    seen = html(client, LIST)
    assert "1 new recommendation" in seen
    assert "withdrawn recommendation" not in seen, "it came and went"
    client.post(reverse("web:saved-search-seen", args=[SavedSearch.objects.get().pk]))
    assert "Nothing new" in html(client, LIST)


def test_nobody_reaches_another_persons_search(cast, client):
    save(client)
    pk = SavedSearch.objects.get().pk
    stranger = client_of(cast.administrator)
    assert "Births" not in html(stranger, LIST)
    for step in ("edit", "seen", "remove"):
        assert stranger.post(f"{LIST}{pk}/{step}/", {"title": "Mine", "frequency": "never"}).status_code == 404
    assert SavedSearch.objects.get().title == "Births"


def test_a_search_is_renamed_and_removed_after_asking(client):
    save(client)
    pk = SavedSearch.objects.get().pk
    client.post(f"{LIST}{pk}/edit/", {"title": "Registration", "frequency": "weekly", "version": 1})
    assert SavedSearch.objects.get().title == "Registration"
    assert "Remove the saved search “Registration”?" in html(client, f"{LIST}{pk}/remove/")
    assert SavedSearch.objects.exists()
    client.post(f"{LIST}{pk}/remove/", {"version": 2})
    assert not SavedSearch.objects.exists()


def test_the_link_in_a_mail_stops_the_mails_without_signing_in(cast, client):
    save(client)
    recommendation_made()
    digests_send(compose=digest_mail)
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    path = "/" + link.split("/", 3)[3]
    reader = Client(enforce_csrf_checks=True)
    assert "Stop these mails" in html(reader, path)
    assert SavedSearch.objects.get().frequency == "daily", "a look at the link stops nothing"
    for _again in range(2):
        answer = reader.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert b"no more such mails" in answer.content
    assert SavedSearch.objects.get().frequency == "never"
    assert not reader.cookies.get("sessionid")
    assert reader.post(path[:-3] + "/").status_code == 404


def test_a_feed_has_what_the_standard_asks_the_newest_first(client):
    first, second = recommendation_made(), recommendation_made("A birth & <b>its</b> \x0b name")
    recommendation_made(countries=("IND",))
    answer = Client().get(f"{FEED}?q=birth&country=NPL")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    assert {"id", "title", "updated", "link"} <= {child.tag.removeprefix(ATOM) for child in root}
    assert [link.get("href").split("?")[1] for link in root.iter(f"{ATOM}link") if "?" in link.get("href")] == [
        "q=birth&country=NPL", "q=birth&country=NPL",
    ]  # fmt: skip
    found = entries(Client(), f"{FEED}?q=birth&country=NPL")
    assert [one["id"].rsplit("/", 2)[1] for one in found] == [str(second.pk), str(first.pk)]
    assert found[0]["summary"] == "A birth & <b>its</b>  name"
    assert all({"id", "title", "updated", "published", "link"} <= one.keys() for one in found)


def test_what_changed_or_was_withdrawn_comes_again_under_its_own_id(client):
    changed, gone, kept = (recommendation_made() for _n in range(3))
    before = {one["id"]: one["updated"] for one in entries(Client(), FEED)}
    recommendation_changed(changed, "Register every birth.")
    recommendation_withdrawn(gone)
    after = entries(Client(), FEED)
    assert [one["title"].split(":")[0] for one in after[:2]] == ["Withdrawn", "Changed"]
    assert [one["id"].rsplit("/", 2)[1] for one in after] == [str(one.pk) for one in (gone, changed, kept)]
    assert {one["id"] for one in after} == before.keys()
    assert all(one["updated"] >= before[one["id"]] for one in after)


def test_a_feed_that_says_nothing_new_is_not_sent_again():
    recommendation_made()
    for path in (FEED, f"{FEED}?country=IND"):
        answer = Client().get(path)
        assert "Last-Modified" in answer
        again = Client().get(path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    recommendation_made()
    assert Client().get(FEED, headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_a_feed_holds_what_its_reader_may_see_and_a_key_says_who_that_is(cast, client):
    recommendation_made("A birth that is not public.", audience=Audience.NETWORK)
    save(client)
    own = re.search(r'href="(/recommendations/feed.atom[^"]+key=[^"]+)"', html(client, LIST)).group(1)
    own = own.replace("&amp;", "&")
    assert entries(Client(), f"{FEED}?q=birth") == []
    assert len(entries(Client(), own)) == 1
    assert "key=" not in Client().get(own).content.decode(), "no feed gives its reader's key away"
    cast.focal_point.set_password("a new one of some length")
    cast.focal_point.save()
    assert entries(Client(), own) == []


def test_a_feed_of_an_unknown_country_is_refused_in_one_sentence():
    answer = Client().get(f"{FEED}?country=Nepall")
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().count("\n") == 1


def test_a_feed_has_fifty_entries_and_asks_little(django_assert_max_num_queries):
    for _n in range(53):
        recommendation_made()
    assert len(entries(Client(), FEED)) == 50
    with django_assert_max_num_queries(15):
        Client().get(FEED)


def test_the_list_of_many_searches_asks_little(client, django_assert_max_num_queries):
    for n in range(15):
        save(client, f"q=birth{n}")
    recommendation_changed(recommendation_made(), "Other words.")
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)
