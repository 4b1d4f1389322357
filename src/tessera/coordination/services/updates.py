"""Updates: what members tell the others."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Update, WorkingGroup
from tessera.coordination.telling import people_of
from tessera.network.services.notifications import notify

from .entering import record_edit, record_enter
from .groups import working_group_ensure_open


@transaction.atomic
def update_post(*, working_group: WorkingGroup, text: str, by: Any, **audience: Any) -> Update:
    """Tell the others something."""
    working_group_ensure_open(working_group)
    update = record_enter(Update(group=working_group, text=_said(text)), by=by, **audience)
    notify(people=people_of(working_group), kind="update", subject=update.pk, key=f"update:{update.pk}", by=by)
    return update


def update_change(*, update: Update, version: int, text: str, by: Any, **audience: Any) -> Update:
    """Correct an update that was read at `version`; the history keeps the earlier wording."""
    return record_edit(update, version=version, by=by, text=_said(text), **audience)


def _said(text: str) -> str:
    if not text.strip():
        raise CoordinationError(_("Write what the others should know."))
    return text.strip()
