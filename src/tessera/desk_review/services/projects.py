"""A review project is begun, changed, closed when nothing is left to do, and opened again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Codebook, ReviewProject
from tessera.desk_review.models.projects import running
from tessera.desk_review.selectors.differences import differences_left
from tessera.network.models import Audience, Group, Person
from tessera.network.services.audit import audit_record

from .codebooks import codebook_ensure

FIELDS = ("title", "purpose", "language", "mode", "coordinator")
STEPS = ("close", "reopen")


@transaction.atomic
def project_begin(
    *,
    by: Person | None,
    title: str,
    coordinator: Person,
    audience: str = Audience.NETWORK,
    group: Group | None = None,
    people: Iterable[Person] = (),
    **values: Any,
) -> ReviewProject:
    """With the newest codebook. `values` are the other fields. Raises DeskReviewError."""
    project = ReviewProject(codebook=codebook_ensure())
    return _kept(project, by, audience, group, people, {"title": title, "coordinator": coordinator, **values})


@transaction.atomic
def project_change(
    *,
    project: ReviewProject,
    version: int,
    by: Person,
    audience: str,
    group: Group | None = None,
    people: Iterable[Person] = (),
    **values: Any,
) -> ReviewProject:
    """Raises EditConflict. How it is coded is settled once somebody has documents to code."""
    now = _locked(project)
    if now.version != version:
        raise EditConflict(
            _("Somebody else changed this while you were editing. Your words are below; compare and save again."),
            theirs=now,
        )
    project_ensure_open(now)
    if values.get("mode", now.mode) != now.mode and now.assignments.exists():
        raise DeskReviewError(_("Coding has begun: how it is coded can no longer be changed."))
    now.version += 1
    return _kept(now, by, audience, group, people, values)


@transaction.atomic
def project_take_codebook(*, project: ReviewProject, book: Codebook, by: Person) -> ReviewProject:
    """The project codes by that version from now on."""
    now = _locked(project)
    project_ensure_open(now)
    now.codebook, now._history_user = book, by
    now.version += 1
    now.save()
    audit_record(actor=by, action="desk-review.project-codebook", subject=now.title, version=book.version)
    return now


def project_step(*, project: ReviewProject, step: str, by: Person) -> ReviewProject:
    """Close or reopen. A step that the state does not allow is refused (EditConflict) and logged."""
    if step not in STEPS:
        raise DeskReviewError(_("There is no such step."))
    try:
        return _step(project, step, by)
    except TransitionNotAllowed:
        project.refresh_from_db()
        audit_record(actor=by, action="refused", subject=f"project.{step}", project=project.pk, state=project.state)
        words = _("This cannot be done now; the project stands at: %(state)s.")
        raise EditConflict(words % {"state": project.get_state_display()}) from None


@transaction.atomic
def _step(project: ReviewProject, step: str, by: Person) -> ReviewProject:
    now = _locked(project)
    getattr(now, step)()
    if step == "close":
        _ensure_done(now)
    now.version += 1
    now._history_user, now._change_reason = by, step
    now.save()
    audit_record(actor=by, action=f"project.{step}", subject=now.title)
    return now


def _ensure_done(project: ReviewProject) -> None:
    if running(project=project).exists():
        raise DeskReviewError(_("Somebody has not finished coding: wait for them, or withdraw the document from them."))
    if left := differences_left(project):
        raise DeskReviewError(_("Passages on which coders differ wait to be ruled on: %(count)s.") % {"count": left})


def project_ensure_open(project: ReviewProject) -> None:
    if project.state != ReviewProject.State.OPEN:
        raise DeskReviewError(_("This project is closed. Open it again to change it."))


def _kept(
    project: ReviewProject,
    by: Person | None,
    audience: str,
    group: Group | None,
    people: Iterable[Person],
    values: dict[str, Any],
) -> ReviewProject:
    for name, value in values.items():
        if name not in FIELDS:
            raise TypeError(f"a project has no {name!r}")
        setattr(project, name, value.strip() if isinstance(value, str) else value)
    if not project.title:
        raise DeskReviewError(_("Give the project a title."))
    if project.mode not in ReviewProject.Mode.values:
        raise DeskReviewError(_("Say how it is coded."))
    project.audience, project.audience_group = audience, group if audience == Audience.GROUP else None
    project._history_user = by
    project.save()
    project.audience_people.set(people if audience == Audience.PEOPLE else ())
    if not project.is_visible_to(project.coordinator):
        raise DeskReviewError(_("The coordinator could not see this project: choose another, or another audience."))
    if project.is_apart and project.assignments.filter(coder=project.coordinator, withdrawn_at=None).exists():
        raise DeskReviewError(_("Whoever rules on differences does not code: choose another coordinator."))
    audit_record(actor=by, action="desk-review.project", subject=project.title, project=project.pk)
    return project


def _locked(project: ReviewProject) -> ReviewProject:
    found: ReviewProject = ReviewProject.objects.select_for_update().get(pk=project.pk)
    return found
