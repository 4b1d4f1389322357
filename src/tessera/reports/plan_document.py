"""A plan as the JSON document that the command line and the API share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tessera.plans.changes import Content
from tessera.plans.models import Plan
from tessera.plans.selectors.content import content_at, content_now


def plan_json(plan: Plan, *, at: datetime | None = None) -> dict[str, Any] | None:
    """The plan as it stands, or as it stood at a moment; None where it did not exist then.

    `text` is the paragraph as printed, else the summary in the Network's own words; `title` null where there is none;
    years are integers or null.
    """
    content = content_at(plan, at) if at else content_now(plan)
    return _document(plan, content) if content else None


def _document(plan: Plan, content: Content) -> dict[str, Any]:
    own = content["plan"][plan.code]
    return {
        "code": plan.code,
        "title": own["title"],
        "summary": own["summary"] or own["text"],
        "state": plan.state,
        "period": {"start": own["start"], "end": own["end"]},
        "section_word": own["section_word"],
        "objectives": [{"ref": ref, "text": _text(part)} for ref, part in content["objective"].items()],
        "strategy": [_item(ref, part) for ref, part in content["strategy"].items()],
        "sections": [
            {"number": int(ref) if ref.isdigit() else ref, "title": part["title"], "activities": _of(ref, content)}
            for ref, part in content["section"].items()
        ],
    }


def _of(section: str, content: Content) -> list[dict[str, Any]]:
    return [_activity(ref, part) for ref, part in content["activity"].items() if part["section"] == section]


def _item(ref: str, part: dict[str, Any]) -> dict[str, Any]:
    return {"ref": ref, "title": part["title"] or None, "text": _text(part), "notes": part["notes"]}


def _activity(ref: str, part: dict[str, Any]) -> dict[str, Any]:
    actions = [list(action.get("gnr", ())) for action in part["actions"]]
    return {
        "ref": ref,
        "title": part["title"] or None,
        "text": _text(part),
        "start": part["start"],
        "end": part["end"],
        "gnr": list(dict.fromkeys(n for numbers in actions for n in numbers)),
        "actions": [{"gnr": numbers} for numbers in actions],
        "notes": part["notes"],
    }


def _text(part: dict[str, Any]) -> str:
    return part["text"] or part["summary"]
