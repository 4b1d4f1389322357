"""Changes who may see a record; every room uses this for its own records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.network.errors import NetworkError
from tessera.network.models import Audience, Audienced, Group, Person

from .audit import audit_record


@transaction.atomic
def audience_set(
    *, record: Audienced, audience: str, by: Any, group: Group | None = None, people: Iterable[Person] = ()
) -> None:
    """Give a saved record an audience. Whoever made it and whoever decides stay among named people.

    A group or people named beside another audience are dropped, so that nothing stands there that has no effect.
    """
    if audience not in Audience:
        raise NetworkError(_("There is no such audience."))
    if audience == Audience.GROUP and group is None:
        raise NetworkError(_("Choose the group that may see this."))
    people = set(people)
    if audience == Audience.PEOPLE and not people:
        raise NetworkError(_("Name at least one person who may see this."))
    before = record.audience
    record.audience = audience
    record.audience_group = group if audience == Audience.GROUP else None
    record._history_user = by if isinstance(by, Person) else None
    record.save()
    kept = {person for person in (by, getattr(record, "created_by", None)) if isinstance(person, Person)}
    record.audience_people.set(people | kept if audience == Audience.PEOPLE else ())
    subject = f"{record._meta.label_lower} {record.pk}"
    audit_record(actor=by, action="audience.change", subject=subject, before=before, after=audience)
