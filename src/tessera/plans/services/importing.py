"""Importing a plan document: what it would change is known before anything is written.

What a person worded is kept and said so; parts that only the register has are kept and said so. A draft, and the plan
as Tessera ships it, take the document's words at once; an adopted plan takes them as a proposed amendment.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tessera.network.models import Audience
from tessera.network.services.audit import audit_record
from tessera.plans.changes import Change, Content, changes_between
from tessera.plans.models import Amendment, Plan, PlanImport
from tessera.plans.models.plan import Origin
from tessera.plans.reading import ReadActivity, ReadPlan, read_plan
from tessera.plans.selectors.content import MODELS, content_now

from .amendments import amendment_propose
from .applying import changes_apply, parts_order


@dataclass(slots=True)
class ImportPreview:
    """What importing a document would do. Warnings are {"ref", "line", "code", "message"}."""

    read: ReadPlan
    code: str
    file_name: str
    sha256: str
    plan: Plan | None
    before: Content
    changes: list[Change]
    warnings: list[dict[str, Any]] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Parts created, updated and unchanged: objectives, strategy items, sections and activities."""
        parts = [c for c in self.changes if c["kind"] != "plan"]
        created = sum(c["op"] == "add" for c in parts)
        total = sum(len(rows) for kind, rows in content_of(self.read).items() if kind != "plan")
        return {"created": created, "updated": len(parts) - created, "unchanged": total - len(parts)}

    @property
    def becomes_amendment(self) -> bool:
        """Whether the changes must be decided on before they stand in the plan."""
        plan = self.plan
        return bool(plan and self.changes and plan.state != Plan.State.DRAFT and not _is_pristine(plan))

    @property
    def fingerprint(self) -> str:
        """What a reader agreed to when they saw this preview: equal for equal changes, written in the same way."""
        agreed = json.dumps([self.code, self.becomes_amendment, self.changes], sort_keys=True, default=str)
        return hashlib.sha256(agreed.encode()).hexdigest()


def content_of(read: ReadPlan) -> Content:
    """A document's plan as plain data."""
    items = {
        kind: {i.ref: {"title": i.title or "", "text": i.text, "notes": list(i.notes)} for i in rows}
        for kind, rows in (("objective", read.objectives), ("strategy", read.strategy))
    }
    return {
        "plan": {
            read.code: {
                "title": read.title,
                "text": read.introduction,
                "start": read.start,
                "end": read.end,
                "section_word": read.section_word,
            }
        },
        **items,
        "section": {str(s.number): {"title": s.title} for s in read.sections},
        "activity": {a.ref: _activity(a, str(s.number)) for s in read.sections for a in s.activities},
    }


def _activity(activity: ReadActivity, section: str) -> dict[str, Any]:
    several = len(activity.actions) > 1
    return {
        "section": section,
        "title": activity.title or "",
        "text": activity.text,
        "start": activity.start,
        "end": activity.end,
        # One action is the activity itself: its text is not said twice.
        "actions": [{"title": "", "text": a.text if several else "", "gnr": list(a.gnr)} for a in activity.actions],
        "notes": list(activity.notes),
    }


def plan_import_preview(path: Path, *, code: str | None = None, file_name: str | None = None) -> ImportPreview:
    """Read a document and compare it with the register. Writes nothing.

    Raises UnreadableFile or PlanDocumentError, each one sentence, where the file cannot be read or holds no plan.
    """
    read = read_plan(path, name=file_name or "")
    code = code or read.code
    plan = Plan.objects.filter(code=code).first()
    before = content_now(plan) if plan else {}
    wanted = content_of(read)
    wanted["plan"] = {code: wanted["plan"][read.code]}
    warnings = [{"ref": w.ref, "line": w.line, "code": w.code, "message": w.message} for w in read.warnings]
    if plan:
        wanted, kept = _without_peoples_words(plan, before, wanted)
        warnings += kept + _only_in_register(before, content_of(read))
    return ImportPreview(
        read=read,
        code=code,
        file_name=file_name or path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        plan=plan,
        before=before,
        changes=changes_between(before, wanted),
        warnings=warnings,
    )


