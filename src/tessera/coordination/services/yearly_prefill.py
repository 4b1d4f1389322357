"""The words with which a report begins: what the platform knows, in sentences that the entity then changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from babel import Locale
from babel.dates import format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tessera.coordination.models import Meeting
from tessera.coordination.selectors.yearly_known import KnownActivity, KnownYear
from tessera.plans.models import Activity, FundingLine

BEHIND = (Activity.Status.DELAYED, Activity.Status.BLOCKED)


def done_words(known: KnownActivity) -> str:
    """What was done: a line for each milestone reached, task done, change of status, update and sum of money."""
    return "\n".join(_done(known))


def late_words(known: KnownActivity) -> str:
    """What is late and why: milestones not reached, what delays or blocks, what stands in the way."""
    lines = [_("Not reached by %(day)s: %(title)s.") % {"day": _day(m.due), "title": m.title} for m in known.late]
    lines += [_stopped(c.reason) for c in known.statuses if c.status in BEHIND and c.reason]
    return "\n".join([*lines, *(" ".join(filter(None, (_stopped(o.text), o.response))) for o in known.obstacles)])


def summary_words(year: KnownYear) -> str:
    """Meetings attended, and tasks that belong to no activity."""
    lines = [_("Task done: %(title)s. %(result)s") % {"title": t.title, "result": t.result} for t in year.tasks]
    if year.meetings:
        lines.insert(0, _meetings(year.meetings))
    return "\n".join(line.strip() for line in lines)


def _done(known: KnownActivity) -> Iterator[str]:
    for milestone in known.reached:
        day = _day(milestone.done_on)
        yield _("Reached on %(day)s: %(title)s.") % {"day": day, "title": milestone.title}
    for change in known.statuses:
        if change.status not in BEHIND:
            said = f"{change.get_status_display()}, {_day(change.since)}"
            yield f"{said}: {change.reason}" if change.reason else f"{said}."
    for task in known.tasks:
        yield (_("Task done: %(title)s. %(result)s") % {"title": task.title, "result": task.result}).strip()
    for update in known.updates:
        yield update.text
    for line in known.money:
        yield from _money(line)


def _money(line: FundingLine) -> Iterator[str]:
    if line.received or line.spent:
        yield _("%(donor)s: %(received)s %(currency)s received, %(spent)s %(currency)s spent.") % {
            "donor": line.donor or _("Donor not named"),
            "received": f"{line.received:,.0f}",
            "spent": f"{line.spent:,.0f}",
            "currency": line.currency,
        }


def _meetings(meetings: list[Meeting]) -> str:
    n = len(meetings)
    return ngettext(
        "Present at %(n)s meeting of working groups.", "Present at %(n)s meetings of working groups.", n
    ) % {"n": n}


def _day(value: date) -> str:
    """3 March 2026, as UN documents in English and other languages write it."""
    code = (get_language() or "en").split("-")[0]
    return format_date(value, "long", locale=Locale.parse("en_GB" if code == "en" else code))


def _stopped(text: str) -> str:
    """A sentence with an end."""
    text = text.strip()
    return text if not text or text[-1] in ".!?。؟" else f"{text}."
