"""The update of a working group: what happened since a day, what is open, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tessera.coordination.models import Meeting, Task, WorkingGroup
from tessera.coordination.selectors.group_news import GroupNews, group_news
from tessera.coordination.selectors.readership import NETWORK, readership
from tessera.reports.localised import DJANGO, day_words, listed
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Table, Written

from .telling import (
    NotForThem,
    activity_linked,
    as_written,
    issued_words,
    notice_words,
    page,
    today_utc,
    written_in,
)


def group_update(group: WorkingGroup, since: date, *, readers: str = NETWORK, language: str = "en") -> Written:
    """The document in one language; what people wrote stays as they wrote it. Raises NotForThem."""
    with translation.override(DJANGO.get(language, language)):
        viewer, today = readership(readers), today_utc()
        if not group.is_visible_to(viewer):
            raise NotForThem(_("This working group is not for these readers."))
        return Written(
            title=group.name,
            subtitle=_("Update from %(since)s to %(today)s") % {"since": day_words(since), "today": day_words(today)},
            language=language,
            issued=issued_words(today),
            notice=notice_words(readers),
            parts=tuple(_parts(group, group_news(group, viewer, since), today)),
        )


def _parts(group: WorkingGroup, news: GroupNews, today: date) -> Iterator[Part]:
    yield Paragraph(Linked(_("The group’s page"), page("web:working-group", group.slug)))
    if news.activities:
        yield Paragraph(_("It pursues:"))
        yield Bullets(tuple(activity_linked(a) for a in news.activities))
    changes = [_("Joined: %(names)s.") % {"names": _names(news.joined)}] if news.joined else []
    changes += [_("Left: %(names)s.") % {"names": _names(news.left)}] if news.left else []
    if changes:
        yield Paragraph(" ".join(changes))
    yield Heading(_("Updates"))
    for update in news.updates:
        yield Paragraph(day_words(update.created_at.date()), look="muted")
        yield from as_written(update.text)
    if not news.updates:
        yield Paragraph(_("Nothing was posted."), look="muted")
    yield from _meetings(news)
    yield from _tasks(news, today)


def _meetings(news: GroupNews) -> Iterator[Part]:
    yield Heading(_("Meetings"))
    for meeting in news.held:
        yield Heading(meeting.title, 2)
        yield Paragraph(Linked(_when(meeting), page("web:meeting", meeting.group.slug, meeting.pk)))
        if meeting.decisions:
            yield Paragraph(_("Decided:"))
            yield Bullets(tuple(meeting.decisions), language=written_in(" ".join(meeting.decisions)))
    if not news.held:
        yield Paragraph(_("No meeting was held."), look="muted")
    if news.ahead:
        yield Paragraph(_("Ahead:"))
        yield Bullets(tuple(f"{_when(one)}: {one.title}" for one in news.ahead))


def _when(meeting: Meeting) -> str:
    local = meeting.local_start
    return f"{day_words(local.date())}, {local:%H:%M} ({meeting.zone})"


def _tasks(news: GroupNews, today: date) -> Iterator[Part]:
    yield Heading(_("Tasks"))
    if news.done:
        rows = tuple((_task(t), str(t.organisation or "–"), t.result) for t in news.done)
        yield Table(_("Tasks done"), (_("Task"), _("Organization"), _("What came of it")), rows)
    if news.running:
        rows = tuple((_task(t), str(t.organisation or "–"), _due(t, today)) for t in news.running)
        yield Table(_("Open tasks"), (_("Task"), _("Organization"), _("Due")), rows)
    if not news.done and not news.running:
        yield Paragraph(_("No task is open, and none was done."), look="muted")


def _task(task: Task) -> Linked:
    return Linked(task.title, page("web:task", task.pk))


def _due(task: Task, today: date) -> str:
    if task.due is None:
        return "–"
    return _("%(day)s (late)") % {"day": day_words(task.due)} if task.due < today else day_words(task.due)


def _names(members: list) -> str:
    return listed(member.organisation.name for member in members)


def since_default() -> date:
    """A month back, where nobody says since when."""
    return timezone.now().date() - MONTH


MONTH = timezone.timedelta(days=31)
