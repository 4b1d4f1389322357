"""What people are told of in plans: their entities' milestones and outputs that are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Person
from tessera.network.notifying import AHEAD, Due, Kind, kind_register, reminder_register, stage_of
from tessera.network.selectors.people import people_acting_for
from tessera.plans.models import Contribution, Milestone, Plan
from tessera.plans.selectors.standing import OVER

REMINDED = timedelta(days=30)  # what is late for longer is known


def kinds_register() -> None:
    """Called once, by the app."""
    kind_register(
        Kind(
            "milestone-due",
            gettext_lazy("A milestone or output of an activity that my entity leads is due"),
            _milestones,
            _said,
            "web:activity",
            lambda milestone: (milestone.activity.plan.code, milestone.activity.ref),
        )
    )
    reminder_register("milestones", _due)


def _milestones(viewer: Any) -> QuerySet[Milestone]:
    return Milestone.objects.visible_to(viewer).select_related("activity__plan")


def _due(today: date) -> Iterator[Due]:
    """A week before, on the day and a week after, to focal points and coordinators of leading entities."""
    window = (today - REMINDED, today + timedelta(days=AHEAD))
    rows = Milestone.objects.filter(done_on=None, due__range=window).exclude(activity__status__in=OVER)
    for milestone in rows.exclude(activity__plan__state=Plan.State.CLOSED).select_related("activity"):
        if milestone.due and (stage := stage_of(milestone.due, today)):
            key = f"milestone-due:{milestone.pk}:{milestone.due}:{stage}"
            yield Due(_leading(milestone), "milestone-due", milestone.pk, key)


def _leading(milestone: Milestone) -> set[Person]:
    leads = milestone.activity.contributions.filter(part=Contribution.Part.LEAD)
    return people_acting_for(leads.values_list("organisation", flat=True))


def _said(milestone: Milestone) -> str:
    title = milestone.wording("title", get_language() or "en")
    words = {"ref": milestone.activity.ref, "title": title}
    if milestone.done_on or not milestone.due:
        return _("%(ref)s: no longer due: %(title)s") % words
    words["day"] = date_format(milestone.due, "DATE_FORMAT")
    if milestone.due < timezone.now().date():
        return _("%(ref)s: was due on %(day)s: %(title)s") % words
    return _("%(ref)s: due on %(day)s: %(title)s") % words
