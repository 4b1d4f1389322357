"""The report that an entity has written already: kept, read in a process of its own, proposed by passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from tessera.analysis.reporting import Known, Proposed, Wording, report_read
from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ReportEntry, ReportProposal, YearlyReport
from tessera.extraction.apart import Bounds, read_passages_apart
from tessera.network.services.audit import audit_record
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity, Plan

from .entering import author_of
from .yearly_reports import report_entry_add, report_step, report_touch

State = ReportProposal.State
FOLDER = "yearly-reports"
LONGEST_NAME = 255
MOST = 500  # proposals taken from one file
FIELD = {"done": "text", "late": "late", "learned": "learned"}


def report_file_add(
    *, report: YearlyReport, path: Path, by: Any, name: str = "", bounds: Bounds | None = None
) -> list[ReportProposal]:
    """Read a file and propose what it says. What was decided of an earlier file stays; what was not is replaced.

    Raises UnreadableFile and CoordinationError, each with one sentence.
    """
    name = (name or path.name)[-LONGEST_NAME:]
    if report.state not in YearlyReport.IN_HAND:
        raise CoordinationError(_("This report has been submitted already."))
    read = read_passages_apart(path, name=name, bounds=bounds)
    found = report_read(read, activities_known(report.round.plan), countries=report.organisation.countries)
    if report.state == YearlyReport.State.NOT_BEGUN:
        report = report_step(report=report, step="begin", by=by)
    return _proposed(report, found[:MOST], path, name, by)


def activities_known(plan: Plan) -> list[Known]:
    """The plan's activities in all languages in which it has words for them."""
    return [Known(a.ref, tuple(_wordings(a))) for a in plan.activities.all()]


def _wordings(activity: Activity) -> Iterable[Wording]:
    yield Wording(activity.title, f"{activity.summary} {activity.text}")
    for said in activity.translations.values():
        yield Wording(said.get("title", ""), f"{said.get('summary', '')} {said.get('text', '')}")


@transaction.atomic
def _proposed(report: YearlyReport, found: list[Proposed], path: Path, name: str, by: Any) -> list[ReportProposal]:
    now = YearlyReport.objects.select_for_update().get(pk=report.pk)
    if now.state not in YearlyReport.WRITTEN:
        raise CoordinationError(_("This report has been submitted already."))
    now.file.name, now.file_name = _stored(path), name
    now.version += 1
    now._history_user = author_of(by)
    now.save()
    ReportProposal.objects.filter(report=now, state=State.OPEN).delete()
    refs = {a.ref: a for a in report.round.plan.activities.all()}
    made = [_proposal(now, one, refs, name, position) for position, one in enumerate(found)]
    for one in made:
        one.save()
    audit_record(actor=author_of(by), action="yearly_report.upload", subject=str(now), proposals=len(made))
    return made


def _proposal(
    report: YearlyReport, one: Proposed, refs: dict[str, Activity], name: str, position: int
) -> ReportProposal:
    return ReportProposal(
        report=report,
        activity=refs.get(one.ref),
        countries=list(one.countries),
        groups=list(one.groups),
        text=one.text,
        page=one.page,
        headings=list(one.headings),
        why=one.why,
        confidence=one.confidence,
        part=one.part,
        source=name,
        position=position,
    )


@transaction.atomic
def proposal_accept(
    *,
    proposal: ReportProposal,
    by: Any,
    activity: Activity | None = None,
    countries: list[str] | None = None,
    part: str = "",
    text: str | None = None,
    corrected: bool = False,
) -> ReportProposal:
    """Put a passage into the report, as proposed, or `corrected` with the activity, countries, part and words given."""
    now = _open(proposal)
    if corrected:
        part, text = part or now.part, now.text if text is None else text.strip()
        asked = (activity and activity.pk, countries or [], part, text)
        changed = asked != (now.activity_id, now.countries, now.part, now.text)
        now.activity, now.countries, now.part = activity, countries or [], part
    else:
        changed, text = False, now.text
    if now.part not in FIELD or not text:
        raise CoordinationError(_("Say what the report says, and where it belongs."))
    entry = report_entry_add(report=now.report, by=by, activity=now.activity, countries=now.countries)
    _add_words(entry, FIELD[now.part], text, now.countries, by)
    report_touch(report=now.report, by=by)
    now.state, now.entry = State.CORRECTED if changed else State.ACCEPTED, entry
    return _decided(now, by)


@transaction.atomic
def proposal_set_aside(*, proposal: ReportProposal, by: Any) -> ReportProposal:
    """Leave a passage out; it stays in the list and can be accepted later."""
    now = _open(proposal)
    now.state = State.SET_ASIDE
    return _decided(now, by)


@transaction.atomic
def proposals_accept_sure(*, report: YearlyReport, by: Any, least: float) -> list[ReportProposal]:
    """Accept all that are open, belong to an activity and are at least this sure."""
    rows = ReportProposal.objects.filter(report=report, state=State.OPEN, activity__isnull=False, confidence__gte=least)
    return [proposal_accept(proposal=one, by=by) for one in rows]


def _open(proposal: ReportProposal) -> ReportProposal:
    """The proposal, locked; refused where it has become part of the report."""
    rows = ReportProposal.objects.select_for_update(of=("self",)).select_related("report__round", "activity")
    now = rows.get(pk=proposal.pk)
    if now.state in (State.ACCEPTED, State.CORRECTED):
        raise EditConflict(_("This passage is part of the report already."))
    if now.report.state not in YearlyReport.WRITTEN:
        raise CoordinationError(_("This report has been submitted already."))
    return now


def _decided(proposal: ReportProposal, by: Any) -> ReportProposal:
    proposal._history_user, proposal._change_reason = author_of(by), proposal.state
    proposal.save()
    return proposal


def _add_words(entry: ReportEntry, field: str, text: str, countries: list[str], by: Any) -> None:
    """Behind what stands there already, since both may be wanted."""
    before = getattr(entry, field)
    setattr(entry, field, f"{before}\n\n{text}" if before else text)
    entry.countries = list(dict.fromkeys([*entry.countries, *countries]))
    entry._history_user = author_of(by)
    entry.save()


def _stored(path: Path) -> str:
    """Kept once, under its digest; the name it came with stands in the record."""
    with path.open("rb") as f:
        digest = hashlib.file_digest(f, "sha256").hexdigest()
    name = f"{FOLDER}/{digest}{path.suffix.lower()[:6]}"
    if not default_storage.exists(name):
        with path.open("rb") as f:
            name = default_storage.save(name, File(f))
    return name
