"""Words for what reviews count, freeze and find."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from tessera.plans.models import Activity, Milestone
from tessera.reports.localised import day_words, locale_now, number_words
from tessera.vocabulary.evaluation import evaluation_criteria

KINDS = {
    "activities": gettext_lazy("Activities"),
    "milestones": gettext_lazy("Milestones and outputs"),
    "money": gettext_lazy("Money"),
    "evidence": gettext_lazy("Evidence"),
    "obstacles": gettext_lazy("Obstacles"),
    "indicators": gettext_lazy("Indicators"),
}
FIELDS = {
    "status": gettext_lazy("Status"),
    "since": gettext_lazy("Since"),
    "funding": gettext_lazy("Funding"),
    "gnr": gettext_lazy("Guidance Note recommendations"),
    "leads": gettext_lazy("Lead"),
    "contributing": gettext_lazy("Contributing"),
    "kind": gettext_lazy("Kind"),
    "title": gettext_lazy("Title"),
    "due": gettext_lazy("Due"),
    "done_on": gettext_lazy("Reached on"),
    "donor": gettext_lazy("Donor"),
    "year": gettext_lazy("Year"),
    "currency": gettext_lazy("Currency"),
    "asked": gettext_lazy("Asked"),
    "pledged": gettext_lazy("Pledged"),
    "received": gettext_lazy("Received"),
    "spent": gettext_lazy("Spent"),
    "milestone": gettext_lazy("Milestone"),
    "url": gettext_lazy("Address"),
    "text": gettext_lazy("Obstacle"),
    "response": gettext_lazy("Response"),
    "resolved_on": gettext_lazy("Resolved on"),
    "value": gettext_lazy("Value"),
    "unit": gettext_lazy("Unit"),
    "baseline": gettext_lazy("Baseline"),
    "target": gettext_lazy("Target"),
    "objective": gettext_lazy("Objective"),
    "until": gettext_lazy("Until"),
    "share": gettext_lazy("Share of the target"),
}
HAVING = {
    "unreported": gettext_lazy("Not reported"),
    "reached": pgettext_lazy("milestones", "Reached"),
    "late": pgettext_lazy("milestones", "Late"),
    "ahead": pgettext_lazy("milestones", "Still ahead"),
    "open": pgettext_lazy("obstacles", "Open"),
    "resolved": pgettext_lazy("obstacles", "Resolved"),
}
DAYS = ("since", "due", "done_on", "resolved_on", "until")
NUMBERS = ("baseline", "value", "target", "asked", "pledged", "received", "spent")
SIGNS = {
    "added": pgettext_lazy("a row", "new since"),
    "removed": pgettext_lazy("a row", "no longer there"),
    "changed": pgettext_lazy("a row", "changed"),
}


def criterion_choices() -> list[tuple[str, str]]:
    """Criteria in the reader's language, each with its question."""
    language = get_language() or "en"
    return [
        (code, f"{one.label.in_language(language)}: {one.asks.in_language(language)}")
        for code, one in evaluation_criteria().items()
    ]


def criterion_label(code: str) -> str:
    """A criterion's name; the code itself for one that is no longer used."""
    one = evaluation_criteria().get(code)
    return one.label.in_language(get_language() or "en") if one else code


def having_label(having: str) -> str:
    """What picks rows, in words: a status, where a milestone stands, a currency."""
    if having in Activity.Status.values:
        return str(Activity.Status(having).label)
    return str(HAVING.get(having, having))


def value_words(name: str, value: Any) -> str:
    """A frozen value as a reader expects it."""
    if value is None or value == "" or value == []:
        return "–"
    if name == "status":
        return having_label(value)
    if name == "kind":
        return str(Milestone.Kind(value).label)
    if name == "funding":
        return str(Activity.Funding(value).label)
    if name == "share":
        return share_words(Decimal(value))
    if name in NUMBERS:
        return number_words(Decimal(value))
    if name in DAYS:
        return day_words(date.fromisoformat(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def share_words(share: Decimal) -> str:
    """0.3 as 30 %."""
    return format_percent(share, locale=locale_now())
