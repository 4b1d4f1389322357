"""The shapes of the API; those of plans are the same as `tessera plan show --json`."""

from __future__ import annotations

from datetime import date, datetime

from ninja import Schema


class Period(Schema):
    start: int | None
    end: int | None


class PlanRow(Schema):
    code: str
    title: str
    state: str
    period: Period
    activities: int


class ObjectiveOut(Schema):
    ref: str
    text: str


class StrategyOut(Schema):
    ref: str
    title: str | None
    text: str
    notes: list[str]


class ActionOut(Schema):
    gnr: list[int]


class ActivityOut(Schema):
    ref: str
    title: str | None
    text: str
    start: int | None
    end: int | None
    gnr: list[int]
    actions: list[ActionOut]
    notes: list[str]


class SectionOut(Schema):
    number: int | str
    title: str
    activities: list[ActivityOut]


class PlanOut(Schema):
    code: str
    title: str
    summary: str
    state: str
    period: Period
    section_word: str
    objectives: list[ObjectiveOut]
    strategy: list[StrategyOut]
    sections: list[SectionOut]


class ActivityRow(Schema):
    ref: str
    section: str
    title: str
    start: int | None
    end: int | None
    gnr: list[int]
    status: str | None
    status_since: date | None
    funding: str | None
    lead: list[str]
    contributing: list[str]
    url: str


class MilestoneOut(Schema):
    activity: str
    kind: str
    title: str
    due: date | None
    done_on: date | None


class EventOut(Schema):
    at: datetime
    kind: str
    ref: str
    change: str
    what: str
    fields: list[str]
    reason: str


class GuidanceRow(Schema):
    number: int
    title: str
    summary: str
    confirmed: bool
    activities: list[str]


class SuggestionOut(Schema):
    audience: str
    text: str
    sources: list[str]


class GuidanceOut(GuidanceRow):
    suggestions: list[SuggestionOut]


class Page(Schema):
    total: int
    limit: int
    offset: int


class PlanPage(Page):
    results: list[PlanRow]


class ActivityPage(Page):
    results: list[ActivityRow]


class MilestonePage(Page):
    results: list[MilestoneOut]


class Problem(Schema):
    """What went wrong, in one sentence."""

    detail: str
