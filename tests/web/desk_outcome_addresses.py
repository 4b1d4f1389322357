"""The addresses of what comes out of the desk review, for the table of all addresses."""

from __future__ import annotations

from tessera.desk_review.models import GoodPractice, ReviewedDocument
from tessera.desk_review.services.practices import practice_nominate
from tessera.desk_review.services.releasing import comment_add
from tests.desk_review.making import practice_said

Table = dict[str, tuple[list, frozenset[str]]]


def desk_outcome_addresses(everybody: frozenset[str], network: frozenset[str], keepers: frozenset[str]) -> Table:
    """PRACTICE is for the Network, nominated by the focal point; DRAFT-COMMENT is on the draft REVIEWED."""
    reviewers = network - {"country_team"}
    editors = keepers | {"focal_point"}
    return {
        "web:desk-review-compare": ([], everybody),
        "web:desk-review-compare-report": ([], network),
        "web:desk-review-passages": ([], everybody),
        "web:desk-review-report": (["REVIEWED"], network),
        "web:desk-review-answer": (["REVIEWED", "DRAFT-COMMENT"], reviewers),
        "web:good-practices": ([], everybody),
        "web:good-practice": (["PRACTICE"], network),
        "web:good-practice-edit": (["PRACTICE"], editors),
        "web:good-practice-open": (["PRACTICE"], keepers),
        "web:good-practice-withdraw": (["PRACTICE"], editors),
        "web:good-practice-nominate": (["REVIEWED", "READ-PASSAGE"], reviewers),
    }


def outcomes_made(cast) -> dict[str, int]:
    """On the draft that tests.web.desk_review_addresses made."""
    document = ReviewedDocument.objects.get()
    comment = comment_add(document=document, text="Paragraph 8 is out of date.", by=cast.country_team)
    passage = document.passages.filter(relevant=True).last()
    practice = practice_nominate(passage=passage, by=cast.focal_point, said=practice_said())
    return {"PRACTICE": practice.pk, "DRAFT-COMMENT": comment.pk}


def outcomes_state() -> list:
    return list(GoodPractice.objects.values_list("version", "withdrawn_at", "audience"))
