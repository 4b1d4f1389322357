"""Packs and briefs as pages: who may do what, what is frozen, what leaves the house."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from html.parser import HTMLParser

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from tessera.network.models import AuditEvent
from tessera.network.services.erasure import person_erase
from tessera.recommendations.models import Pack, PackDispatch
from tessera.recommendations.selectors.packs import Scope
from tessera.recommendations.services.packs import PackError, dispatch_log, pack_audience_change, pack_make
from tests.reports.recommending import recommendation_made, recommendations_made


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def pack_made(by, **values) -> Pack:
    given = {"title": "Nepal: for the country team", "language": "en", "readers": "country-team", **values}
    return pack_make(scope=given.pop("scope", Scope(country="NPL")), by=by, **given)


def form(**values) -> dict[str, str]:
    given = {"title": "Nepal", "country": "NPL", "readers": "government", "language": "en", "audience": "network"}
    return {**given, **values}


def test_a_member_of_the_network_makes_a_pack_and_finds_it(cast):
    recommendations_made(3)
    client = client_of(cast.country_team)
    filled = client.get(reverse("web:pack-new"), {"country": "NPL", "group": "roma"}).content.decode()
    assert '<option value="NPL" selected>' in filled
    assert 'value="Nepal: Roma"' in filled
    answer = client.post(reverse("web:pack-new"), form(note="With our regards"))
    made = Pack.objects.get()
    assert answer.headers["Location"] == reverse("web:pack", args=[made.pk])
    assert (made.made_by, made.body.total, len(made.body.rows)) == (cast.country_team, 3, 3)
    assert "With our regards" in client.get(answer.headers["Location"]).content.decode()
    assert "Nepal" in client.get(reverse("web:packs")).content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"country": "GBR"}, "No recommendation was found for this choice"),
        ({"country": ""}, "Choose a country, a group, a theme, a mechanism or years."),
        ({"first_year": "2020", "last_year": "2010"}, "The last year is before the first."),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_lost(cast, values, sentence):
    recommendations_made(3)
    answer = client_of(cast.focal_point).post(reverse("web:pack-new"), form(note="Typed for an hour", **values))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Typed for an hour" in answer.content.decode()
    assert not Pack.objects.exists()


def test_too_many_recommendations_are_refused(cast, monkeypatch):
    recommendations_made(5)
    monkeypatch.setattr("tessera.recommendations.services.packs.MOST", 4)
    with pytest.raises(PackError, match="This is 5 recommendations; a pack holds at most 4"):
        pack_made(cast.focal_point)


def test_a_pack_stays_as_it_was_sent_whatever_becomes_of_the_recommendations(cast):
    record = recommendation_made(1)
    before = record.text
    made = pack_made(cast.focal_point)
    record.text = "Something else"
    record.save()
    page = client_of(cast.focal_point).get(reverse("web:pack", args=[made.pk])).content.decode()
    assert before in page
    assert "Something else" not in page


def test_a_public_pack_holds_nothing_that_is_not_public(cast):
    recommendation_made(1)
    hidden = recommendation_made(2, audience="network")
    public = pack_made(cast.focal_point, audience="public")
    inside = pack_made(cast.focal_point)
    assert [row["id"] for row in public.body.rows] != [row["id"] for row in inside.body.rows]
    assert hidden.pk not in [row["id"] for row in public.body.rows]
    with pytest.raises(PackError, match=r"^1 of its recommendations"):
        pack_audience_change(pack=inside, audience="public", by=cast.secretariat)


def test_the_public_sees_public_packs_and_never_to_whom_they_went(cast):
    recommendations_made(2)
    public = pack_made(cast.focal_point, audience="public", title="Open to all")
    inside = pack_made(cast.focal_point, title="For ourselves")
    dispatch_log(pack=public, recipient="Ministry of Arlandia", way="meeting", sent_on=timezone.now().date(), by=None)
    for client in (Client(), client_of(cast.civil_society)):
        listed = client.get(reverse("web:packs")).content.decode()
        assert "Open to all" in listed
        assert "For ourselves" not in listed
        assert "Times sent" not in listed
        page = client.get(reverse("web:pack", args=[public.pk])).content.decode()
        assert "Ministry of Arlandia" not in page
        assert "Focal" not in page
        assert client.get(reverse("web:pack", args=[inside.pk])).status_code == 404
        assert client.get(reverse("web:pack-file", args=[inside.pk, "xlsx"])).status_code == 404
    assert "Ministry of Arlandia" in client_of(cast.coordinator).get(reverse("web:pack-dispatches")).content.decode()


def test_only_its_maker_and_the_secretariat_keep_a_pack(cast):
    recommendations_made(1)
    made = pack_made(cast.focal_point)
    for name in ("pack-note", "pack-audience", "pack-archive"):
        address = reverse(f"web:{name}", args=[made.pk])
        assert client_of(cast.coordinator).post(address, {"version": 1}).status_code == 403
        assert client_of(cast.focal_point).get(address).status_code == 200
        assert client_of(cast.secretariat).get(address).status_code == 200


def test_who_saves_second_is_shown_what_the_first_wrote(cast):
    recommendations_made(1)
    made = pack_made(cast.focal_point, note="First")
    address = reverse("web:pack-note", args=[made.pk])
    client_of(cast.focal_point).post(address, {"version": 1, "title": "T", "note": "Second"})
    answer = client_of(cast.secretariat).post(address, {"version": 1, "title": "T", "note": "Third"})
    assert answer.status_code == 422
    assert "Second" in answer.content.decode()
    assert [row.note for row in made.history.order_by("history_id")] == ["First", "Second"]


def test_an_archived_pack_leaves_the_list_keeps_its_link_and_comes_back(cast):
    recommendations_made(1)
    made = pack_made(cast.focal_point)
    client, address = client_of(cast.focal_point), reverse("web:pack-archive", args=[made.pk])
    client.post(address)
    assert made.title not in client.get(reverse("web:packs")).content.decode()
    assert made.title in client.get(reverse("web:packs"), {"archived": "1"}).content.decode()
    assert client.get(reverse("web:pack", args=[made.pk])).status_code == 200
    client.post(address)
    assert made.title in client.get(reverse("web:packs")).content.decode()
    assert AuditEvent.objects.filter(action__in=["pack.archive", "pack.restore"]).count() == 2


def test_a_dispatch_is_logged_with_day_way_and_who_logged_it(cast):
    recommendations_made(1)
    made = pack_made(cast.focal_point)
    address = reverse("web:pack-dispatch-add", args=[made.pk])
    day = timezone.now().date()
    client = client_of(cast.country_team)
    client.post(
        address, {"recipient": "Trade Union Congress", "way": "printed", "sent_on": day.isoformat(), "note": ""}
    )
    logged = PackDispatch.objects.get()
    assert (logged.recipient, logged.way, logged.sent_on, logged.logged_by) == (
        "Trade Union Congress", "printed", day, cast.country_team,
    )  # fmt: skip
    late = {"recipient": "X", "way": "link", "sent_on": (day + timedelta(days=2)).isoformat()}
    assert "still to come" in client.post(address, late).content.decode()
    taken = client.get(reverse("web:pack-dispatches"), {"download": "csv"})
    assert "Trade Union Congress" in b"".join(taken.streaming_content).decode()


def test_whoever_is_erased_is_erased_from_the_log_and_the_notes(cast):
    recommendations_made(1)
    person = cast.country_team
    made = pack_made(person, note=f"Written by {person.name}")
    dispatch_log(pack=made, recipient=f"{person.name}, Office", way="e-mail", sent_on=timezone.now().date(), by=person)
    name = person.name
    person_erase(person=person, by=cast.administrator)
    made.refresh_from_db()
    assert name not in made.note
    assert name not in PackDispatch.objects.get().recipient
    assert not any(name in row.note for row in made.history.all())


class _Loads(HTMLParser):
    """What a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found += [f"{tag} {name}" for name in ("src", "srcset", "data", "poster", "background") if given.get(name)]
        if tag in ("link", "iframe", "object", "embed", "base", "img", "form"):
            self.found.append(tag)


