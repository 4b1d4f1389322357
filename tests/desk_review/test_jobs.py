"""Long work: each file is read once and to an end, whoever dies meanwhile; it can be cancelled and tried again."""

from __future__ import annotations

import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import Job, JobPart, QueueWorker, ReviewedDocument
from tessera.desk_review.selectors.jobs import jobs_listed, somebody_works
from tessera.desk_review.services import parts as parts_services
from tessera.desk_review.services import unpacking
from tessera.desk_review.services.jobs import Sent, folder_of, job_cancel, job_read, job_try_again, path_of
from tessera.desk_review.services.parts import part_do
from tessera.desk_review.services.queue import LOST_AFTER, tasks_requeue, worker_seen

from .making import SAMPLES, document_made
from .working import archive, begun_by, queue_worked_off, sent

pytestmark = pytest.mark.django_db
HTML = (SAMPLES / "cca.en.html").read_bytes()


def states(job: Job) -> list[str]:
    return list(job.parts.values_list("state", flat=True))


def state(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def zipped(tmp_path, cast, **files: bytes) -> Job:
    return job_read(files=[Sent(archive(tmp_path / "many.zip", **files), "many.zip")], by=cast.focal_point)


# Reading


def test_files_are_read_while_nobody_waits_and_belong_to_whoever_sent_them(cast, django_capture_on_commit_callbacks):
    job = job_read(files=sent("cca.en.html", "undaf.fr.html"), by=cast.focal_point)
    assert (state(job), states(job), ReviewedDocument.objects.count()) == ("open", ["waiting"] * 2, 0)
    with django_capture_on_commit_callbacks(execute=True):
        queue_worked_off()
    assert (state(job), states(job)) == ("done", ["done", "done"])
    assert {one.added_by for one in ReviewedDocument.objects.all()} == {cast.focal_point}
    assert not list(folder_of(job).iterdir())


def test_the_same_content_is_read_once_within_a_job_and_across_jobs(cast, monkeypatch, tmp_path):
    copy = tmp_path / "copy.html"
    copy.write_bytes(HTML)
    reads: list[str] = []
    add = parts_services.document_add
    monkeypatch.setattr(parts_services, "document_add", lambda **kw: reads.append(kw["name"]) or add(**kw))
    first = job_read(files=[*sent("cca.en.html"), Sent(copy, "copy.html")], by=cast.focal_point)
    other = job_read(files=sent("cca.en.html"), by=cast.coordinator)
    queue_worked_off()
    assert reads == ["cca.en.html"]
    assert (states(first), states(other)) == (["done", "known"], ["known"])
    assert {part.document for part in JobPart.objects.all()} == {ReviewedDocument.objects.get()}


def test_the_longest_file_is_begun_first(cast, tmp_path):
    short = tmp_path / "short.txt"
    short.write_text("1. Roma.")
    job_read(files=[Sent(short, "a.txt"), *sent("cca.en.html"), Sent(short, "b.txt")], by=cast.focal_point)
    begun = [JobPart.objects.get(pk=task.args_kwargs["args"][0]).name for task in DBTaskResult.objects.ready()]
    assert begun == ["cca.en.html", "a.txt", "b.txt"]


def test_a_file_that_is_being_read_elsewhere_waits_for_its_turn(cast):
    first, other = (job_read(files=sent("cca.en.html"), by=cast.focal_point) for _ in range(2))
    first.parts.update(state="begun")
    part_do(part=other.parts.get().pk)
    assert (states(other), ReviewedDocument.objects.count()) == (["waiting"], 0)
    assert DBTaskResult.objects.filter(run_after__lt=timezone.now() + timedelta(minutes=1)).count() == 1


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_read(cast, tmp_path):
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    job = job_read(files=[Sent(bad, "bad.pdf"), *sent("cca.en.html")], by=cast.focal_point)
    queue_worked_off()
    assert (state(job), states(job)) == ("done", ["refused", "done"])
    said = job.parts.first().said
    assert "bad.pdf" in said["words"] % said["values"]


def test_a_fault_of_our_own_is_said_kept_by_the_queue_and_can_be_tried_again(cast, monkeypatch):
    job = job_read(files=sent("cca.en.html"), by=cast.focal_point)
    with monkeypatch.context() as broken:
        broken.setattr(parts_services, "document_add", lambda **_kw: 1 / 0)
        queue_worked_off()
    assert (state(job), states(job)) == ("done", ["refused"])
    assert "ZeroDivisionError" in DBTaskResult.objects.get().traceback
    job_try_again(job=job, by=cast.focal_point)
    queue_worked_off()
    assert (state(job), states(job), ReviewedDocument.objects.count()) == ("done", ["done"], 1)
    with pytest.raises(DeskReviewError):
        job_try_again(job=job, by=cast.focal_point)


def test_what_was_added_before_is_not_read_again_and_no_word_changes(cast):
    document = document_made()
    job = job_read(files=sent("cca.en.html"), by=cast.focal_point)
    queue_worked_off()
    assert job.parts.get().document == document
    assert states(job) == ["known"]


# Workers that die


def test_what_a_dead_worker_had_begun_comes_to_the_same_end(cast):
    job = job_read(files=sent("cca.en.html", "cca.fr.html"), by=cast.focal_point)
    worker_seen(key="one")
    task = begun_by("one")
    parts_services._begun(task.args_kwargs["args"][0])  # killed here
    assert tasks_requeue() == 0
    assert tasks_requeue(dead=["one"]) == 1
    queue_worked_off()
    assert (state(job), states(job)) == ("done", ["done", "done"])
    assert sorted(job.parts.values_list("tries", flat=True)) == [1, 2]


def test_a_worker_that_was_not_seen_for_a_while_is_held_to_be_dead(cast):
    job_read(files=sent("cca.en.html"), by=cast.focal_point)
    worker_seen(key="one")
    begun_by("one")
    assert somebody_works()
    QueueWorker.objects.update(seen_at=timezone.now() - LOST_AFTER - timedelta(seconds=1))
    assert not somebody_works()
    assert tasks_requeue() == 1


def test_a_file_on_which_workers_die_again_and_again_is_given_up(cast):
    job = job_read(files=sent("cca.en.html"), by=cast.focal_point)
    for number in range(parts_services.TRIES):
        task = begun_by(f"worker-{number}")
        parts_services._begun(task.args_kwargs["args"][0])
        tasks_requeue(dead=[f"worker-{number}"])
    queue_worked_off()
    assert (state(job), states(job)) == ("done", ["refused"])
    assert "given up" in job.parts.get().said["words"]


# Cancelled


def test_a_cancelled_job_reads_nothing_more_and_keeps_what_was_read(cast):
    job = job_read(files=sent("cca.en.html", "cca.fr.html"), by=cast.focal_point)
    part_do(part=job.parts.first().pk)
    job_cancel(job=job, by=cast.focal_point)
    queue_worked_off()
    assert (state(job), states(job)) == ("cancelled", ["done", "cancelled"])
    assert ReviewedDocument.objects.count() == 1


def test_jobs_are_for_whoever_asked_and_for_those_who_keep_the_records(cast):
    job_read(files=sent("cca.en.html"), by=cast.focal_point)
    seeing = {role for role, person in cast.all.items() if jobs_listed(person).exists()}
    assert seeing == {"focal_point", "secretariat", "administrator"}


# Archives


def test_an_archive_becomes_the_parts_of_its_job(cast, tmp_path):
    french = (SAMPLES / "cca.fr.html").read_bytes()
    files = {"a/cca.html": HTML, "b/cca.html": french, "__MACOSX/a/._cca.html": b"x", ".DS_Store": b"x", "c.txt": b""}
    job = zipped(tmp_path, cast, **files)
    assert state(job) == "unpacking"
    queue_worked_off()
    told = {part.name: part.state for part in job.parts.all()}
    assert told == {"a/cca.html": "done", "b/cca.html": "done", "c.txt": "refused"}
    assert state(job) == "done"
    assert not (folder_of(job) / "archive.zip").exists()


def test_an_archive_whose_unpacking_was_cut_off_is_unpacked_anew(cast, tmp_path, monkeypatch):
    job = zipped(tmp_path, cast, **{"a.html": HTML, "b.txt": b"1. Roma are discriminated against in schools."})
    with monkeypatch.context() as cut_off:
        cut_off.setattr(unpacking, "parts_add", lambda **_kw: 1 / 0)
        begun_by("one")
        with pytest.raises(ZeroDivisionError):
            unpacking.job_unpack(job=job.pk)
    assert (state(job), states(job)) == ("unpacking", [])
    tasks_requeue(dead=["one"])
    queue_worked_off()
    assert (state(job), states(job)) == ("done", ["done", "done"])


def test_an_entry_that_swells_is_refused_and_takes_nothing_with_it(cast, tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "EACH", 300_000)
    job = zipped(tmp_path, cast, **{"bomb.txt": b"0" * 5_000_000, "cca.html": HTML})
    queue_worked_off()
    assert states(job) == ["refused", "done"]
    assert not path_of(job.parts.first()).is_file()


@pytest.mark.parametrize(("bound", "most"), [("FILES", 1), ("ALL", 100), ("LISTING", 60)])
def test_an_archive_beyond_its_bounds_is_refused_as_a_whole(cast, tmp_path, monkeypatch, bound, most):
    monkeypatch.setattr(unpacking, bound, most)
    monkeypatch.setattr(unpacking, "TOO_MANY", unpacking.Sentence("Too many."))
    job = zipped(tmp_path, cast, **{"a.html": HTML, "b.html": HTML})
    queue_worked_off()
    assert (state(job), states(job)) == ("failed", [])
    assert Job.objects.get().said["words"]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no archive at all" * 100, HTML])
def test_what_is_no_archive_ends_its_job_with_a_sentence(cast, tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    job = job_read(files=[Sent(path, "x.zip")], by=cast.focal_point)
    queue_worked_off()
    assert state(job) == "failed"
    assert Job.objects.get().said["words"] == "It is no archive that can be read."


def test_names_inside_an_archive_never_reach_the_disk(cast, tmp_path):
    job = zipped(tmp_path, cast, **{"../../evil.html": HTML, "/etc/evil.html": HTML})
    queue_worked_off()
    assert not list(tmp_path.rglob("evil*"))
    assert states(job) == ["done", "known"]


def test_an_archive_comes_alone(cast, tmp_path):
    path = archive(tmp_path / "a.zip", x=b"x")
    with pytest.raises(DeskReviewError):
        job_read(files=[Sent(path, "a.zip"), *sent("cca.en.html")], by=cast.focal_point)
    assert not Job.objects.exists()
    assert zipfile.is_zipfile(path)
