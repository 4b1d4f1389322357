"""Working groups for tests: one that the coordinator's entity coordinates and the focal point belongs to."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from tessera.coordination.models import Meeting, Task, Update, WorkingGroup
from tessera.coordination.services.groups import member_add, working_group_create
from tessera.coordination.services.meetings import meeting_call
from tessera.coordination.services.tasks import task_add
from tessera.coordination.services.updates import update_post
from tests.cast import OrganisationFactory


def group_made(cast: Any, *, name: str = "Statistics", audience: str = "network", **values: Any) -> WorkingGroup:
    undp, ohchr = OrganisationFactory(code="undp"), OrganisationFactory(code="ohchr")
    group = working_group_create(
        name=name,
        mandate="Agree what is counted.",
        coordinators=[undp],
        by=cast.secretariat,
        audience=audience,
        people=[cast.coordinator] if audience == "people" else [],
        **values,
    )
    member_add(group=group, organisation=ohchr, person=cast.focal_point, by=cast.secretariat)
    return group


def task_made(cast: Any, group: WorkingGroup | None, *, title: str = "Draft the note", **values: Any) -> Task:
    return task_add(by=cast.focal_point, title=title, working_group=group, **values)


def update_made(cast: Any, group: WorkingGroup, *, text: str = "The census office answered.", **values: Any) -> Update:
    return update_post(working_group=group, text=text, by=cast.focal_point, **values)


def meeting_made(cast: Any, group: WorkingGroup, *, title: str = "Second meeting", **values: Any) -> Meeting:
    day, audience = values.pop("day", in_days(7)), values.pop("audience", {})
    return meeting_call(
        working_group=group, title=title, day=day, at=time(10), zone="UTC", by=cast.focal_point,
        audience=audience, **values,
    )  # fmt: skip


def in_days(days: int) -> date:
    return timezone.now().date() + timedelta(days=days)
