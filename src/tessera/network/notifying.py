"""The kinds of things that people are told of; rooms say in AppConfig.ready() what they tell and remind of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from tessera.network.models import Person


@dataclass(frozen=True, slots=True)
class Kind:
    """`label` names it where a person chooses their mails ("A task is given to me"). `rows` are the subjects that a
    viewer may see; `said` is the sentence about one of them; `url_name` and `url_args` lead to it."""

    code: str
    label: str | Promise
    rows: Callable[[Any], QuerySet]
    said: Callable[[Any], str]
    url_name: str
    url_args: Callable[[Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder: whom, of which kind and subject; `key` is the same for as long as it is the same reminder."""

    people: Iterable[Person]
    kind: str
    subject: int
    key: str


Reminder = Callable[[date], Iterable[Due]]
_kinds: dict[str, Kind] = {}
_reminders: dict[str, Reminder] = {}


def kind_register(kind: Kind) -> None:
    """Called once for each kind, in AppConfig.ready()."""
    _kinds[kind.code] = kind


def reminder_register(name: str, function: Reminder) -> None:
    """Let a room remind people: the function says what is due on a day, however often it is asked."""
    _reminders[name] = function


def kinds() -> dict[str, Kind]:
    """By code, in the order in which they were told."""
    return dict(_kinds)


def reminders() -> tuple[Reminder, ...]:
    return tuple(_reminders.values())


AHEAD = BEHIND = 7  # days


def stage_of(due: date, today: date) -> str:
    """Which reminder is due: a week before, on the day, a week after; "" for none.

    A day on which nobody reminded is made up for: a stage lasts until the next begins.
    """
    left = (due - today).days
    if left > AHEAD:
        return ""
    if left > 0:
        return "ahead"
    return "today" if left > -BEHIND else "late"
