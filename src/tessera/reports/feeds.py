"""What changed in a plan, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from tessera.plans.models import Plan
from tessera.plans.selectors.history import Event, plan_history

from .xml_text import xml_text


def changes_atom(plan: Plan, *, viewer: Any, language: str, limit: int = 50) -> str:
    """The latest changes that `viewer` may see; people's names and reasons only for the Network."""
    base = settings.ENVIRONMENT.public_url
    page = base + reverse("web:plan", args=[plan.code])
    feed = Atom1Feed(
        title=_("Changes in %(plan)s") % {"plan": xml_text(plan.wording("title", language) or plan.code)},
        link=page,
        description="",
        language=language,
        author_name="Tessera",
        feed_url=base + reverse("web:plan-atom", args=[plan.code]),
        feed_guid=f"{page}changes",
    )
    for event in plan_history(plan, viewer, limit=limit):
        feed.add_item(
            title=xml_text(f"{event.kind_label} {event.ref} {event.sign_label}"),
            link=base + _address(plan, event),
            description=xml_text(" · ".join(p for p in (event.field_labels, event.what, event.reason) if p)),
            unique_id=f"{page}changes#{event.key}",
            updateddate=event.at,
            pubdate=event.at,
            author_name=xml_text(event.author) or None,
        )
    return str(feed.writeString("utf-8"))


def _address(plan: Plan, event: Event) -> str:
    if event.kind == "activity":
        return reverse("web:activity", args=[plan.code, event.ref])
    return reverse("web:plan-history", args=[plan.code])
