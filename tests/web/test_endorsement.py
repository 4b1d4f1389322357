"""The pages of endorsement: from a first file to the endorsed one, the matrix, who sees what, what it costs."""

from __future__ import annotations

import csv
import io
import re

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tessera.coordination.models import Answer, Comment, Endorsement, SilencePeriod
from tessera.coordination.services.comments import comment_add
from tessera.coordination.services.endorsements import invitation_add, spokesperson_name
from tessera.coordination.services.silence import answer_give, silence_settle
from tests.cast import MembershipFactory, OrganisationFactory
from tests.coordination.endorsement_making import (
    PARAGRAPHS,
    invitation_of,
    round_made,
    silence_made,
    state_made,
    version_made,
)
from tests.coordination.making import in_days
from tests.extraction.marked import comment, gone, ins, marked, on, run

from .signing import client_of, ours
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


def at(name: str, *arguments) -> str:
    return reverse(f"web:{name}", args=arguments)


def html(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def upload(path, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, path.read_bytes())


def test_a_document_goes_from_its_first_file_to_the_endorsed_one(cast, tmp_path):
    runs, ohchr = client_of(cast.coordinator), OrganisationFactory(code="ohchr")
    answer = runs.post(at("endorsement-new"), {"title": "Note on counting", "audience": "network"})
    found = Endorsement.objects.get()
    assert answer["Location"] == at("endorsement", found.pk)
    first = marked(tmp_path / "note.docx", *(run(one) for one in PARAGRAPHS))
    assert runs.post(at("endorsement-version-add", found.pk), {"file": upload(first, "note.docx")}).status_code == 302
    assert runs.post(at("endorsement-invite", found.pk), {"organisations": [ohchr.pk]}).status_code == 302
    assert runs.post(at("endorsement-step", found.pk, "circulate")).status_code == 302

    speaks = client_of(cast.focal_point)
    back = marked(
        tmp_path / "back.docx", run(PARAGRAPHS[0]), run("2. Count ") + gone("people") + ins("all") + run(" by group."),
        on(0, PARAGRAPHS[2]), comments=comment(0, "How small?"),
    )  # fmt: skip
    sent = {"file": upload(back, "back.docx"), "organisation": ohchr.pk}
    answer = speaks.post(at("endorsement-comments-bring", found.pk), sent, follow=True)
    assert "2 comments were added." in answer.content.decode()
    matrix = html(runs, at("endorsement-comments", found.pk))
    for words in ("<del>people</del>", "<ins>all</ins>", "How small?", "2 comments"):
        assert words in matrix
    change = Comment.objects.get(kind="change")
    resolved = {"resolution": "accepted", "answer": "Done.", "version": "1"}
    assert runs.post(at("endorsement-comment-resolve", found.pk, change.pk), resolved).status_code == 302

    end = {"day": in_days(5).isoformat(), "at": "18:00", "zone": "Europe/Rome"}
    assert "1 comment is still open." in html(runs, at("endorsement-silence", found.pk))
    assert runs.post(at("endorsement-silence", found.pk), end).status_code == 302
    answered = {"choice": "endorsed"}
    path = at("endorsement-answer", found.pk, invitation_of(found, "ohchr").pk)
    assert speaks.post(path, answered).status_code == 302
    assert Answer.objects.get().said_by == cast.focal_point
    SilencePeriod.objects.update(ends_at=timezone.now())  # the end has come, and nothing ran meanwhile
    page = html(speaks, at("endorsement", found.pk))
    found.refresh_from_db()
    assert found.state == "endorsed"
    assert found.final.digest in page
    assert len(found.final.digest) == 64


def test_the_end_is_shown_in_the_readers_zone_in_utc_and_in_its_own(cast):
    found = round_made(cast)
    path, person = at("endorsement", found.pk), cast.focal_point
    person.time_zone = "Asia/Kathmandu"
    person.save()
    end = {"day": "2031-07-01", "at": "18:00", "zone": "Europe/Rome"}
    client_of(cast.coordinator).post(at("endorsement-silence", found.pk), end)
    page = html(client_of(person), path)
    shown = page[page.index('id="silence"') :]
    for words in ("21:45", "Asia/Kathmandu", "16:00 UTC", "1 Jul 2031, 18:00 Europe/Rome"):
        assert words in shown


def test_a_wrong_end_keeps_every_word_and_changes_nothing(cast):
    found, client = round_made(cast), client_of(cast.coordinator)
    for wrong in ({"zone": "Nowhere"}, {"day": "2001-01-01"}, {"at": "25:00"}):
        sent = {"day": "2031-07-01", "at": "18:00", "zone": "UTC", **wrong}
        answer = client.post(at("endorsement-silence", found.pk), sent)
        assert answer.status_code == 422
        assert sent["zone"] in answer.content.decode()
    assert Endorsement.objects.get().state == "consultation"


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(cast, tmp_path):
    found, client = round_made(cast), client_of(cast.coordinator)
    broken = SimpleUploadedFile("broken.docx", b"PK\x03\x04 nothing")
    for name in ("endorsement-version-add", "endorsement-comments-bring"):
        answer = client.post(at(name, found.pk), {"file": broken})
        broken.seek(0)
        assert answer.status_code == 422
        assert "“broken.docx” is not a Word document" in answer.content.decode()
    answer = client.post(at("endorsement-comments-bring", found.pk), {})
    assert "one of the two" in answer.content.decode()
    assert (found.versions.count(), Comment.objects.count()) == (1, 0)
    assert not list((tmp_path / "uploads").glob("*"))


def test_the_matrix_is_filtered_and_taken_away_as_csv_xlsx_and_word(cast):
    found = round_made(cast)
    version, ohchr = found.versions.get(), OrganisationFactory(code="ohchr")
    comment_add(text_version=version, by=cast.focal_point, text="Who asks?", paragraph=1, organisation=ohchr)
    comment_add(text_version=version, by=cast.country_team, text="A good text.")
    path, client = at("endorsement-comments", found.pk), client_of(cast.focal_point)
    filtered = html(client, f"{path}?organisation={ohchr.pk}&paragraph=1&version=1&resolution=open")
    assert "Who asks?" in filtered
    assert "A good text." not in filtered
    body = b"".join(client.get(path, {"download": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [(row["Version"], row["Where"], row["What"]) for row in rows] == [
        ("1", "The text as a whole", "A good text."), ("1", "1", "Who asks?"),
    ]  # fmt: skip
    assert rows[1]["The paragraph"] == PARAGRAPHS[0]
    book = openpyxl.load_workbook(io.BytesIO(client.get(path, {"download": "xlsx"}).content))
    assert "Who asks?" in {cell.value for row in book.active.iter_rows() for cell in row}
    word = docx.Document(io.BytesIO(client.get(path, {"download": "docx", "organisation": ohchr.pk}).content))
    said = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Who asks?" in said
    assert "A good text." not in said


def test_nothing_of_the_inside_of_a_public_text_is_shown_to_outsiders(cast):
    found = round_made(cast, title="Public note", audience={"audience": "public"})
    comment_add(text_version=found.versions.get(), by=cast.focal_point, text="Hidden comment")
    period = silence_made(cast, found)
    answer_give(
        invitation=invitation_of(found, "ohchr"), choice="disassociated", reason="Hidden reason", by=cast.focal_point
    )
    for client in (Client(), client_of(cast.civil_society)):
        page, listed = html(client, at("endorsement", found.pk)), html(client, at("endorsements"))
        assert "Public note" in listed
        for hidden in ("Hidden", "Office A", "SHA-256", period.ends_at.strftime("%H:%M")):
            assert hidden not in page.split("<main")[1], hidden
        body = b"".join(client.get(at("endorsements"), {"download": "csv"}).streaming_content).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(body)))[1][2:5] == ["0", "0", "0"]
        for name in ("endorsement-comments", "endorsement-history"):
            assert client.get(at(name, found.pk)).status_code in (302, 403)
        assert client.get(at("endorsement-file", found.pk, 1)).status_code == 404
    assert "Hidden reason" in html(client_of(cast.country_team), at("endorsement", found.pk))


def test_outsiders_see_the_endorsed_file_of_a_public_text_and_who_endorsed_it(cast):
    found = state_made(cast, "endorsed", audience={"audience": "public"})
    Answer.objects.filter(invitation=invitation_of(found, "ohchr")).update(choice="endorsed")
    page = html(Client(), at("endorsement", found.pk))
    assert found.final.digest in page
    assert "Office A" in page
    assert "UNCT Arlandia" not in page
    assert Client().get(at("endorsement-file", found.pk, 1)).status_code == 200


def test_a_draft_version_beside_the_endorsed_one_stays_inside(cast):
    found = round_made(cast, audience={"audience": "public"})
    version_made(cast, found, "1. Ask everybody.")
    silence_settle(found, now=silence_made(cast, found).ends_at)
    statuses = [Client().get(at("endorsement-file", found.pk, number)).status_code for number in (1, 2)]
    assert statuses == [404, 200]


def test_the_secretariat_answers_only_in_the_name_of_somebody_who_speaks(cast):
    found = round_made(cast)
    silence_made(cast, found)
    path = at("endorsement-answer", found.pk, invitation_of(found, "ohchr").pk)
    client = client_of(cast.secretariat)
    assert client.post(path, {"choice": "endorsed", "said_by": cast.country_team.pk}).status_code == 422
    assert client.post(path, {"choice": "endorsed", "said_by": cast.focal_point.pk}).status_code == 302
    assert (Answer.objects.get().said_by, Answer.objects.get().entered_by) == (cast.focal_point, cast.secretariat)


def test_whoever_may_not_see_the_directory_chooses_alternates_among_the_entitys_own(cast):
    found = round_made(cast, audience={"audience": "public"})
    roots = OrganisationFactory(code="roots")
    invitation_add(endorsement=found, organisations=[roots], by=cast.coordinator)
    colleague = MembershipFactory(organisation=roots, role="civil-society").person
    former = MembershipFactory(organisation=roots, role="civil-society", until=in_days(-1)).person
    path = at("endorsement-alternate", found.pk, invitation_of(found, "roots").pk)
    page = html(client_of(cast.civil_society), path)
    assert colleague.name in page
    for other in (former, cast.secretariat, cast.focal_point):
        assert other.name not in page
    sent = {"person": cast.secretariat.pk}
    assert client_of(cast.civil_society).post(path, sent).status_code == 422
    assert cast.focal_point.name in html(client_of(cast.secretariat), path)


def test_an_alternate_does_not_name_others(cast):
    found = round_made(cast)
    invitation = invitation_of(found, "ohchr")
    named = spokesperson_name(invitation=invitation, person=cast.country_team, by=cast.focal_point)
    path, client = at("endorsement-alternate", found.pk, invitation.pk), client_of(cast.country_team)
    assert client.post(path, {"person": cast.secretariat.pk}).status_code == 403
    assert client.post(at("endorsement-alternate-end", found.pk, invitation.pk, named.pk)).status_code == 403
    assert path not in html(client, at("endorsement", found.pk))
    assert path in html(client_of(cast.focal_point), at("endorsement", found.pk))


def test_my_work_lists_texts_under_silence_until_my_organization_has_answered(cast):
    found, client = round_made(cast, title="Waiting note"), client_of(cast.focal_point)
    assert "Waiting note" not in html(client, at("my-work"))
    silence_made(cast, found)
    assert "Waiting note" in html(client, at("my-work"))
    assert "Texts under silence" not in html(client_of(cast.coordinator), at("my-work"))
    answer_give(invitation=invitation_of(found, "ohchr"), choice="no-objection", by=cast.focal_point)
    assert "Waiting note" not in html(client, at("my-work"))


def test_a_comment_edited_by_two_at_once_shows_both(cast):
    found = round_made(cast)
    one = comment_add(text_version=found.versions.get(), by=cast.focal_point, text="First", paragraph=1)
    path = at("endorsement-comment-edit", found.pk, one.pk)
    sent = {"paragraph": "1", "version": "1"}
    assert client_of(cast.focal_point).post(path, {**sent, "text": "Mine"}).status_code == 302
    answer = client_of(cast.coordinator).post(path, {**sent, "text": "Yours"})
    assert answer.status_code == 422
    assert re.search("Mine.*Yours", answer.content.decode(), re.DOTALL)
    assert client_of(cast.country_team).post(path, {**sent, "text": "Not theirs"}).status_code == 403


def test_empty_lists_say_why_and_what_to_do(cast):
    page = html(client_of(cast.coordinator), at("endorsements"))
    assert "There is no document for endorsement that you may see." in page
    assert at("endorsement-new") in page
    found = round_made(cast)
    assert "Nobody has commented on this text yet." in html(
        client_of(cast.focal_point), at("endorsement-comments", found.pk)
    )


def test_pages_with_much_on_them_stay_light_and_ask_little(cast, django_assert_max_num_queries):
    found = round_made(cast, title="Note " + "x" * 290)
    organisations = [OrganisationFactory() for _ in range(25)]
    invitation_add(endorsement=found, organisations=organisations, by=cast.coordinator)
    version = version_made(cast, found, *(f"{n}. " + "words " * 60 for n in range(1, 200)))
    for n in range(40):
        comment_add(
            text_version=version, by=cast.focal_point, text="Text " * 80, paragraph=n + 1, organisation=organisations[0]
        )
    silence_made(cast, found)
    client, one = client_of(cast.coordinator), Comment.objects.first()
    for path in (
        at("endorsements"),
        at("endorsement", found.pk),
        at("endorsement-history", found.pk),
        at("endorsement-comments", found.pk),
        at("endorsement-comment", found.pk, one.pk),
        at("endorsement-comment-add", found.pk),
    ):
        client.get(path)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert ours(client.get(path)), path
        assert transferred_bytes(client, path) < LIMIT, path
