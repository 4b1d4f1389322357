"""The Network on one page: what its plan is, where it stands today, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.coordination.models import WorkingGroup, YearlyReport
from tessera.coordination.selectors.readership import NETWORK, readership
from tessera.plans.models import Activity, Contribution, Plan
from tessera.plans.selectors.activities import funding_sums
from tessera.plans.selectors.standing import Standing, standing
from tessera.reports.localised import DJANGO, Counted, day_words, language_now, listed, number_words
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Table, Written

from .telling import NotForThem, activity_words, amount, issued_words, notice_words, page, today_utc, written_in

NEXT = 5  # milestones and outputs: one page has no room for more
LONGEST = 420  # characters of the plan's summary
MOST_NAMES = 12


def network_brief(plan: Plan, *, readers: str = NETWORK, language: str = "en", today: date | None = None) -> Written:
    """The document in one language. Raises NotForThem."""
    with translation.override(DJANGO.get(language, language)):
        viewer, today = readership(readers), today or today_utc()
        if not Plan.objects.visible_to(viewer).filter(pk=plan.pk).exists():
            raise NotForThem(_("This plan is not for these readers."))
        return Written(
            title=plan.wording("title", language) or plan.code,
            subtitle=_("The Network in brief, %(day)s") % {"day": day_words(today)},
            language=language,
            issued=issued_words(today),
            notice=notice_words(readers),
            parts=tuple(_parts(plan, viewer, today)),
        )


def _parts(plan: Plan, viewer: Any, today: date) -> Iterator[Part]:
    stands = standing(plan, viewer, today)
    summary = plan.wording("summary", language_now())
    if summary:
        yield Paragraph(Truncator(summary).chars(LONGEST), language=written_in(summary))
    yield Heading(_("Where it stands"))
    yield _statuses(plan, stands)
    yield Paragraph(_who(plan, viewer))
    yield from _next(stands)
    yield from _money(plan, viewer)
    yield from _reported(plan, viewer)


def _statuses(plan: Plan, stands: Standing) -> Table:
    rows = [
        (str(label), Linked(number_words(n), page("web:activities", plan.code, status=code)))
        for code, label, n in stands.statuses
    ]
    if stands.unreported:
        url = page("web:activities", plan.code, status="unreported")
        rows.append((_("Not reported"), Linked(number_words(stands.unreported), url)))
    total = Linked(number_words(len(stands.activities)), page("web:activities", plan.code))
    return Table(
        _("Activities by status"),
        (_("Status"), _("Activities")),
        (*rows, (_("All activities"), total)),
        numeric=frozenset({1}),
        total=True,
    )


def _who(plan: Plan, viewer: Any) -> str:
    rows = Contribution.objects.filter(activity__plan=plan).order_by("organisation__name")
    names = list(dict.fromkeys(str(c.organisation) for c in rows.select_related("organisation")))
    groups = WorkingGroup.objects.visible_to(viewer).filter(archived_at__isnull=True).count()
    said = ngettext(
        "%(n)s entity or field presence takes part: %(names)s.",
        "%(n)s entities and field presences take part: %(names)s.",
        len(names),
    ) % {"n": Counted(len(names)), "names": listed([*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])])}
    working = ngettext("%(n)s working group is active.", "%(n)s working groups are active.", groups)
    return " ".join([*([said] if names else []), working % {"n": Counted(groups)}])


def _next(stands: Standing) -> Iterator[Part]:
    yield Heading(_("What comes next"))
    words = _("%(day)s: %(title)s (%(activity)s)")
    items = tuple(
        words % {"day": day_words(m.due), "title": m.wording("title", language_now()), "activity": m.activity.ref}
        for m in stands.due[:NEXT]
        if m.due
    )
    yield Bullets(items) if items else Paragraph(_("Nothing is due within three months."), look="muted")
    behind = [a for a in stands.activities if a.status in (Activity.Status.DELAYED, Activity.Status.BLOCKED)]
    if behind:
        names = "; ".join(activity_words(a) for a in behind)
        yield Paragraph(_("Delayed or blocked: %(names)s.") % {"names": names})


def _money(plan: Plan, viewer: Any) -> Iterator[Part]:
    sums = funding_sums(plan, viewer)
    if sums:
        yield Heading(_("Money"))
        rows = tuple(
            (one["currency"], amount(one["asked"]), amount(one["received"]), amount(one["gap"])) for one in sums
        )
        columns = (_("Currency"), _("Asked"), _("Received"), _("Still missing"))
        yield Table(_("Money of the plan, all years"), columns, rows, numeric=frozenset({1, 2, 3}))


def _reported(plan: Plan, viewer: Any) -> Iterator[Part]:
    """The last year of which reports are approved."""
    approved = YearlyReport.objects.visible_to(viewer).filter(round__plan=plan, state=YearlyReport.State.APPROVED)
    last = approved.order_by("-round__year").values_list("round__year", flat=True).first()
    if last:
        count = approved.filter(round__year=last).count()
        said = ngettext("%(n)s approved report for %(year)s", "%(n)s approved reports for %(year)s", count)
        words = said % {"n": Counted(count), "year": last}
        yield Paragraph(Linked(words, page("web:report-round", plan.code, last)))
