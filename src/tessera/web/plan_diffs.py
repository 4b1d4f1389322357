"""Changes (plans/changes.py) as rows that a template can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.plans.changes import Change, Content, words_compared

LABELS = {
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Text"),
    "summary": gettext_lazy("In short"),
    "start": gettext_lazy("First year"),
    "end": gettext_lazy("Last year"),
    "actions": gettext_lazy("Guidance Note recommendations"),
    "notes": gettext_lazy("Footnotes"),
    "section": gettext_lazy("Section"),
    "section_word": gettext_lazy("What its parts are called"),
}
KINDS = {
    "plan": gettext_lazy("Plan"),
    "objective": gettext_lazy("Objective"),
    "strategy": gettext_lazy("Strategy item"),
    "section": gettext_lazy("Section"),
    "activity": gettext_lazy("Activity"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One part that changes; `fields` are (label, runs of words, moved meanwhile)."""

    op: str
    kind: Any
    ref: str
    title: str
    fields: list[tuple[Any, list[tuple[str, str]], bool]]


def diff_rows(changes: list[Change], now: Content) -> list[Row]:
    """A row for each change; a field that the plan no longer has as it was is marked."""
    return [_row(change, now.get(change["kind"], {}).get(change["ref"])) for change in changes]


def _row(change: Change, current: dict[str, Any] | None) -> Row:
    fields = []
    for name, value in change["values"].items():
        old, new = value if change["op"] == "change" else (None, value)
        if _plain(name, old) == _plain(name, new):
            continue
        moved = change["op"] == "change" and current is not None and current.get(name) not in (old, new)
        fields.append((LABELS.get(name, name), words_compared(_plain(name, old), _plain(name, new)), moved))
    title = (current or {}).get("title") or (change["values"].get("title") if change["op"] == "add" else "") or ""
    return Row(change["op"], KINDS[change["kind"]], change["ref"], title, fields)


def _plain(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "actions":
        return "; ".join(_action(a) for a in value)
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(value)


def _action(action: dict[str, Any]) -> str:
    numbers = ", ".join(map(str, action.get("gnr", ())))
    return (_("GNR %(numbers)s") % {"numbers": numbers}) if numbers else _("no GNR")
