"""The addresses of long work and of demands set against a document, for the table of all addresses."""

from __future__ import annotations

from tessera.desk_review.models import Gap, GapRun, JobPart, ReviewedDocument
from tessera.desk_review.services.jobs import job_read
from tessera.recommendations.models import Demand
from tests.desk_review.working import sent

Table = dict[str, tuple[list, frozenset[str]]]


def gap_addresses(network: frozenset[str], keepers: frozenset[str]) -> Table:
    """JOB is the focal point's, and still waits; ASKED is a demand set against the draft REVIEWED."""
    reviewers = network - {"country_team"}
    asked = keepers | {"focal_point"}
    return {
        "web:desk-review-jobs": ([], reviewers),
        "web:desk-review-job": (["JOB"], asked),
        "web:desk-review-cancel-job": (["JOB"], asked),
        "web:desk-review-job-again": (["JOB"], asked),
        "web:gaps": (["REVIEWED"], network),
        "web:gaps-compare": (["REVIEWED"], reviewers),
        "web:gap": (["REVIEWED", "ASKED"], network),
    }


def gaps_made(cast, document: int) -> dict[str, int]:
    """A comparison of the first demand there is, and a file that waits to be read."""
    demand = Demand.objects.exclude(first=None).order_by("pk")[0]
    run = GapRun.objects.create(document_id=document, country=demand.country, rules="1", demands=1)
    words = {"text": demand.first.text, "language": "en", "worded_by": demand.first}
    Gap.objects.create(document_id=document, run=run, demand=demand, status="partly", confidence=0.5, made=1, **words)
    job = job_read(files=sent("undaf.fr.html"), by=cast.focal_point)
    return {"ASKED": demand.pk, "JOB": job.pk}


def gaps_state() -> list:
    rows = [
        *Gap.objects.values_list("pk", "rating", "version"),
        *JobPart.objects.values_list("pk", "state", "job__state"),
    ]
    return [*rows, ReviewedDocument.objects.count(), JobPart.objects.count()]
