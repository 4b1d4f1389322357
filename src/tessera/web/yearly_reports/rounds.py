"""Rounds of yearly reports: all, one with who has reported, a new one, and what the secretariat does with it."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from tessera.coordination.models import ReportRound, YearlyReport
from tessera.coordination.selectors.yearly import SHOWS, asked_of, counts_of, rounds_listed, shown
from tessera.coordination.services import yearly_rounds as services
from tessera.coordination.services.yearly_reminders import Reminded, round_remind
from tessera.reports.reminder_mail import reminder_mail
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.tables import DayColumn, NumberColumn, Table, table_page
from tessera.web.templatetags import tessera as tags

from .fields import AskForm, Confirm, RoundForm
from .reach import address, crumbs, may, round_or_404, today

WORDS = {"awaited": gettext_lazy("Awaited"), "late": gettext_lazy("Late"), "absent": gettext_lazy("Does not report")}
FORMS = (("docx", "Word"), ("pdf", "PDF"), ("html", "HTML"))
LABELS = [(one, WORDS.get(one) or YearlyReport.State(one).label) for one in SHOWS]


class RoundTable(Table):
    name = tables.Column(verbose_name=gettext_lazy("Round"), accessor="year", order_by="year")
    due = DayColumn(verbose_name=gettext_lazy("Due"))
    asked = NumberColumn(verbose_name=gettext_lazy("Entities asked"))
    approved = NumberColumn(verbose_name=gettext_lazy("Reports approved"))

    def render_name(self, record: ReportRound) -> Any:
        return format_html('<a href="{}">{}</a>', address(record), record)

    def value_name(self, record: ReportRound) -> str:
        return str(record)


class ReportFilter(filters.FilterSet):
    show = filters.ChoiceFilter(label=gettext_lazy("Reports"), method="by_show", choices=LABELS)

    class Meta:
        model = YearlyReport
        fields: list[str] = []

    def by_show(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return shown(rows, value, today())


class ReportTable(Table):
    """Who is asked and how far each has come; the report itself is led to where the reader may read it."""

    organisation = tables.Column(verbose_name=gettext_lazy("Organization"), order_by="organisation__name")
    state = tables.Column(verbose_name=gettext_lazy("State"))
    due = tables.Column(verbose_name=gettext_lazy("Due"), orderable=False)
    submitted_at = DayColumn(verbose_name=gettext_lazy("Submitted"))
    approved_at = DayColumn(verbose_name=gettext_lazy("Approved"))
    why = tables.Column(verbose_name=gettext_lazy("Note"), empty_values=(), orderable=False)
    readable: frozenset[int] = frozenset()

    def render_organisation(self, record: YearlyReport) -> Any:
        name = record.organisation.name
        if record.pk not in self.readable:
            return format_html("<bdi>{}</bdi>", name)
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address(record), name)

    def value_organisation(self, record: YearlyReport) -> str:
        return record.organisation.name

    def render_state(self, record: YearlyReport) -> Any:
        return (
            tags.status("dropped", WORDS["absent"]) if record.absent else tags.status(record.state, self.said(record))
        )

    def value_state(self, record: YearlyReport) -> str:
        return str(WORDS["absent"]) if record.absent else self.said(record)

    def said(self, record: YearlyReport) -> str:
        return str(record.get_state_display())

    def render_due(self, record: YearlyReport) -> Any:
        if record.is_late_on(today()):
            return tags.status("late", tags.due(record.due))
        return tags.day(record.due)

    def value_due(self, record: YearlyReport) -> Any:
        return record.due

    def render_why(self, record: YearlyReport) -> Any:
        return format_html("<bdi>{}</bdi>", self.value_why(record))

    def value_why(self, record: YearlyReport) -> str:
        return record.absent or record.extension_reason


def round_list(request: HttpRequest) -> HttpResponse:
    """Every round that the reader may see."""
    return table_page(
        request,
        table_class=RoundTable,
        queryset_or_rows=rounds_listed(request.user),
        unit_label=ngettext_lazy("%(count)s round", "%(count)s rounds", "count"),
        template="yearly_reports/rounds.html",
        context={"opens": may(request, "open_report_round")},
        name="yearly-reports",
        empty={"why": _("There is no round of yearly reports that you may see.")},
    )


def one(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One round: who has reported, who has not, and the documents made of it."""
    found = round_or_404(request, code, year)
    of_network = getattr(request.user, "is_of_network", False)
    reports = asked_of(found, request.user)
    seen = YearlyReport.objects.visible_to(request.user).filter(round=found)

    class Own(ReportTable):
        readable = frozenset(seen.values_list("pk", flat=True))
        if not of_network:
            why = None  # what an entity wrote to the secretariat is for the Network

    return table_page(
        request,
        table_class=Own,
        queryset_or_rows=reports,
        filterset=ReportFilter,
        unit_label=ngettext_lazy("%(count)s report", "%(count)s reports", "count"),
        template="yearly_reports/round.html",
        context={
            "round": found,
            "forms": FORMS,
            "counts": counts_of(found, today(), request.user),
            "runs": may(request, "run_report_round", found),
            "trail": crumbs(),
        },
        name=f"yearly-reports-{found.plan.code}-{found.year}",
        audience=_("For the Network; not for passing on.") if found.audience != "public" else "",
        empty={"why": _("Nobody has been asked yet.")},
    )


