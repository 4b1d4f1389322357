"""Where coders differ, the project's coordinator rules; what the coders said stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tessera.desk_review.errors import DeskReviewError, EditConflict
from tessera.desk_review.models import Passage, ReviewProject, Ruling, Said
from tessera.desk_review.selectors.differences import differences_of
from tessera.network.models import Person
from tessera.network.services.audit import audit_record

from .coding import said_of
from .projects import project_ensure_open


@transaction.atomic
def ruling_give(
    *,
    project: ReviewProject,
    passage: Passage,
    version: int,
    by: Person,
    reason: str,
    relevant: bool,
    groups: Collection[str] = (),
    how: Collection[str] = (),
    more: Mapping[str, Any] | None = None,
) -> Ruling:
    """The project's word, with its reason; `version` is 0 where none was given yet. Raises EditConflict."""
    project = ReviewProject.objects.select_for_update().get(pk=project.pk)
    project_ensure_open(project)
    found = differences_of(by, project, document=passage.document_id)
    if not any(one.passage.pk == passage.pk for one in found):
        raise DeskReviewError(_("On this passage the coders do not differ, or have not all finished."))
    ruling = Ruling.objects.select_for_update().filter(project=project, passage=passage).first()
    if (ruling.version if ruling else 0) != version:
        raise EditConflict(
            _("Somebody else ruled on this passage meanwhile. Your words are below; compare and save again."),
            theirs=ruling,
        )
    if not reason.strip():
        raise DeskReviewError(_("Say why."))
    ruling = ruling or Ruling(project=project, passage=passage, version=0)
    for name, value in said_of(relevant=relevant, groups=groups, how=how, more=more or {}).items():
        setattr(ruling, name, value)
    ruling.reason, ruling.by, ruling.at = reason.strip(), by, timezone.now()
    ruling.version += 1
    ruling._history_user = by
    ruling.save()
    audit_record(actor=by, action="desk-review.rule", subject=str(passage)[:200], project=project.pk)
    return ruling


def as_said(said: Said | None) -> dict[str, Any]:
    """What a coder said, for whoever rules that it stands; None is the silence of one who has finished."""
    if said is None:
        return {"relevant": False}
    more = {name: getattr(said, name) for name in ("intersections", "voice", "euphemism", "guidance")}
    return {"relevant": said.relevant, "groups": said.groups, "how": said.how, "more": more}
