"""The Network's annual report: what the platform counts, and what approved reports say, in their own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.coordination.models import ReportEntry, ReportRound, YearlyReport
from tessera.coordination.selectors.readership import NETWORK, readership
from tessera.coordination.selectors.yearly import asked_of, counts_of
from tessera.coordination.selectors.yearly_figures import Year, last_status_reasons, leads_of, year_of
from tessera.plans.models import Activity
from tessera.reports.localised import DJANGO, Counted, day_words, listed
from tessera.reports.written import Bullets, Heading, Linked, Paragraph, Part, Quote, Table, Written

from .late import late_parts
from .telling import (
    NotForThem,
    activity_linked,
    activity_words,
    amount,
    as_written,
    countries_words,
    issued_words,
    notice_words,
    page,
    today_utc,
    written_in,
)
from .year_figures import countries_named, figures_of, figures_table, money_of, money_table, status_drawing


def annual_report(
    report_round: ReportRound, *, readers: str = NETWORK, language: str = "en", today: date | None = None
) -> Written:
    """The document in one language; what people wrote stays as they wrote it. Raises NotForThem."""
    with translation.override(DJANGO.get(language, language)):
        viewer, today = readership(readers), today or today_utc()
        if not report_round.is_visible_to(viewer):
            raise NotForThem(_("This round of reports is not for these readers."))
        year, plan = year_of(report_round, viewer, today), report_round.plan
        return Written(
            title=_("Annual report %(year)s") % {"year": report_round.year},
            subtitle=plan.wording("title", language) or plan.code,
            language=language,
            issued=issued_words(today),
            notice=notice_words(readers),
            parts=tuple(_parts(year, readers)),
        )


def _parts(year: Year, readers: str) -> Iterator[Part]:
    entries = list(year.rows("entries"))
    reports = list(year.rows("reports"))
    yield Heading(_("The year in figures"))
    yield from _figures(year, readers)
    yield Heading(_("What each activity did"))
    yield from _by_activity(year, entries)
    yield Heading(_("By entity"))
    yield from _by_entity(reports, entries)
    yield Heading(_("Money"))
    yield from _money(year, readers)
    yield Heading(_("What is late, and why"))
    yield from late_parts(year, entries, last_status_reasons(year))
    yield Heading(_("What was learned"))
    yield from _learned(reports, entries)
    yield Heading(_("Who reported"))
    yield from _who(year, readers)
    yield Heading(_("How this report was made"))
    yield Paragraph(
        _(
            "Numbers are counted in Tessera at the moment of making; none is typed. Texts are those of approved "
            "reports, in the language in which they were written. Reports that are not approved, and whatever these "
            "readers may not see, are neither quoted nor counted."
        )
    )


def _figures(year: Year, readers: str) -> Iterator[Part]:
    counts, names = counts_of(year.round, year.today, year.viewer), countries_named(year)
    words = ngettext(
        "%(approved)s of %(n)s report is approved.", "%(approved)s of %(n)s reports are approved.", counts.asked
    )
    said = [words % {"approved": Counted(counts.approved), "n": Counted(counts.asked)}]
    if names:
        said.append(_("Approved reports name these countries: %(names)s.") % {"names": countries_words(names)})
    yield Paragraph(" ".join(said))
    if drawing := status_drawing(year):
        yield drawing
    yield figures_table(year, figures_of(year), readers)


def _by_activity(year: Year, entries: list[ReportEntry]) -> Iterator[Part]:
    activities = year.rows("activities")
    leads, told = leads_of(activities), {e.activity_id for e in entries if e.activity_id and e.text}
    for activity in activities:
        if activity.pk in told:
            yield Heading(activity_words(activity), 2)
            yield Paragraph(_standing(activity, leads.get(activity.pk, [])), look="muted")
            yield from _said([e for e in entries if e.activity_id == activity.pk and e.text])
    other = [e for e in entries if e.activity_id is None and e.text]
    if other:
        yield Heading(_("Other work"), 2)
        yield from _said(other)
    silent = [a for a in activities if a.pk not in told]
    if silent:
        yield Heading(_("Activities of which no approved report speaks"), 2)
        yield Bullets(tuple(activity_linked(a) for a in silent))


def _standing(activity: Activity, leads: list[str]) -> str:
    status = Activity.Status(activity.status_then).label if activity.status_then else _("No status reported")
    return _("%(status)s · led by %(names)s") % {"status": status, "names": listed(leads)} if leads else str(status)


def _said(entries: list[ReportEntry]) -> Iterator[Part]:
    for entry in entries:
        name = Linked(str(entry.report.organisation), _report_page(entry.report))
        where = f" · {countries_words(entry.countries)}" if entry.countries else ""
        yield Paragraph((name, where), look="strong")
        yield from as_written(entry.text)


def _by_entity(reports: list[YearlyReport], entries: list[ReportEntry]) -> Iterator[Part]:
    if not reports:
        yield Paragraph(_("No report is approved yet."), look="muted")
        return
    of = {pk: list(rows) for pk, rows in groupby(sorted(entries, key=lambda e: e.report_id), lambda e: e.report_id)}
    rows = tuple(
        (
            Linked(report.organisation.name, _report_page(report)),
            ", ".join(e.activity.ref for e in of.get(report.pk, []) if e.activity) or "–",
            countries_words(sorted({code for e in of.get(report.pk, []) for code in e.countries})) or "–",
        )
        for report in reports
    )
    yield Table(_("Approved reports"), (_("Entity"), _("Activities"), _("Countries")), rows)
    for report in reports:
        if report.summary:
            yield Heading(report.organisation.name, 2)
            yield from as_written(report.summary)


def _money(year: Year, readers: str) -> Iterator[Part]:
    sums = money_of(year)
    if not sums:
        yield Paragraph(_("No money was entered for this year."), look="muted")
        return
    yield money_table(year, sums, readers)
    rows = tuple(
        (activity_linked(line.activity), line.donor or _("Donor not named"), line.currency,
         *(amount(getattr(line, name)) for name in ("asked", "received", "spent")))
        for line in year.rows("money")
    )  # fmt: skip
    columns = (_("Activity"), _("Donor"), _("Currency"), _("Asked"), _("Received"), _("Spent"))
    yield Table(_("Funding lines"), columns, rows, numeric=frozenset({3, 4, 5}))


def _learned(reports: list[YearlyReport], entries: list[ReportEntry]) -> Iterator[Part]:
    said = [(report.learned, report, "") for report in reports if report.learned]
    said += [(e.learned, e.report, activity_words(e.activity) if e.activity else "") for e in entries if e.learned]
    for text, report, activity in said:
        source = Linked(str(report.organisation), _report_page(report))
        yield Quote(text, written_in(text), (source, f" · {activity}" if activity else ""))
    if not said:
        yield Paragraph(_("No approved report says what was learned."), look="muted")


def _who(year: Year, readers: str) -> Iterator[Part]:
    rows = tuple(
        (
            report.organisation.name,
            _("Does not report") if report.absent else str(report.get_state_display()),
            _late_words(report, year.today, readers),
        )
        for report in asked_of(year.round, year.viewer)
    )
    if not rows:
        yield Paragraph(_("No report is approved yet."), look="muted")
        return
    note = _("As of %(day)s; all reports were due on %(due)s.")
    days = {"day": day_words(year.today), "due": day_words(year.round.due)}
    yield Table(_("Entities and field presences asked"), (_("Entity"), _("State"), _("Note")), rows, note=note % days)


def _late_words(report: YearlyReport, today: date, readers: str) -> str:
    if report.absent:
        return report.absent if readers == NETWORK else ""
    if report.is_late_on(today):
        return _("Late: due on %(day)s") % {"day": day_words(report.due)}
    if report.approved_at:
        return _("Approved on %(day)s") % {"day": day_words(report.approved_at.date())}
    return _("More time until %(day)s") % {"day": day_words(report.due)} if report.extended_to else ""


def _report_page(report: YearlyReport) -> str:
    return page("web:yearly-report", report.pk)
