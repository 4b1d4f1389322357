"""The addresses of review projects, for the table of all addresses."""

from __future__ import annotations

from tessera.desk_review.models import Assignment, Codebook, ReviewProject, Ruling
from tests.desk_review.making import document_made
from tests.desk_review.making_projects import all_confirmed, differing, given, project_made

Table = dict[str, tuple[list, frozenset[str]]]


def project_addresses(network: frozenset[str], keepers: frozenset[str]) -> Table:
    """PROJECT has a document of which both coders differ on DIFFERENCE, CODING another that they code."""
    reviewers = network - {"country_team"}
    of, code = ["PROJECT"], ["CODING", "CODED-BY-FOCAL-POINT"]
    return {
        "web:review-projects": ([], network),
        "web:review-project-new": ([], reviewers),
        "web:review-codebook": ([], network),
        "web:review-codebook-entry": (["how", "mention"], keepers | {"coordinator"}),
        "web:review-project": (of, network),
        "web:review-project-edit": (of, keepers),
        "web:review-project-codebook": (of, keepers),
        "web:review-project-step": ([*of, "close"], keepers),
        "web:review-project-give": (of, keepers),
        "web:review-project-withdraw": (code, keepers),
        "web:review-project-code": (code, frozenset({"focal_point"})),
        "web:review-project-finish": (code, frozenset({"focal_point"})),
        "web:review-project-differences": (of, network),
        "web:review-project-rule": ([*of, "DIFFERENCE"], network),
        "web:review-project-agreement": (of, network),
        "web:review-project-words": (of, network),
    }


def projects_made(cast) -> dict[str, object]:
    project, passage = differing(cast, document_made("undaf.fr.html"))
    coding = project_made(cast, document_made("undaf.en.html"))
    all_confirmed(coding, cast.focal_point)
    coded = given(coding, cast.focal_point).pk
    return {"PROJECT": project.pk, "DIFFERENCE": passage.pk, "CODING": coding.pk, "CODED-BY-FOCAL-POINT": coded}


def projects_state() -> list:
    states = [list(ReviewProject.objects.values_list("state", "version", "codebook"))]
    states += [list(Assignment.objects.values_list("finished_at", "withdrawn_at"))]
    return [*states, Ruling.objects.count(), Codebook.objects.count()]