def test_the_offline_file_loads_nothing_and_runs_nothing_that_a_text_holds(cast):
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & “quoted”"
    recommendation_made(1, text=hostile)
    recommendations_made(4)
    made = pack_made(cast.focal_point, note="<b>bold</b> {{ told.title }}")
    body = client_of(cast.focal_point).get(reverse("web:pack-file", args=[made.pk, "html"])).content.decode()
    loads = _Loads()
    loads.feed(body)
    assert loads.found == []
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", body)
    assert body.count("<script>") == 1
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in body
    assert "&lt;b&gt;bold&lt;/b&gt; {{ told.title }}" in body
    assert len(body) < 100_000


def test_every_file_holds_every_recommendation_in_full(cast):
    records = recommendations_made(6, text="Consult. " * 90 + "Then act.")
    made = pack_made(cast.focal_point, readers="government", language="fr")
    client = client_of(cast.focal_point)
    files = {
        f: client.get(reverse("web:pack-file", args=[made.pk, f])).content for f in ("docx", "xlsx", "html", "pdf")
    }
    whole = " ".join(records[0].text.split())
    assert "\n".join(p.text for p in Document(io.BytesIO(files["docx"])).paragraphs).count(whole) == 6
    assert files["html"].decode().count(whole) == 6
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert [row[5] for row in sheet.iter_rows(min_row=2, values_only=True)] == [records[0].text.strip()] * 6
    assert files["pdf"].startswith(b"%PDF")
    assert AuditEvent.objects.filter(action="export", subject=f"pack {made.pk}").count() == 4


