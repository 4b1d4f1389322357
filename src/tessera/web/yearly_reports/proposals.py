"""What was read in an uploaded report: each passage to be accepted, corrected or set aside."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.coordination.models import ReportProposal, YearlyReport
from tessera.coordination.selectors.yearly import proposals_of
from tessera.coordination.services.yearly_reading import proposal_accept, proposal_set_aside, proposals_accept_sure
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.formats import country_words, listed
from tessera.web.recommendation_words import term_words
from tessera.web.tables import Table, table_page

from .fields import PARTS, ProposalForm
from .reach import address, crumbs, proposal_or_404, report_or_404

SURE = 0.85  # from here on all can be accepted by one act: the report itself names the activity
WHY = {
    "reference": gettext_lazy("names its reference"),
    "title": gettext_lazy("names its title"),
    "heading": gettext_lazy("stands under its heading"),
    "lead-in": gettext_lazy("belongs to a list that names it"),
    "several": gettext_lazy("names it among others"),
    "like": gettext_lazy("has words like it"),
    "country": gettext_lazy("names a country and no activity"),
}


class ProposalFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=gettext_lazy("Decision"), choices=ReportProposal.State.choices)

    class Meta:
        model = ReportProposal
        fields: list[str] = []


class ProposalTable(Table):
    text = tables.Column(verbose_name=gettext_lazy("Passage"), orderable=False, attrs={"td": {"class": "prose"}})
    page = tables.Column(verbose_name=gettext_lazy("Page"), orderable=False)
    activity = tables.Column(
        verbose_name=gettext_lazy("Activity, as the machine takes it"), empty_values=(), orderable=False
    )
    confidence = tables.Column(verbose_name=gettext_lazy("How sure, of 100"), attrs={"td": {"class": "num"}})
    countries = tables.Column(verbose_name=gettext_lazy("Countries"), orderable=False, default="")
    groups = tables.Column(verbose_name=gettext_lazy("Groups"), orderable=False, default="")
    state = tables.Column(verbose_name=gettext_lazy("Decision"), orderable=False)
    changeable = False

    def render_text(self, record: ReportProposal) -> Any:
        heading = record.headings[-1] if record.headings else ""
        return format_html(
            '<span class="meta" dir="auto">{}</span><br><span dir="auto">{}</span>', heading, record.text[:700]
        )

    def value_text(self, record: ReportProposal) -> str:
        return record.text

    def render_page(self, value: int) -> Any:
        return value or "–"

    def render_activity(self, record: ReportProposal) -> Any:
        part = "" if record.part == "done" else f" · {dict(PARTS)[record.part]}"
        return format_html('<bdi>{}</bdi> <span class="muted">{}{}</span>', self.said(record), WHY[record.why], part)

    def value_activity(self, record: ReportProposal) -> str:
        return self.said(record)

    def said(self, record: ReportProposal) -> str:
        return str(record.activity) if record.activity else _("No activity of the plan")

    def render_confidence(self, value: float) -> int:
        return round(100 * value)

    def render_countries(self, value: list[str]) -> str:
        return listed(country_words(code) for code in value)

    def render_groups(self, value: list[str]) -> str:
        return listed(term_words("groups", code) for code in value)

    def render_state(self, record: ReportProposal) -> Any:
        """What was decided; where nothing was, the three ways to."""
        if not self.changeable or record.state in ("accepted", "corrected"):
            return record.get_state_display()
        url = reverse("web:yearly-report-proposal", args=[record.report_id, record.pk])
        accept = '<button form="decide" name="accept" value="{}">{}</button> <a href="{}">{}</a>'
        if record.state == "set-aside":
            return format_html("{} " + accept, record.get_state_display(), record.pk, _("Accept"), url, _("Correct"))
        return format_html(
            accept + ' <button form="decide" name="aside" value="{}">{}</button>',
            *(record.pk, _("Accept"), url, _("Correct"), record.pk, _("Set aside")),
        )

    def value_state(self, record: ReportProposal) -> str:
        return record.get_state_display()


@guarded
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Every passage in the order of the file. Sent with `accept`, `aside` or `sure`, a decision."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    if request.method == "POST":
        return _decided(request, found)

    class Own(ProposalTable):
        changeable = found.state in YearlyReport.WRITTEN

    undecided = proposals_of(found, undecided=True)
    return table_page(
        request,
        table_class=Own,
        queryset_or_rows=proposals_of(found),
        filterset=ProposalFilter,
        unit_label=ngettext_lazy("%(count)s passage", "%(count)s passages", "count"),
        template="yearly_reports/proposals.html",
        context={
            "report": found,
            "changeable": found.state in YearlyReport.WRITTEN,
            "sure": undecided.filter(confidence__gte=SURE, activity__isnull=False).count(),
            "undecided": undecided.count(),
            "trail": crumbs(found.round, found),
        },
        name=f"proposals-{found.pk}",
        audience=_("For those who write this report."),
        empty={
            "why": _("Nothing has been read yet, or the file says nothing of an activity of the plan."),
            "next": _("Upload the report"),
            "url": reverse("web:yearly-report-upload", args=[found.pk]),
        },
    )


def _decided(request: HttpRequest, report: YearlyReport) -> HttpResponse:
    try:
        if "sure" in request.POST:
            proposals_accept_sure(report=report, by=request.user, least=SURE)
        elif (accepted := request.POST.get("accept", "")).isdecimal():
            proposal_accept(proposal=proposal_or_404(report, int(accepted)), by=request.user)
        elif (aside := request.POST.get("aside", "")).isdecimal():
            proposal_set_aside(proposal=proposal_or_404(report, int(aside)), by=request.user)
    except ValueError as error:
        messages.error(request, str(error))
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(reverse("web:yearly-report-proposals", args=[report.pk]) + asked)


@guarded
def one(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Correct what a passage is taken to speak of, then put it into the report."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    proposal = proposal_or_404(found, number)
    initial = {
        "activity": proposal.activity_id,
        "countries": proposal.countries,
        "part": proposal.part,
        "text": proposal.text,
    }
    listed_at = reverse("web:yearly-report-proposals", args=[found.pk]) + "?state=open"
    return form_page(
        request,
        submitted(request, ProposalForm, initial=initial, plan=found.round.plan),
        save=lambda data: proposal_accept(proposal=proposal, by=request.user, corrected=True, **data),
        back=listed_at,
        heading=_("A passage of the report of %(name)s") % {"name": found.organisation},
        intro=_("Page %(page)s. The machine is %(sure)s of 100 sure: the passage %(why)s.")
        % {"page": proposal.page or "–", "sure": round(100 * proposal.confidence), "why": WHY[proposal.why]},
        submit=_("Put into the report"),
        cancel=listed_at,
        trail=[*crumbs(found.round, found), (_("Passages"), address(found) + "proposals/")],
    )
