"""The Guidance Note's recommendations as the Network keeps them, and which activities serve them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tessera.plans.models import Activity, GuidanceRecommendation, GuidanceWording, Milestone, Plan, Suggestion
from tessera.vocabulary import guidance_note

from .standing import OVER, past_last_year, waiting_for_money


@dataclass(frozen=True, slots=True)
class Wording:
    """How a recommendation is told in one language; `confirmed` once a person checked it, or it was known."""

    number: int
    title: str
    summary: str
    confirmed: bool
    source: str = ""
    version: int = 0


@dataclass(slots=True)
class Served:
    """A recommendation with the activities of one plan that name it, and where the gaps are."""

    wording: Wording
    activities: list[Activity]

    @property
    def running(self) -> list[Activity]:
        return [a for a in self.activities if a.status not in OVER]

    @property
    def done(self) -> list[Activity]:
        return [a for a in self.activities if a.status == Activity.Status.DONE]


def wordings(language: str) -> dict[int, Wording]:
    """The wording of all recommendations in `language`: a person's above the vocabulary's, else English."""
    language = language[:2]
    entered = GuidanceWording.objects.filter(language__in={language, "en"})
    by_key = {(w.recommendation_id, w.language): w for w in entered}
    numbers = GuidanceRecommendation.objects.values_list("number", flat=True)
    return {n: wording_in(n, language, by_key) for n in numbers}


def wording_in(number: int, language: str, entered: dict[tuple[int, str], GuidanceWording]) -> Wording:
    """One recommendation's wording, out of what people entered by number and language."""
    person = entered.get((number, language))
    shipped = guidance_note.recommendation(number)
    if person is None and not shipped.confirmed:
        person = entered.get((number, "en"))  # a checked English wording says more than "to be confirmed"
    if person:
        return Wording(number, person.title, person.summary, True, person.source, person.version)
    title, summary = shipped.title.in_language(language), shipped.summary.in_language(language)
    return Wording(number, title, summary, shipped.confirmed)


def guidance_served(plan: Plan | None, language: str) -> list[Served]:
    """All recommendations with the plan's activities that name each."""
    activities = list(Activity.objects.filter(plan=plan).defer("text", "notes")) if plan else []
    return [Served(w, [a for a in activities if n in a.gnr]) for n, w in wordings(language).items()]


def suggestions_visible(viewer: Any, number: int, *, archived: bool = False) -> list[Suggestion]:
    """Practical suggestions for one recommendation."""
    found = Suggestion.objects.visible_to(viewer).filter(recommendation_id=number)
    return list(found.filter(archived_at__isnull=not archived))


def outcomes(viewer: Any, activities: list[Activity]) -> list[Milestone]:
    """What came of the activities: milestones reached, the latest first."""
    return list(
        Milestone.objects.visible_to(viewer)
        .filter(activity__in=activities, done_on__isnull=False)
        .select_related("activity")
        .order_by("-done_on")
    )


def gaps(served: Served, viewer: Any, today: date) -> dict[str, list[Activity]]:
    """Where work for a recommendation is missing: late, without status, unfunded."""
    running = served.running
    return {
        "overdue": past_last_year(running, today),
        "unreported": [a for a in running if not a.status_since],
        "unfunded": waiting_for_money(running, viewer),
    }
