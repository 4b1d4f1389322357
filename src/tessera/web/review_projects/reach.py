"""Who reaches what: a project, and what one of its coders codes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.models import Assignment, ReviewProject
from tessera.desk_review.selectors.projects import assignment_get, project_get
from tessera.web.access import require


def project_or_404(request: HttpRequest, pk: int) -> ReviewProject:
    """For the Network: who codes what is its matter, whatever the audience."""
    found = project_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such project that you may see."))
    require(request, "desk_review.see_project", found)
    return found


def assignment_or_404(request: HttpRequest, project: ReviewProject, pk: int) -> Assignment:
    found = assignment_get(request.user, project, pk)
    if found is None:
        raise Http404(_("This project has no such document that you may see."))
    return found


def address(project: ReviewProject) -> str:
    return reverse("web:review-project", args=[project.pk])


def trail(project: ReviewProject | None = None, *more: tuple[Any, str]) -> list[tuple[Any, str]]:
    steps = [(_("Desk review"), reverse("web:desk-review")), (_("Review projects"), reverse("web:review-projects"))]
    return [*steps, (project.title, address(project)), *more] if project else [*steps, *more]


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(f"desk_review.{permission}", subject)
