"""Jobs as a viewer may see them, and whether anybody works them off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from tessera.desk_review.models import Job, JobPart, QueueWorker, ReviewedDocument

State = JobPart.State
ALIVE = timedelta(seconds=60)  # since a worker was last seen


def jobs_listed(viewer: Any) -> QuerySet[Job]:
    """Each with how many `parts_all` it has, and how many of them `parts_ended` and were `parts_refused`."""
    ended = Q(parts__state__in=[State.DONE, State.KNOWN, State.REFUSED])
    return (
        Job.objects.filter(Job.visibility_q(viewer))
        .select_related("asked_by")
        .annotate(
            parts_all=Count("parts"),
            parts_ended=Count("parts", filter=ended),
            parts_refused=Count("parts", filter=Q(parts__state=State.REFUSED)),
        )
    )


def job_get(viewer: Any, pk: int) -> Job | None:
    return jobs_listed(viewer).filter(pk=pk).first()


def parts_of(viewer: Any, job: Job) -> QuerySet[JobPart]:
    return JobPart.objects.filter(job=job).select_related("document")


def documents_seen(viewer: Any, parts: list[JobPart]) -> set[int]:
    """Of the documents that parts became, those that the viewer may see today."""
    ids = [part.document_id for part in parts if part.document_id]
    return set(ReviewedDocument.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))


def job_counts(job: Job) -> dict[str, int]:
    """How many parts stand at each state."""
    rows = JobPart.objects.filter(job=job).order_by().values_list("state").annotate(count=Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(rows)


def somebody_works() -> bool:
    """Whether a process works off the queue."""
    return QueueWorker.objects.filter(seen_at__gte=timezone.now() - ALIVE).exists()


def comparison_under_way(document: ReviewedDocument) -> bool:
    parts = JobPart.objects.filter(document=document, job__kind=Job.Kind.GAPS)
    return parts.filter(job__state=Job.State.OPEN).exists()
