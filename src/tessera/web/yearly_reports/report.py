"""One yearly report: its page, its steps, more time, absence, and the file that was uploaded."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.coordination.models import YearlyReport
from tessera.coordination.selectors.yearly import entries_of, proposals_of
from tessera.coordination.services.yearly_reports import DECIDING, STEPS, report_step
from tessera.coordination.services.yearly_rounds import report_excuse, report_extend
from tessera.web.access import export_record, guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import AbsentForm, Confirm, MoreTimeForm, QuestionForm
from .reach import address, crumbs, may, report_or_404, today

WORDS = {
    "begin": gettext_lazy("Begin the report"),
    "submit": gettext_lazy("Submit"),
    "take_back": gettext_lazy("Take back"),
    "ask_back": gettext_lazy("Ask back"),
    "approve": gettext_lazy("Approve"),
}
INTRO = {
    "begin": gettext_lazy(
        "It begins with what Tessera knows of the year: milestones, statuses, tasks, updates and money."
    ),
    "submit": gettext_lazy("The secretariat reads it, and approves it or asks back."),
    "approve": gettext_lazy("It then counts in the Network’s annual report, and its audience can read it."),
}


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What the report says, and what the reader can do with it now."""
    found = report_or_404(request, pk)
    writes, decides = may(request, "write_report", found), may(request, "decide_report", found)
    available = {transition.name for transition in found.get_available_state_transitions()}
    steps = [s for s in STEPS if s in available and (decides if s in DECIDING else writes)]
    context = {
        "report": found,
        "entries": list(entries_of(found)),
        "removed": list(entries_of(found, removed=True)) if writes else [],
        "undecided": proposals_of(found, undecided=True).count() if writes else 0,
        "steps": [(step, WORDS[step]) for step in steps],
        "writes": writes,
        "changeable": writes and found.state in YearlyReport.WRITTEN,
        "uploadable": writes and found.state in YearlyReport.IN_HAND,
        "decides": decides,
        "late": found.is_late_on(today()),
        "trail": crumbs(found.round),
    }
    return render(request, "yearly_reports/report.html", context)


@guarded
def stepped(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Begin, submit, take back, ask back or approve."""
    if step not in STEPS:
        raise Http404(_("There is no such page."))
    found = report_or_404(request, pk)
    require(request, "coordination.decide_report" if step in DECIDING else "coordination.write_report", found)
    return form_page(
        request,
        submitted(request, QuestionForm if step == "ask_back" else Confirm, initial={}),
        save=lambda data: report_step(report=found, step=step, by=request.user, question=data.get("question", "")),
        back=address(found),
        heading=f"{WORDS[step]}: {found}",
        intro=INTRO.get(step, ""),
        saved=_("Saved."),
        submit=WORDS[step],
        cancel=address(found),
        trail=crumbs(found.round, found),
    )


@guarded
def more_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one entity more time."""
    found = report_or_404(request, pk)
    require(request, "coordination.decide_report", found)
    initial = {"until": found.extended_to, "reason": found.extension_reason, "version": found.version}
    return form_page(
        request,
        submitted(request, MoreTimeForm, initial=initial),
        save=lambda data: report_extend(
            report=found, by=request.user, version=data["version"] or 0, until=data["until"], reason=data["reason"]
        ),
        back=address(found),
        heading=_("More time for %(name)s") % {"name": found.organisation},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.round, found),
    )


@guarded
def absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Note why an entity does not report."""
    found = report_or_404(request, pk)
    require(request, "coordination.decide_report", found)
    return form_page(
        request,
        submitted(request, AbsentForm, initial={"reason": found.absent, "version": found.version}),
        save=lambda data: report_excuse(
            report=found, by=request.user, version=data["version"] or 0, reason=data["reason"]
        ),
        back=address(found),
        heading=_("%(name)s does not report this year") % {"name": found.organisation},
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.round, found),
    )


@guarded
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """As it was uploaded, for those who write and those who approve; always to be saved, never shown by the browser."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    try:
        opened = found.file.open("rb")
    except (FileNotFoundError, ValueError):
        raise Http404(_("No file was uploaded, or it is no longer here.")) from None
    export_record(request, f"yearly-report-file-{found.pk}")
    kind = "application/octet-stream"
    return FileResponse(opened, as_attachment=True, filename=found.file_name, content_type=kind)
