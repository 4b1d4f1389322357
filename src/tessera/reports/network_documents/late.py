"""What is late and why: milestones not reached, reasons of delayed and blocked activities, and what reports say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tessera.coordination.models import ReportEntry
from tessera.coordination.selectors.yearly_figures import LATE, Year
from tessera.plans.models import Activity, Milestone
from tessera.reports.localised import day_words, language_now
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part

from .telling import activity_words, as_written, page

BEHIND = (Activity.Status.DELAYED, Activity.Status.BLOCKED)


def late_parts(year: Year, entries: list[ReportEntry], reasons: dict[int, str]) -> Iterator[Part]:
    """By activity, in the order of the plan."""
    late: dict[int, list[Milestone]] = {}
    for milestone in year.rows("milestones", LATE):
        late.setdefault(milestone.activity_id, []).append(milestone)
    nothing = True
    for activity in year.rows("activities"):
        own = [e for e in entries if e.activity_id == activity.pk and e.late]
        if activity.pk in late or own or activity.status_then in BEHIND:
            nothing = False
            yield from _of_activity(activity, late.get(activity.pk, []), reasons.get(activity.pk, ""), own)
    other = [e for e in entries if e.activity_id is None and e.late]
    if other:
        yield Heading(_("Other work"), 2)
        yield from _told(other)
    elif nothing:
        yield Paragraph(_("Nothing is late."), look="muted")


def _of_activity(
    activity: Activity, milestones: list[Milestone], reason: str, entries: list[ReportEntry]
) -> Iterator[Part]:
    yield Heading(activity_words(activity), 2)
    if activity.status_then in BEHIND:
        yield Paragraph(str(Activity.Status(activity.status_then).label), look="muted")
        yield from as_written(reason)
    if milestones:
        words = _("Not reached: %(title)s, due on %(day)s")
        yield Bullets(
            tuple(
                words % {"title": one.wording("title", language_now()), "day": day_words(one.due)}
                for one in milestones
                if one.due
            )
        )
    yield from _told(entries)


def _told(entries: list[ReportEntry]) -> Iterator[Part]:
    for entry in entries:
        yield Paragraph(
            Linked(str(entry.report.organisation), page("web:yearly-report", entry.report_id)), look="strong"
        )
        yield from as_written(entry.late)
