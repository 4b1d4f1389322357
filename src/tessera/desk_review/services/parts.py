"""A part of a job is carried out: once, by one worker at a time, and to an end that says what became of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.desk_review.errors import DeskReviewError
from tessera.desk_review.models import Job, JobPart, ReviewedDocument
from tessera.extraction import Sentence, UnreadableFile
from tessera.network.models.audience import OPERATOR

from .documents import document_add
from .gaps import gaps_tell
from .jobs import LATER, files_forget, job_end_if_over, path_of
from .queue import part_waits

TRIES = 3
LATER_ON = 15  # seconds until a file is looked at again that is being read elsewhere
State = JobPart.State
ENDED = frozenset({State.DONE, State.KNOWN, State.REFUSED, State.CANCELLED})
LOST = Sentence("Each time it was begun, the process that worked on it ended. It was given up.")
FAULT = Sentence("A fault of Tessera's own kept it from being done. It can be tried again.")
NOT_HERE = Sentence("Its file is no longer here. Add it again.")


def part_do(*, part: int) -> None:
    """Does what there is to do; nothing for a part that ended. Whatever happens, the part says it."""
    begun = _begun(part)
    if begun is None:
        return
    try:
        document, known = _gaps(begun) if begun.job.kind == Job.Kind.GAPS else _read(begun)
    except (UnreadableFile, DeskReviewError) as error:
        _ended(begun, State.REFUSED, said=_said(error))
    except FileNotFoundError:
        _ended(begun, State.REFUSED, said=sentence_kept(NOT_HERE))
    except Exception:
        _ended(begun, State.REFUSED, said=sentence_kept(FAULT))
        raise  # the queue keeps what went wrong
    else:
        _ended(begun, State.KNOWN if known else State.DONE, document=document)


@transaction.atomic
def _begun(pk: int) -> JobPart | None:
    """The part, begun; None where there is nothing to do now. Two parts of the same content take turns."""
    digest = JobPart.objects.values_list("digest", flat=True).get(pk=pk)
    same = JobPart.objects.select_for_update().filter(digest=digest) if digest else None
    rows = list((same or JobPart.objects.select_for_update().filter(pk=pk)).order_by("pk"))
    part = next(row for row in rows if row.pk == pk)
    if part.state in ENDED:
        return None
    if any(row.state == State.BEGUN for row in rows if row.pk != pk):
        part_waits.send(JobPart, part=pk, priority=LATER, seconds=LATER_ON)
        return None
    if part.tries >= TRIES:
        _end(part, State.REFUSED, said=sentence_kept(LOST))
        return None
    part.state, part.tries, part.begun_at = State.BEGUN, part.tries + 1, timezone.now()
    part.save(update_fields=["state", "tries", "begun_at"])
    return part


def _read(part: JobPart) -> tuple[ReviewedDocument, bool]:
    """The document, and whether its file was there before."""
    viewer = part.job.asked_by or OPERATOR
    known = ReviewedDocument.objects.visible_to(viewer).filter(digest=part.digest).order_by("pk").first()
    if known is not None:
        return known, True
    added = document_add(path=path_of(part), name=part.name, by=part.job.asked_by, **part.job.options)
    return added.document, not added.created


def _gaps(part: JobPart) -> tuple[ReviewedDocument, bool]:
    if part.document is None:
        raise FileNotFoundError
    gaps_tell(document=part.document, by=part.job.asked_by)
    return part.document, False


@transaction.atomic
def _ended(part: JobPart, state: str, **values: Any) -> None:
    now = JobPart.objects.select_for_update().get(pk=part.pk)
    if now.state not in ENDED:  # a worker that was held to be dead may come back
        _end(now, state, **values)


def _end(part: JobPart, state: str, *, document: ReviewedDocument | None = None, said: Any = None) -> None:
    part.state, part.ended_at = state, timezone.now()
    part.document, part.said = document or part.document, said or {}
    part.save(update_fields=["state", "ended_at", "document", "said"])
    job_end_if_over(job=part.job)
    if state != State.REFUSED and part.path:
        transaction.on_commit(lambda: files_forget([path_of(part)]))


def _said(error: Exception) -> dict[str, Any]:
    message = error.message if isinstance(error, UnreadableFile) else str(error)
    return sentence_kept(message)


def sentence_kept(said: str) -> dict[str, Any]:
    """As the database holds it: words, and what fills them in the reader's language."""
    if not isinstance(said, Sentence):
        return {"words": said.replace("%", "%%"), "values": {}}
    return {"words": said.words, "values": {key: str(value) for key, value in said.values.items()}}
