"""Writing a report: the short form, its entries, and the upload of one that is written already."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.coordination.models import ReportEntry, YearlyReport
from tessera.coordination.selectors.yearly import entries_of
from tessera.coordination.services.yearly_reading import MOST, report_file_add
from tessera.coordination.services.yearly_reports import WORDS, report_entry_add, report_entry_remove, report_write
from tessera.extraction.apart import Bounds
from tessera.plans.errors import EditConflict
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.sentences import in_readers_language
from tessera.web.uploads import upload_keep

from .fields import Confirm, EntryForm, FileForm, ReportForm, entry_name, field_name
from .reach import address, crumbs, entry_or_404, report_or_404

BOUNDS = Bounds(seconds=60, wait=90)  # while somebody waits for the page


@guarded
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The short form, prefilled with what is there."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    entries = [one for one in entries_of(found) if request.method != "POST" or _sent(request, one)]
    initial = {n: getattr(found, n) for n in ("summary", "learned", "audience", "audience_group", "version")}
    initial["audience_people"] = [person.pk for person in found.audience_people.all()]
    return form_page(
        request,
        submitted(request, ReportForm, initial=initial, person=request.user, entries=entries),
        save=lambda data: _save(request, found, entries, data),
        back=address(found),
        heading=_("Report of %(name)s for %(year)s") % {"name": found.organisation, "year": found.round.year},
        intro=_("It begins with what Tessera knows. Change what is wrong, add what is missing, and save."),
        saved=_("Saved."),
        cancel=address(found),
        trail=crumbs(found.round, found),
        wide=True,
    )


def _save(request: HttpRequest, report: YearlyReport, entries: list[ReportEntry], data: dict[str, Any]) -> YearlyReport:
    try:
        return report_write(
            report=report,
            version=data["version"] or 0,
            by=request.user,
            summary=data["summary"],
            learned=data["learned"],
            entries={e.pk: {part: data[field_name(e, part)] for part in _sent(request, e)} for e in entries},
            audience=data["audience"],
            group=data["audience_group"],
            people=tuple(data["audience_people"]),
        )
    except EditConflict as conflict:
        for entry in entries_of(report):  # so that the page can show both wordings of each
            for part in WORDS:
                setattr(conflict.theirs, field_name(entry, part), getattr(entry, part))
        raise


def _sent(request: HttpRequest, entry: ReportEntry) -> list[str]:
    """Which words of an entry the form had when it was opened; one that was added since is not in it."""
    return [part for part in WORDS if field_name(entry, part) in request.POST]


@guarded
def entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further activity, or other work."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    return form_page(
        request,
        submitted(request, EntryForm, initial={}, plan=found.round.plan),
        save=lambda data: report_entry_add(report=found, by=request.user, activity=data["activity"]),
        back=reverse("web:yearly-report-write", args=[found.pk]),
        heading=_("Add an activity to the report"),
        cancel=address(found),
        trail=crumbs(found.round, found),
    )


@guarded
def entry_removed(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """Ask, then take an entry out of the report; or put it back."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)
    kept = entry_or_404(found, entry)
    back_in = kept.removed_at is not None
    heading = _("Put back into the report: %(name)s?") if back_in else _("Take out of the report: %(name)s?")
    return form_page(
        request,
        submitted(request, Confirm, initial={}),
        save=lambda data: report_entry_remove(entry=kept, by=request.user, removed=not back_in),
        back=address(found),
        heading=heading % {"name": entry_name(kept)},
        intro="" if back_in else _("Its words are kept, and it can be put back."),
        saved=_("Saved."),
        submit=_("Put back") if back_in else _("Take out"),
        cancel=address(found),
        trail=crumbs(found.round, found),
    )


@guarded
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload the report that is written already; what it says is proposed, and nothing counts before it is accepted."""
    found = report_or_404(request, pk)
    require(request, "coordination.write_report", found)

    def save(data: dict[str, Any]) -> None:
        kept = upload_keep(request, data["file"], limit=settings.PLAN_UPLOAD_MAX_BYTES)
        try:
            made = report_file_add(report=found, path=kept, name=data["file"].name, by=request.user, bounds=BOUNDS)
        except ValueError as error:
            raise ValueError(in_readers_language(error)) from None
        finally:
            kept.unlink(missing_ok=True)
        words = ngettext("%(n)s passage is proposed.", "%(n)s passages are proposed.", len(made))
        messages.success(request, words % {"n": len(made)})
        if len(made) == MOST:
            messages.info(request, _("The file says more: only its first passages were taken. Upload it in parts."))

    return form_page(
        request,
        submitted(request, FileForm, initial={}),
        save=save,
        back=reverse("web:yearly-report-proposals", args=[found.pk]),
        heading=_("Upload the report of %(name)s") % {"name": found.organisation},
        intro=_(
            "The machine proposes which passage speaks of which activity and country. You accept, correct or set aside "
            "each; nothing counts before."
        ),
        submit=_("Read the report"),
        cancel=address(found),
        trail=crumbs(found.round, found),
    )