@pytest.mark.parametrize(("kind", "heading"), [("government", "Equality and non-discrimination"), ("other", "Roma")])
def test_each_kind_of_readers_has_its_own_order(cast, kind, heading):
    recommendation_made(1, groups=("roma",), themes=("equality",))
    made = pack_made(cast.focal_point, readers=kind)
    page = client_of(cast.focal_point).get(reverse("web:pack", args=[made.pk])).content.decode()
    assert re.search(rf"<h2[^>]*>{heading}</h2>", page)


def test_what_concerns_work_comes_first_for_workers_organizations(cast):
    recommendation_made(1, body="cerd", year=2031)
    recommendation_made(2, body="ceacr", year=2019)
    made = pack_made(cast.focal_point, readers="workers-organisations")
    page = client_of(cast.focal_point).get(reverse("web:pack", args=[made.pk])).content.decode()
    assert page.index("CEACR") < page.index("CERD")


def test_the_brief_is_a_page_of_few_questions_that_offers_both_files(cast, django_assert_max_num_queries):
    recommendations_made(40)
    Client().get(reverse("web:country-brief", args=["NPL"]))  # brings the index up to date
    with django_assert_max_num_queries(25):
        answer = Client().get(reverse("web:country-brief", args=["NPL"]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    for kind in ("docx", "pdf"):
        assert f"{reverse('web:country-brief-file', args=['NPL', 'en', kind])}?lang=en" in page
    marks, notes = re.findall(r'id="mark-(\d+)"', page), re.findall(r'id="note-(\d+)"', page)
    assert marks == notes == [str(n) for n in range(1, len(marks) + 1)]


def test_what_is_ticked_stands_in_the_address_in_the_order_that_was_given(cast):
    first, second, third = (record.pk for record in recommendations_made(3))
    sent = {"again": "1", "take": [first, third], f"n{first}": "2", f"n{third}": "1", f"n{second}": "3"}
    answer = Client().get(reverse("web:country-brief", args=["NPL"]), sent)
    assert answer.headers["Location"] == f"?lang=en&pick={third},{first}"
    page = Client().get(f"{reverse('web:country-brief', args=['NPL'])}{answer.headers['Location']},999999")
    assert "1 recommendation that the address names cannot be quoted here." in page.content.decode()


@pytest.mark.parametrize("path", ["XXX/brief/", "NPL/brief/en.exe", "NPL/brief/de.pdf"])
def test_what_does_not_exist_is_not_found(db, path):
    assert Client().get(f"/countries/{path}").status_code == 404