@guarded
def round_new(request: HttpRequest) -> HttpResponse:
    """Open a round."""
    require(request, "coordination.open_report_round")
    return form_page(
        request,
        submitted(request, RoundForm, initial={"year": today().year}, person=request.user, new=True),
        save=lambda data: services.report_round_open(by=request.user, **_values(data)),
        back=address,
        heading=_("Open a round of yearly reports"),
        saved=_("Saved."),
        cancel=reverse("web:report-rounds"),
        trail=crumbs(),
    )


@guarded
def round_edit(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Change days, note and audience."""
    found = round_or_404(request, code, year)
    require(request, "coordination.run_report_round", found)
    initial = {n: getattr(found, n) for n in ("opens", "due", "note", "audience", "audience_group", "version")}
    initial["audience_people"] = [person.pk for person in found.audience_people.all()]
    return form_page(
        request,
        submitted(request, RoundForm, initial=initial, person=request.user, new=False),
        save=lambda data: services.report_round_change(
            report_round=found, version=data.pop("version") or 0, by=request.user, **_values(data)
        ),
        back=address(found),
        heading=_("Edit %(name)s") % {"name": found},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def round_ask(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Ask further entities, such as those that joined later."""
    found = round_or_404(request, code, year)
    require(request, "coordination.run_report_round", found)
    return form_page(
        request,
        submitted(request, AskForm, initial={}, report_round=found),
        save=lambda data: services.organisations_ask(report_round=found, by=request.user, **data),
        back=address(found),
        heading=_("Ask more entities to report"),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found),
    )


@guarded
def round_reminded(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Ask, then remind all whose report is awaited."""
    found = round_or_404(request, code, year)
    require(request, "coordination.run_report_round", found)
    awaited = [report for report in asked_of(found, request.user) if report.is_awaited]
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda data: _tell(request, round_remind(report_round=found, by=request.user, compose=reminder_mail)),
        back=address(found),
        heading=_("Remind who has not reported?"),
        intro=_("A mail goes to those who act for: %(names)s. Nobody is reminded twice on one day.")
        % {"names": ", ".join(str(report.organisation) for report in awaited) or "–"},
        submit=_("Send reminders"),
        cancel=address(found),
        trail=crumbs(found),
    )


def _tell(request: HttpRequest, done: Reminded) -> None:
    said = [ngettext("%(n)s mail sent.", "%(n)s mails sent.", done.sent) % {"n": done.sent}]
    if done.failed:
        said.append(_("%(n)s could not be sent; try again later.") % {"n": done.failed})
    if done.nobody:
        words = ngettext(
            "Nobody can be written to for %(n)s report.", "Nobody can be written to for %(n)s reports.", done.nobody
        )
        said.append(words % {"n": done.nobody})
    messages.info(request, " ".join(said))


def _values(data: dict[str, Any]) -> dict[str, Any]:
    """What a form says, as services take it."""
    values = {
        name: value for name, value in data.items() if name not in ("version", "audience_group", "audience_people")
    }
    return values | {"group": data["audience_group"], "people": tuple(data["audience_people"])}
