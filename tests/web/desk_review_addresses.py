"""The addresses of the desk review, for the table of all addresses."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.services.judging import passage_confirm
from tessera.desk_review.services.releasing import document_send
from tests.desk_review.making import document_made
from tests.web.desk_outcome_addresses import desk_outcome_addresses, outcomes_made, outcomes_state

Table = dict[str, tuple[list, frozenset[str]]]


def desk_review_addresses(everybody: frozenset[str], network: frozenset[str], keepers: frozenset[str]) -> Table:
    """REVIEWED is a draft that the country team has, READ-PASSAGE one of which the focal point said something."""
    reviewers = network - {"country_team"}
    passage = ["REVIEWED", "READ-PASSAGE"]
    return {
        "web:desk-review": ([], everybody),
        "web:desk-review-add": ([], reviewers),
        "web:desk-review-document": (["REVIEWED"], network),
        "web:desk-review-edit": (["REVIEWED"], reviewers),
        "web:desk-review-send": (["REVIEWED"], keepers),
        "web:desk-review-release": (["REVIEWED"], keepers),
        "web:desk-review-comment": (["REVIEWED"], network),
        "web:desk-review-scorecard": (["REVIEWED"], network),
        "web:desk-review-rate": (["REVIEWED", "groups-named"], reviewers),
        "web:desk-review-agreement": (["REVIEWED"], network),
        "web:desk-review-file": (["REVIEWED"], network),
        "web:desk-review-qdpx": (["REVIEWED"], network),
        "web:desk-review-passage": (passage, network),
        "web:desk-review-take-back": (passage, frozenset({"focal_point"})),
        **desk_outcome_addresses(everybody, network, keepers),
    }


def reviews_made(settings, tmp_path, cast) -> dict[str, object]:
    """A draft of which the focal point has read a passage."""
    settings.MEDIA_ROOT = tmp_path / "files"
    document = document_made()
    document_send(document=document, until=timezone.now().date() + timedelta(days=5), by=cast.secretariat)
    passage = document.passages.filter(relevant=True).first()
    passage_confirm(passage=passage, by=cast.focal_point)
    return {"REVIEWED": document.pk, "READ-PASSAGE": passage.key, **outcomes_made(cast)}


def reviews_state() -> list:
    rows = ReviewedDocument.objects.values_list("state", "version", "passages__words__taken_back_at")
    return [*rows.distinct(), *outcomes_state()]
