"""The documents of regional bodies that are known, as source.yml describes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tessera.extraction import REPORTS_END
from tessera.harvest import Rules, source_facts

from .lists import Announced

FLAGS = re.IGNORECASE
FRONT = 1_600  # characters of the first page


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of document looks; `country` and the dates have a group."""

    code: str
    body: str
    head: tuple[re.Pattern[str], ...]
    others: tuple[re.Pattern[str], ...]
    symbol: re.Pattern[str] | None
    title: re.Pattern[str]
    country: re.Pattern[str] | None
    dates: tuple[re.Pattern[str], ...]
    year: re.Pattern[str] | None
    end: re.Pattern[str]
    rules: Rules | None
    lists: tuple[Announced, ...]
    operative: bool
    thematic: bool

    def knows(self, front: str) -> bool:
        return all(one.search(front) for one in self.head) and not any(one.search(front) for one in self.others)


def layout_of(front: str) -> Layout | None:
    """The first layout that the words of a first page fit."""
    return next((one for one in _layouts() if one.knows(front)), None)


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(_layout(code, told) for code, told in facts()["layouts"].items())


def _layout(code: str, told: Mapping[str, Any]) -> Layout:
    return Layout(
        code=code,
        body=told["body"],
        head=_all(told["head"]),
        others=_all([*facts()["others"], *told.get("others", ())]),
        symbol=re.compile(told["symbol"]) if told["symbol"] else None,
        title=re.compile(told["title"], FLAGS),
        country=re.compile(told["country"], FLAGS) if "country" in told else None,
        dates=_all(told.get("date", ())),
        year=re.compile(told["year"], FLAGS) if "year" in told else None,
        end=re.compile(told["end"], FLAGS) if "end" in told else REPORTS_END,
        rules=_rules(told) if told.get("numbered") else None,
        lists=tuple(_announced(one) for one in told.get("lists", ())),
        operative=told.get("operative", False),
        thematic=told.get("thematic", False),
    )


def _rules(told: Mapping[str, Any]) -> Rules:
    """Paragraphs ask by their words, under whatever heading."""
    shared = {name: facts()[name] for name in ("section", "apart", "mixed", "never")}
    return Rules.of({**shared, "named": told["named"], "under": {}})


def _announced(told: Mapping[str, Any]) -> Announced:
    return Announced(
        lead=re.compile(told["lead"], FLAGS),
        close=re.compile(told["close"], FLAGS) if "close" in told else None,
        kind=told.get("kind", "recommendation"),
        again=told.get("again", False),
        numbered=told.get("numbered", False),
    )


def _all(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, FLAGS) for one in patterns)


def facts() -> dict[str, Any]:
    return source_facts(__package__)
