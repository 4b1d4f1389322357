"""Importing in the browser: nothing is written before the reader confirms what they were shown."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tessera.plans.models import Activity, Plan, PlanImport
from tests.cast import MembershipFactory
from tests.plans.test_import import CODE, DOCUMENT

from .signing import client_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/import/"


@pytest.fixture
def secretary(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    return client_of(MembershipFactory(role="secretariat").person)


def upload(client, text: str | bytes = DOCUMENT, name: str = "plan.txt", **fields):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), "code": "", **fields})


def hidden(answer) -> dict[str, str]:
    """What the confirming form of a preview would send."""
    return dict(re.findall(r'<input type="hidden" name="(kept|code|file_name|shown)" value="([^"]*)"', text_of(answer)))


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_preview_writes_nothing_and_confirming_it_writes_what_it_showed(secretary):
    shown = upload(secretary)
    assert shown.status_code == 200
    assert "train the police" in text_of(shown)
    assert not Plan.objects.filter(code=CODE).exists()
    assert not PlanImport.objects.filter(plan__code=CODE).exists()

    done = secretary.post(PAGE, hidden(shown))
    assert (done.status_code, done["Location"]) == (302, f"/plans/{CODE}/")
    assert Activity.objects.filter(plan__code=CODE).count() == 3
    assert secretary.get(done["Location"]).status_code == 200


def test_an_upload_is_confirmed_once(secretary):
    form = hidden(upload(secretary))
    secretary.post(PAGE, form)
    again = secretary.post(PAGE, form, follow=True)
    assert "choose the file again" in text_of(again)
    assert PlanImport.objects.filter(plan__code=CODE).count() == 1


def test_a_preview_that_is_no_longer_true_is_shown_anew(secretary):
    first = upload(secretary)
    other = client_of(MembershipFactory(role="secretariat").person)
    other.post(PAGE, hidden(upload(other, DOCUMENT.replace("train the police", "train the prosecutors"))))

    late = secretary.post(PAGE, hidden(first))
    assert late.status_code == 409
    assert "has changed since you read this preview" in text_of(late)
    assert "prosecutors" in Activity.objects.get(plan__code=CODE, ref="1a").text

    agreed = secretary.post(PAGE, hidden(late))
    assert agreed.status_code == 302
    assert "train the police" in Activity.objects.get(plan__code=CODE, ref="1a").text


def test_nobody_confirms_the_upload_of_another(secretary):
    form = hidden(upload(secretary))
    other = client_of(MembershipFactory(role="secretariat").person)
    answer = other.post(PAGE, form, follow=True)
    assert "choose the file again" in text_of(answer)
    assert not Plan.objects.filter(code=CODE).exists()


@pytest.mark.parametrize("kept", ["../secret.key", "secret-key", "", "x" * 300, "\0"])
def test_a_made_up_upload_is_not_found(secretary, kept):
    answer = secretary.post(PAGE, {"kept": kept or " ", "code": "", "shown": ""}, follow=True)
    assert "choose the file again" in text_of(answer)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", b"PK\x03\x04 and no more"),
        ("plan.pdf", b"%PDF-1.7 and no more"),
        ("plan.txt", b"Dear colleagues, the minutes of Tuesday are attached."),
        ("plan.txt", b" \n"),
        ("plan.exe", b"MZ"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(secretary, name, content):
    before = Plan.objects.count()
    answer = upload(secretary, content, name)
    assert answer.status_code == 422
    said = re.findall(r'<p class="error"[^>]*>(.*?)</p>|<ul class="errorlist[^>]*>(.*?)</ul>', text_of(answer), re.S)
    assert len(said) == 1
    assert f"“{name}”" in "".join(said[0])
    assert Plan.objects.count() == before


def test_what_is_wrong_with_a_file_is_said_in_the_readers_language(secretary):
    secretary.cookies["tessera_language"] = "fr"
    assert "ne contient pas de texte" in text_of(upload(secretary, b" \n"))
    unlisted = text_of(upload(secretary, DOCUMENT.replace(" (GNR 13)", "")))
    assert "1b ne mentionne aucune recommandation de la Note d’orientation." in unlisted
