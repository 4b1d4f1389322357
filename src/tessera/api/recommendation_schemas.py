"""The shapes of recommendations, documents and countries; hits are the same as those of `tessera search --json`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from tessera.recommendations.selectors.asking import FIRST_YEAR, LAST_YEAR, LONGEST_QUERY

Values = Annotated[
    list[str],
    Field(default_factory=list, max_length=20, description="With commas: any of them. Given twice: both must hold."),
]
Year = Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class Question(Schema):
    """What is asked: the same parameters as those of the search page."""

    q: str = Field("", max_length=LONGEST_QUERY, description='Words, "phrases", AND OR NOT, (), prefix*, field:value.')
    country: Values
    region: Values
    mechanism: Values
    family: Values
    document: Values
    year: Values
    theme: Values
    group: Values
    intersection: Values
    gnr: Values
    sdg: Values
    position: Values
    type: Values
    addressee: Values
    state: Values
    cycle: Values
    session: Values
    language: Values
    label: Values
    first: Year = Field(None, alias="from")
    last: Year = Field(None, alias="to")
    exact: bool = Field(False, description="Without other names of the same people.")
    order: Literal["", "newest", "oldest"] = ""


class Hit(Schema):
    id: int
    text: str
    countries: list[str]
    mechanism: str | None
    symbol: str | None
    paragraph: str | None
    year: int | None
    kind: str
    themes: list[str]
    groups: list[str]
    intersections: list[str]
    recommending_states: list[str]
    position: str | None
    sdgs: list[str]
    gnr: list[int]
    url: str


class Count(Schema):
    value: str
    count: int


class WidenedOut(Schema):
    word: str
    also: list[str]


class IgnoredOut(Schema):
    why: str
    text: str


class FoundOut(Schema):
    """`unit` says what is counted."""

    total: int
    unit: str
    took_ms: float
    limit: int
    offset: int
    hits: list[Hit]
    facets: dict[str, list[Count]]
    widened: list[WidenedOut]
    ignored: list[IgnoredOut]


class SourceOut(Schema):
    """What one source says; `gone`: it no longer does."""

    source: str
    key: str
    file: str
    read: datetime
    gone: bool
    placed_by_hand: bool
    text: str | None
    symbol: str | None
    paragraph: str | None
    page: int | None
    position: str | None
    recommending_states: list[str]


class LabelOut(Schema):
    code: str
    by: list[str]


class WordingOut(Schema):
    source: str
    until: datetime
    said: dict[str, Any]


class RecommendationOut(Hit):
    """One record with its provenance; `joined_to` is the record that stands for it."""

    date: date | None
    cycle: int | None
    session: str | None
    language: str
    heading: str | None
    addressees: list[str]
    recommending_states_printed: list[str]
    withdrawn: date | None
    joined_to: int | None
    document: int | None
    document_url: str | None
    citation: str
    labels: dict[str, list[LabelOut]]
    sources: list[SourceOut]
    earlier: list[WordingOut]


class DocumentOut(Schema):
    id: int
    symbol: str
    title: str | None
    mechanism: str | None
    countries: list[str]
    date: date | None
    cycle: int | None
    session: str | None
    recommendations: int
    url: str
    document_url: str | None


class DocumentPage(Schema):
    total: int
    limit: int
    offset: int
    results: list[DocumentOut]


class CountryOut(Schema):
    """In the order of names; counts say what was recommended, not how a country behaves."""

    code: str
    name: str
    region: str
    recommendations: int
    url: str
