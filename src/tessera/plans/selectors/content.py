"""The content of a plan as plain data (changes.Content): now, or as it stood at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tessera.network.models.audience import audience_q
from tessera.plans.changes import FIELDS, Content, Part
from tessera.plans.models import Activity, Objective, Plan, Section, StrategyItem

MODELS = {"objective": Objective, "strategy": StrategyItem, "section": Section, "activity": Activity}


def content_now(plan: Plan, language: str = "") -> Content:
    """The plan's content as it stands.

    With a `language`, wording is in that language where it is there, and each part's "language" says in which it is.
    """
    parts = {kind: list(model.objects.filter(plan=plan)) for kind, model in MODELS.items()}
    return _content(plan, parts, language[:2])


def content_at(plan: Plan, viewer: Any, moment: datetime, language: str = "") -> Content | None:
    """The plan's content as it stood at `moment`; None before it existed, or while it was not for this viewer.

    `language` as in content_now.
    """
    then = plan.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    if then is None or then.history_type == "-":
        return None
    if not plan.history.filter(audience_q(viewer, Plan), history_id=then.history_id).exists():
        return None
    parts = {
        kind: sorted(
            (row for row in model.history.as_of(moment).filter(plan_id=plan.pk)), key=lambda p: (p.order, p.pk)
        )
        for kind, model in MODELS.items()
    }
    return _content(then.instance, parts, language[:2])


def _content(plan: Plan, parts: dict[str, list[Any]], language: str) -> Content:
    section_refs = {s.pk: s.ref for s in parts["section"]}
    content: Content = {"plan": {plan.code: _part("plan", plan, language, plan.language)}}
    for kind, rows in parts.items():
        content[kind] = {row.ref: _part(kind, row, language, plan.language) for row in rows}
    for row in parts["activity"]:
        content["activity"][row.ref]["section"] = section_refs.get(row.section_id, "")
    return content


def _part(kind: str, row: Any, language: str, written_in: str) -> Part:
    part = {f: getattr(row, f) for f in FIELDS[kind] if f != "section"}
    if language:
        own = row.translations.get(language, {})
        part |= {f: own[f] for f in part.keys() & own.keys() if own[f]}
        part["language"] = language if own else written_in
    return part
