"""A yearly report: begun with what is known, written, submitted, asked back, approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ReportEntry, YearlyReport
from tessera.coordination.selectors.yearly import writers_of
from tessera.coordination.selectors.yearly_known import year_known
from tessera.network.models import Membership
from tessera.network.models.people import PRIVILEGED_ROLES
from tessera.network.services.audit import audit_record
from tessera.network.services.notifications import notify
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity

from .entering import author_of, record_edit
from .yearly_prefill import done_words, late_words, summary_words

STEPS = ("begin", "submit", "take_back", "ask_back", "approve")
DECIDING = ("ask_back", "approve")  # the secretariat's steps; the others are the entity's
WORDS = ("text", "late", "learned")


def report_step(*, report: YearlyReport, step: str, by: Any, question: str = "") -> YearlyReport:
    """Take a report one step on. Whoever asks back says what is asked; nothing empty is submitted.

    A step that the report's state does not allow is refused (EditConflict) and logged.
    """
    if step not in STEPS:
        raise CoordinationError(_("There is no such step."))
    if step == "ask_back" and not question.strip():
        raise CoordinationError(_("Write what you ask."))
    try:
        return _step(report, step, by, question.strip())
    except TransitionNotAllowed:
        report.refresh_from_db()
        audit_record(
            actor=author_of(by), action="refused", subject=f"yearly_report.{step}", report=report.pk, state=report.state
        )
        words = _("The report is in another state meanwhile: %(state)s.") % {"state": report.get_state_display()}
        raise EditConflict(words) from None


@transaction.atomic
def _step(report: YearlyReport, step: str, by: Any, question: str) -> YearlyReport:
    now = YearlyReport.objects.select_for_update().get(pk=report.pk)
    getattr(now, step)()
    if step == "begin":
        _begun(now, by)
    elif step == "submit":
        if not _says_something(now):
            raise CoordinationError(_("The report says nothing yet: write a few sentences first."))
        now.submitted_at, now.absent = timezone.now(), ""
    elif step == "ask_back":
        now.question, now.approved_at = question, None
    elif step == "approve":
        now.approved_at = timezone.now()
    now.version += 1
    now._history_user, now._change_reason = author_of(by), step
    now.save()
    audit_record(actor=author_of(by), action=f"yearly_report.{step}", subject=str(now), report=now.pk)
    if step == "ask_back":
        key = f"report-asked-back:{now.pk}:{now.version}"
        notify(people=writers_of(now), kind="report-asked-back", subject=now.pk, key=key, by=by)
    return now


def _begun(report: YearlyReport, by: Any) -> None:
    """An entry for each activity of the entity, filled with what the platform knows; an absence is over."""
    known = year_known(report, by, timezone.now().date())
    report.summary, report.absent = summary_words(known), ""
    for one in known.activities:
        words = done_words(one)
        entry = ReportEntry(report=report, activity=one.activity, text=words, late=late_words(one), prefilled=words)
        entry.countries = list(dict.fromkeys([*one.activity.countries, *report.organisation.countries]))
        entry._history_user = author_of(by)
        entry.save()


@transaction.atomic
def report_write(
    *,
    report: YearlyReport,
    version: int,
    by: Any,
    summary: str,
    learned: str,
    entries: Mapping[int, Mapping[str, str]],
    **audience: Any,
) -> YearlyReport:
    """Save the words of a report that was read at `version`; EditConflict where somebody saved meanwhile.

    `entries` maps ids of entries to their "text", "late" and "learned"; those not named stay as they are.
    """
    now = _to_be_written(report)
    changed = record_edit(now, version=version, by=by, summary=summary.strip(), learned=learned.strip(), **audience)
    for entry in ReportEntry.objects.select_for_update(of=("self",)).filter(report=report, pk__in=entries):
        words = {name: value.strip() for name, value in entries[entry.pk].items() if name in WORDS}
        if any(getattr(entry, name) != value for name, value in words.items()):
            for name, value in words.items():
                setattr(entry, name, value)
            entry._history_user = author_of(by)
            entry.save()
    if audience:
        _deciders_see(changed)
    return changed


def _deciders_see(report: YearlyReport) -> None:
    """Somebody must be able to read the report and approve it."""
    places = Membership.objects.filter(role__in=PRIVILEGED_ROLES).select_related("person")
    if not any(report.is_visible_to(place.person) for place in places):
        raise CoordinationError(_("Nobody of the secretariat could read this report; choose another audience."))


@transaction.atomic
def report_entry_add(
    *, report: YearlyReport, by: Any, activity: Activity | None = None, countries: list[str] | None = None
) -> ReportEntry:
    """A further entry: of another activity, or of work outside the plan. One of an activity is there only once."""
    now = _to_be_written(report)
    if activity is not None and activity.plan_id != report.round.plan_id:
        raise CoordinationError(_("That activity belongs to another plan."))
    if activity is not None:
        known = ReportEntry.objects.filter(report=report, activity=activity).order_by("removed_at").first()
        if known is not None:
            return report_entry_remove(entry=known, by=by, removed=False) if known.removed_at else known
    entry = ReportEntry(report=now, activity=activity, countries=countries or [])
    entry._history_user = author_of(by)
    entry.save()
    report_touch(report=now, by=by)
    return entry


@transaction.atomic
def report_entry_remove(*, entry: ReportEntry, by: Any, removed: bool = True) -> ReportEntry:
    """Take an entry out of a report, or put it back; its words stay."""
    report_touch(report=entry.report, by=by)
    entry.removed_at = timezone.now() if removed else None
    entry._history_user = author_of(by)
    entry.save()
    return entry


def _to_be_written(report: YearlyReport) -> YearlyReport:
    """The report, locked; refused where its words are no longer the entity's to change."""
    now = (
        YearlyReport.objects.select_for_update(of=("self",))
        .select_related("round__plan", "organisation")
        .get(pk=report.pk)
    )
    if now.state not in YearlyReport.WRITTEN:
        words = _("This report cannot be changed now: its state is “%(state)s”.")
        raise CoordinationError(words % {"state": now.get_state_display()})
    return now


@transaction.atomic
def report_touch(*, report: YearlyReport, by: Any) -> None:
    """What a report consists of changes: whoever has its form open is told."""
    now = _to_be_written(report)
    now.version += 1
    now._history_user = author_of(by)
    now.save()


def _says_something(report: YearlyReport) -> bool:
    entries = ReportEntry.objects.filter(report=report, removed_at__isnull=True)
    return bool(report.summary or report.learned) or entries.exclude(text="", late="", learned="").exists()
