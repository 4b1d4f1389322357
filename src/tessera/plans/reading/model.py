"""What a plan document says."""

from __future__ import annotations

from dataclasses import dataclass, field

from tessera.extraction import SaidError, Sentence


class PlanDocumentError(SaidError):
    """The file can be read but holds no plan."""


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something odd in the document. `line` counts from 1; `code` is stable (docs/reference/plan-documents.md)."""

    ref: str | None
    line: int
    code: str
    message: Sentence


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An objective or a strategy item; `ref` is its letter or number."""

    ref: str
    title: str | None
    text: str
    line: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAction:
    """One action of an activity, with its own list of Guidance Note recommendations as printed."""

    text: str
    gnr: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """One activity. `text` is as printed after its letter, without the timeline line; `gnr` unites all its lists."""

    ref: str
    letter: str | None
    title: str | None
    text: str
    start: int | None
    end: int | None
    timeline_printed: str | None
    gnr: tuple[int, ...]
    actions: tuple[ReadAction, ...]
    line: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSection:
    number: int
    title: str
    line: int
    activities: tuple[ReadActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """`section_word` says what the document calls its parts: "section", "pillar" ..."""

    title: str
    code: str
    introduction: str
    start: int | None
    end: int | None
    section_word: str = "section"
    objectives: tuple[ReadItem, ...] = ()
    strategy: tuple[ReadItem, ...] = ()
    sections: tuple[ReadSection, ...] = ()
    warnings: tuple[ReadWarning, ...] = field(default=())