def _without_peoples_words(plan: Plan, before: Content, wanted: Content) -> tuple[Content, list[dict[str, Any]]]:
    """Leave out what would replace a person's wording; say so where the document differs."""
    kept: list[dict[str, Any]] = []
    for kind, model in MODELS.items():
        worded = set(model.objects.filter(plan=plan, origin=Origin.PERSON).values_list("ref", flat=True))
        for ref in worded & set(wanted[kind]):
            part = wanted[kind].pop(ref)
            if any(before[kind][ref].get(f) != v for f, v in part.items()):
                message = _("%(ref)s was worded by a person; the document's different wording was not taken.")
                kept.append({"ref": ref, "line": None, "code": "kept-person", "message": message % {"ref": ref}})
    if plan.origin == Origin.PERSON and plan.code in wanted["plan"]:
        wanted["plan"] = {}
    return wanted, kept


def _only_in_register(before: Content, document: Content) -> list[dict[str, Any]]:
    message = _("%(ref)s is in the register but not in this document; it was kept.")
    return [
        {"ref": ref, "line": None, "code": "kept-extra", "message": message % {"ref": ref}}
        for kind in MODELS
        for ref in before.get(kind, {})
        if ref not in document[kind]
    ]


def _is_pristine(plan: Plan) -> bool:
    """Whether the plan is still as Tessera ships it, so that the real document may take its place."""
    shipped = plan.origin == Origin.VOCABULARY and not Amendment.objects.filter(plan=plan).exists()
    return shipped and not any(
        model.objects.filter(plan=plan).exclude(origin=Origin.VOCABULARY).exists() for model in MODELS.values()
    )


@transaction.atomic
def plan_import_apply(
    preview: ImportPreview, *, by: Any, audience: str = Audience.NETWORK, reason: str = ""
) -> PlanImport:
    """Write what a preview showed. The same file again changes nothing."""
    reason = reason or _("Import of %(file)s") % {"file": preview.file_name}
    plan, amendment = preview.plan, None
    author = by if getattr(by, "pk", None) else None
    if plan is None:
        plan = Plan(code=preview.code, origin=Origin.DOCUMENT, audience=audience)
        plan._history_user, plan._change_reason = author, reason[:100]
        plan.save()
        changes_apply(plan=plan, changes=_for_new(preview), by=by, reason=reason, origin=Origin.DOCUMENT)
    elif preview.becomes_amendment:
        amendment = amendment_propose(plan=plan, changes=preview.changes, reason=reason, by=by)
    elif preview.changes:
        changes_apply(plan=plan, changes=preview.changes, by=by, reason=reason, origin=Origin.DOCUMENT)
    if not amendment:
        for kind, parts in content_of(preview.read).items():
            if kind != "plan":
                parts_order(plan=plan, kind=kind, refs=list(parts))
    done = PlanImport.objects.create(
        plan=plan,
        by=author,
        file_name=preview.file_name[:300],
        sha256=preview.sha256,
        warnings=preview.warnings,
        amendment=amendment,
        **preview.counts,
    )
    audit_record(actor=author, action="plan.import", subject=plan.code, file=preview.file_name, **preview.counts)
    return done


def _for_new(preview: ImportPreview) -> list[Change]:
    """For a plan that was just made, its own fields are a change from empty."""
    empty = {"title": "", "text": "", "summary": "", "start": None, "end": None, "section_word": "section"}
    wording = next(c for c in preview.changes if c["kind"] == "plan")["values"]
    values = {f: [empty[f], new] for f, new in wording.items() if new != empty[f]}
    rest = [c for c in preview.changes if c["kind"] != "plan"]
    return [{"op": "change", "kind": "plan", "ref": preview.code, "values": values}, *rest]
