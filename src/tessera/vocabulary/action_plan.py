"""The Network's Action Plan 2014-2017 told in Tessera's own words: data/action_plan.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Item:
    """An objective or a strategy item; `ref` is its letter."""

    ref: str
    title: Text
    summary: Text


@dataclass(frozen=True, slots=True)
class Action:
    """What an activity does, with the Guidance Note recommendations it serves, in the order printed."""

    title: Text
    gnr: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """Something the plan promises to produce, due by the end of `year`; `id` never changes."""

    id: str
    title: Text
    year: int


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. `lead` and `partners` are organisation codes; `notes` say what is odd in the printed plan."""

    ref: str
    title: Text
    summary: Text
    start: int
    end: int
    actions: tuple[Action, ...]
    lead: str
    partners: tuple[str, ...]
    outputs: tuple[Output, ...]
    notes: tuple[Text, ...]

    @property
    def gnr(self) -> tuple[int, ...]:
        """The recommendations of all its actions, in the order printed, each once."""
        return tuple(dict.fromkeys(number for action in self.actions for number in action.gnr))


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    title: Text
    activities: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """`section_word` says what the plan's parts are called: later work plans have pillars."""

    code: str
    title: Text
    summary: Text
    start: int
    end: int
    section_word: str
    objectives: tuple[Item, ...]
    strategy: tuple[Item, ...]
    sections: tuple[Section, ...]

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All activities in the order of the plan."""
        return tuple(activity for section in self.sections for activity in section.activities)


@cache
def action_plan() -> ActionPlan:
    data = read("action_plan")
    return ActionPlan(
        code=data["code"],
        title=Text(data["title"]),
        summary=Text(data["summary"]),
        start=data["start"],
        end=data["end"],
        section_word=data["section_word"],
        objectives=tuple(_item(entry) for entry in data["objectives"]),
        strategy=tuple(_item(entry) for entry in data["strategy"]),
        sections=tuple(_section(entry) for entry in data["sections"]),
    )


def activity(ref: str) -> Activity:
    """The activity "1a" ... "8"; raises KeyError for another reference."""
    for one in action_plan().activities:
        if one.ref == ref:
            return one
    raise KeyError(f"the Action Plan has no activity {ref!r}")


def _item(entry: Mapping[str, Any]) -> Item:
    return Item(ref=entry["ref"], title=Text(entry["title"]), summary=Text(entry["summary"]))


def _section(entry: Mapping[str, Any]) -> Section:
    return Section(
        number=entry["number"],
        title=Text(entry["title"]),
        activities=tuple(_activity(one) for one in entry["activities"]),
    )


def _activity(entry: Mapping[str, Any]) -> Activity:
    title = Text(entry["title"])
    actions = entry.get("actions") or [{"title": title, "gnr": entry["gnr"]}]
    return Activity(
        ref=entry["ref"],
        title=title,
        summary=Text(entry["summary"]),
        start=entry["start"],
        end=entry["end"],
        actions=tuple(Action(title=Text(one["title"]), gnr=tuple(one["gnr"])) for one in actions),
        lead=entry["lead"],
        partners=tuple(entry.get("partners", ())),
        outputs=tuple(Output(id=o["id"], title=Text(o["title"]), year=o["year"]) for o in entry.get("outputs", ())),
        notes=tuple(Text(note) for note in entry.get("notes", ())),
    )
