"""A plan as the JSON document that the command line and the API share."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from tessera.plans.changes import Content
from tessera.plans.models import Plan
from tessera.plans.selectors.content import content_at, content_now


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan, which the caller has found for a viewer, as it stands.

    `text` is the paragraph as printed, else the summary in the Network's own words; `title` null where there is none;
    years are integers or null.
    """
    return _document(plan, content_now(plan))


def plan_json_at(plan: Plan, viewer: Any, moment: datetime) -> dict[str, Any] | None:
    """The same as it stood at `moment`; None where it did not exist then, or was not for this viewer."""
    content = content_at(plan, viewer, moment)
    return _document(plan, content) if content else None


def day_end(day: date) -> datetime:
    """The moment by which a plan “on a day” is meant: the end of the day in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


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
        "sections": _sections(content),
    }


def _sections(content: Content) -> list[dict[str, Any]]:
    activities: dict[str, list[dict[str, Any]]] = {ref: [] for ref in content["section"]}
    for ref, part in content["activity"].items():
        activities.setdefault(part["section"], []).append(_activity(ref, part))
    return [
        {
            "number": int(ref) if ref.isdecimal() else ref,
            "title": content["section"].get(ref, {}).get("title", ""),
            "activities": rows,
        }
        for ref, rows in activities.items()
    ]


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
    return str(part["text"] or part["summary"])
