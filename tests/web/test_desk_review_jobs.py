"""Documents are added in the browser and read while nobody waits: the page says how far, what failed, and who works."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tessera.desk_review.models import Job, ReviewedDocument
from tessera.desk_review.services.queue import worker_seen
from tests.desk_review.making import SAMPLES
from tests.desk_review.working import queue_worked_off
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
ADD = "/desk-review/add/"
NOBODY = "Nobody works this off at the moment"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def upload(name: str = "analysis.html", sample: str = "cca.en.html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (SAMPLES / sample).read_bytes())


def add(person, *files: SimpleUploadedFile, **values: str):
    return client_of(person).post(ADD, {"file": list(files), "kind": "", "country": "", "title": "", **values})


def page(person, address: str) -> str:
    answer = client_of(person).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_file_is_added_read_while_nobody_waits_and_kept_once(cast):
    for _time in range(2):
        answer = add(cast.focal_point, upload(), title="Ours")
        assert answer.status_code == 302
        queue_worked_off()
    document = ReviewedDocument.objects.get()
    assert (document.kind, document.added_by, document.file_name) == ("cca", cast.focal_point, "analysis.html")
    assert (document.audience, document.title) == ("network", "Ours")
    text = page(cast.focal_point, answer.url)
    assert "1 was there before" in text
    assert f"/desk-review/{document.pk}/?show=relevant" in text


def test_several_files_are_one_piece_of_work(cast):
    add(cast.focal_point, upload("a.html"), upload("b.html", "cca.fr.html"), upload("c.html"))
    queue_worked_off()
    assert [part.state for part in Job.objects.get().parts.all()] == ["done", "done"]


def test_an_archive_is_unpacked_and_its_files_are_listed(cast):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as target:
        target.writestr("country/analysis.html", (SAMPLES / "cca.en.html").read_bytes())
        target.writestr("country/bad.pdf", b"%PDF-1.7 and no more")
    answer = add(cast.focal_point, SimpleUploadedFile("many.zip", kept.getvalue()))
    assert "Being unpacked" in page(cast.focal_point, answer.url)
    queue_worked_off()
    text = page(cast.focal_point, answer.url)
    assert "2 of 2 files" in text
    assert "1 was not read" in text
    assert "country/bad.pdf" in text
    assert f"/desk-review/{ReviewedDocument.objects.get().pk}/?show=relevant" in text
    assert "damaged or protected PDF" in text
    assert "Try again what was not read" in text
    assert "country/bad.pdf" in page(cast.focal_point, f"{answer.url}?state=refused")
    assert "country/bad.pdf" not in page(cast.focal_point, f"{answer.url}?state=done")


def test_the_page_says_when_nobody_works(cast):
    answer = add(cast.focal_point, upload())
    assert NOBODY in page(cast.focal_point, answer.url)
    assert NOBODY in page(cast.focal_point, reverse("web:desk-review-jobs"))
    worker_seen(key="one")
    text = page(cast.focal_point, answer.url)
    assert NOBODY not in text
    assert 'hx-trigger="every 3s"' in text
    queue_worked_off()
    assert "every 3s" not in page(cast.focal_point, answer.url)


def test_work_is_cancelled_after_a_question_and_what_is_done_stays(cast):
    answer = add(cast.focal_point, upload())
    cancel = reverse("web:desk-review-cancel-job", args=[Job.objects.get().pk])
    assert "What is done stays" in page(cast.focal_point, cancel)
    assert client_of(cast.focal_point).post(cancel).status_code == 302
    queue_worked_off()
    assert "Cancelled" in page(cast.focal_point, answer.url)
    assert not ReviewedDocument.objects.exists()


def test_one_sentence_says_what_is_wrong_with_what_was_sent(cast):
    assert add(cast.focal_point).status_code == 422
    both = add(cast.focal_point, upload(), SimpleUploadedFile("many.zip", b"PK"))
    assert both.status_code == 422
    assert "by itself" in both.content.decode()
    assert not Job.objects.exists()


def test_a_larger_body_is_taken_for_archives_by_those_who_are_signed_in_alone(cast, settings, client):
    settings.BODY_MAX_BYTES = 1000
    assert add(cast.focal_point, upload()).status_code == 302
    assert client_of(cast.focal_point).post("/desk-review/work/", {"x": "x" * 2000}).status_code == 413
    client.cookies[settings.SESSION_COOKIE_NAME] = "made-up"
    assert client.post(ADD, {"file": upload()}).status_code == 413
    settings.BATCH_UPLOAD_MAX_BYTES = 1500
    assert add(cast.focal_point, upload()).status_code == 413


def test_a_page_of_many_files_stays_light(cast, django_assert_max_num_queries):
    answer = add(cast.focal_point, upload())
    job = Job.objects.get()
    job.parts.bulk_create(type(job.parts.get())(job=job, position=n, name=f"{n}-{'x' * 80}.pdf") for n in range(1, 400))
    client = client_of(cast.focal_point)
    for address in (answer.url, f"{answer.url}?per_page=100", reverse("web:desk-review-jobs")):
        with django_assert_max_num_queries(25):
            client.get(address)
        assert transferred_bytes(client, address) <= LIMIT
