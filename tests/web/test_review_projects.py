"""Pages of review projects: coding by form, what each role may see while others code, rulings, files, weight."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tessera.desk_review.models import Passage, ReviewProject, Ruling, Word
from tessera.desk_review.services.judging import passage_code
from tessera.network.models import AuditEvent
from tests.desk_review.making import document_made
from tests.desk_review.making_projects import CODERS, all_confirmed, differing, finished, given, project_made
from tests.search.asking import ask
from tests.web.signing import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
SECRET = "Said apart"  # a note of one coder
NETWORK = ("country_team", "focal_point", "coordinator", "secretariat", "administrator")
FILES = ("?download=csv", "?download=json")


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def document():
    return document_made()


def url(name: str, *args) -> str:
    return reverse(f"web:{name}", args=args)


def code_url(project: ReviewProject, person) -> str:
    return url("review-project-code", project.pk, given(project, person).pk)


def read(person, address: str) -> str:
    answer = client_of(person).get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="replace") if answer.status_code == 200 else ""


def everywhere(project: ReviewProject, document, passage: Passage) -> list[str]:
    """Each page and file on which a word or a suggestion could be seen."""
    of = [url(f"review-project{name}", project.pk) for name in ("", "-differences", "-agreement", "-words")]
    of += [url(f"desk-review-{name}", document.pk) for name in ("document", "agreement", "scorecard", "qdpx")]
    with_files = [address + file for address in of[:-2] for file in FILES]
    single = [url("desk-review-passage", document.pk, passage.key), url("review-project-rule", project.pk, passage.pk)]
    outcomes = [
        url("gaps", document.pk),
        url("desk-review-compare"),
        url("desk-review-passages"),
        url("good-practices"),
    ]
    outcomes.append(url("desk-review-report", document.pk) + "?format=html")
    return [*of, *with_files, *single, *outcomes, url("desk-review"), url("desk-review") + FILES[1]]


# Coding


def test_a_passage_is_coded_by_form_and_the_next_one_follows(document, cast):
    project = project_made(cast, document)
    client, address = client_of(cast.focal_point), code_url(project, cast.focal_point)
    first, second = document.passages.filter(relevant=True)[:2]
    assert f"at={second.key}" in client.post(address, {"act": "confirm"})["Location"]
    form = {"act": "save", "groups": ["migrants"], "how": ["data"], "voice": ["un"], "guidance": ["8"], "note": "Aside"}
    client.post(f"{address}?at={second.key}", form)
    word = Word.objects.get(passage=second)
    assert (word.relevant, word.groups, word.how, word.voice) == (True, ("migrants",), ("data",), "un")
    assert (word.guidance, word.note) == (("8",), "Aside")
    client.post(address, {"act": "undo"})
    assert Word.objects.get(passage=second).taken_back_at is not None
    client.post(f"{address}?at={first.key}", {"act": "not"})
    assert Word.objects.get(passage=first).relevant is False


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"groups": ["roma"]}, "Say how it is addressed"),
        ({"groups": ["martians"], "how": ["data"]}, "no code of the vocabulary"),
        ({"how": ["data"], "voice": ["un", "government"]}, "Say of one only"),
    ],
)
def test_what_cannot_be_saved_is_one_sentence_and_keeps_what_was_ticked(document, cast, form, said):
    project = project_made(cast, document)
    answer = client_of(cast.focal_point).post(code_url(project, cast.focal_point), {"act": "save", **form})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Word.objects.exists()


def test_when_nothing_is_left_the_coder_is_asked_whether_they_have_finished(document, cast):
    project = project_made(cast, document)
    all_confirmed(project, cast.focal_point)
    client, address = client_of(cast.focal_point), code_url(project, cast.focal_point)
    answer = client.post(address, {"act": "not"})
    assert answer["Location"] == url("review-project-finish", project.pk, given(project, cast.focal_point).pk)
    assert client.post(answer["Location"]).status_code == 302
    assert given(project, cast.focal_point).finished_at is not None
    assert client.post(address, {"act": "not"}).status_code == 422


# What one sees while others code


def test_no_page_or_file_shows_a_word_to_anybody_else_before_all_have_finished(document, cast):
    project = project_made(cast, document)
    passage = document.passages.filter(relevant=True).first()
    for name in CODERS:
        all_confirmed(project, cast.all[name])
    said = {"relevant": True, "groups": ["migrants"], "how": ["budget"], "note": SECRET}
    passage_code(passage=passage, by=cast.focal_point, **said)
    finished(project, cast.focal_point)
    places = everywhere(project, document, passage)
    for name in {*NETWORK, "civil_society", "reader"} - {"focal_point"}:
        shown = [address for address in places if SECRET in read(cast.all[name], address)]
        assert shown == [], name
    assert "0 passages" in read(cast.coordinator, url("review-project-differences", project.pk))
    finished(project, cast.coordinator)
    assert SECRET in read(cast.coordinator, url("review-project-rule", project.pk, passage.pk))
    assert SECRET not in read(cast.civil_society, url("review-project-rule", project.pk, passage.pk))


def test_no_page_or_file_tells_a_blind_coder_what_is_suggested(document, cast):
    project = project_made(cast, document, mode="blind")
    passage = document.passages.filter(relevant=True).first()
    me, address = cast.focal_point, code_url(project, cast.focal_point)
    for place in everywhere(project, document, passage):
        text = read(me, place)
        assert "<mark>" not in text, place
        assert passage.text[:60] not in text, place
    suggested = document.passages.filter(relevant=True).count()
    assert f">{suggested}<" not in read(me, url("desk-review"))
    assert ask(me, " ".join(passage.text.split()[:6])).total == 0
    here = f"{address}?at={passage.key}"
    before = read(me, here)
    assert "<mark>" not in before
    assert "The machine suggests:" not in before
    client_of(me).post(here, {"act": "save", "how": ["mention"]})
    assert "The machine suggests:" in read(me, here)
    other = document.passages.filter(relevant=True).last()
    assert "The machine suggests:" not in read(me, f"{address}?at={other.key}")
    finished(project, me)
    assert "<mark>" in read(me, url("desk-review-document", document.pk))


def test_nobody_opens_the_reading_page_of_another_coder(document, cast):
    project = project_made(cast, document)
    address = code_url(project, cast.focal_point)
    for name in ("coordinator", "secretariat", "administrator", "country_team"):
        assert client_of(cast.all[name]).post(address, {"act": "confirm"}).status_code == 403
    assert not Word.objects.exists()
    assert AuditEvent.objects.filter(action="refused", subject="desk_review.code").count() == 4


# Ruling, closing


@pytest.mark.parametrize("role", [*NETWORK, "civil_society", "reader"])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(document, cast, role, state):
    project, person = project_made(cast), cast.all[role]
    if state == "closed":
        client_of(cast.secretariat).post(url("review-project-step", project.pk, "close"))
    allowed = {"open": "close", "closed": "reopen"}[state]
    for step in ("close", "reopen"):
        before = ReviewProject.objects.get().state
        client_of(person).post(url("review-project-step", project.pk, step))
        moved = ReviewProject.objects.get().state != before
        assert moved == (role in ("secretariat", "administrator") and step == allowed)
        if moved:
            return
        if role in NETWORK:
            assert AuditEvent.objects.filter(action="refused", actor=person).exists()


def test_the_projects_coordinator_rules_and_others_do_not(document, cast):
    project, passage = differing(cast, document)
    address = url("review-project-rule", project.pk, passage.pk)
    form = {"take": str(cast.focal_point.pk), "reason": "An amount is told", "version": "0"}
    for name in ("country_team", "focal_point", "coordinator", "administrator"):
        assert client_of(cast.all[name]).post(address, form).status_code == 403
    client = client_of(cast.secretariat)
    assert client.post(address, {**form, "take": ""}).status_code == 422
    assert client.post(address, form)["Location"] == url("review-project", project.pk)
    late = client.post(address, {"take": "own", "how": ["data"], "reason": "No", "version": "0"})
    assert (late.status_code, Ruling.objects.get().how) == (422, ("budget",))
    again = {"take": "own", "how": ["data"], "reason": "A figure", "version": "1"}
    assert client.post(address, again).status_code == 302
    assert "A figure" in read(cast.country_team, url("review-project-words", project.pk) + "?download=csv")


def test_of_few_passages_no_agreement_is_told(document, cast, monkeypatch):
    project, _passage = differing(cast, document)
    address = url("review-project-agreement", project.pk)
    assert "too few to say" not in read(cast.country_team, address)
    monkeypatch.setattr("tessera.web.review_projects.agreement.FEW", document.passages.count())
    assert "too few to say" in read(cast.country_team, address)
    assert "On 1 they differ." in read(cast.country_team, address)


def test_a_project_is_begun_and_its_document_given_to_two(document, cast):
    client = client_of(cast.secretariat)
    form = {
        "title": "Two readers", "language": "en", "mode": "blind", "coordinator": cast.secretariat.pk,
        "audience": "network", "version": "0",
    }  # fmt: skip
    address = client.post(url("review-project-new"), form)["Location"]
    project = ReviewProject.objects.get()
    give = {"document": document.pk, "coders": [cast.focal_point.pk, cast.coordinator.pk]}
    assert client.post(url("review-project-give", project.pk), give)["Location"] == address
    refused = client.post(url("review-project-give", project.pk), {**give, "coders": [cast.secretariat.pk]})
    assert refused.status_code == 422
    assert project.assignments.count() == 2
    assert "You code this document in a review project." in read(
        cast.focal_point, url("desk-review-document", document.pk)
    )


def test_a_long_document_stays_light_and_asks_little(document, cast, django_assert_max_num_queries):
    one = document.passages.filter(relevant=True).first()
    many = [Passage(document=document, key=f"x{n}", position=100 + n) for n in range(400)]
    for passage in many:
        passage.text, passage.evidence, passage.relevant = one.text * 8, one.evidence, True
        passage.groups, passage.how = one.groups, one.how
    Passage.objects.bulk_create(many)
    project = project_made(cast, document)
    for name in CODERS:
        all_confirmed(project, cast.all[name])
    reading = f"{code_url(project, cast.focal_point)}?at=x200"
    client_of(cast.secretariat).get(url("review-codebook"))
    for person, address in ((cast.focal_point, reading), (cast.secretariat, url("review-codebook"))):
        client = client_of(person)
        with django_assert_max_num_queries(25):
            client.get(address)
        assert transferred_bytes(client, address) <= LIMIT
    Word.objects.filter(person=cast.coordinator).update(how="|budget|")
    for name in CODERS:
        finished(project, cast.all[name])
    names = [url(f"review-project{name}", project.pk) for name in ("", "-differences", "-agreement", "-words")]
    client = client_of(cast.secretariat)
    for address in [url("review-projects"), *names, url("review-project-rule", project.pk, many[0].pk)]:
        with django_assert_max_num_queries(25):
            client.get(address)
        assert transferred_bytes(client, address) <= LIMIT
