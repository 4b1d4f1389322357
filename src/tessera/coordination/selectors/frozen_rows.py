"""The rows of a frozen plan that a figure counts, and the figures: one function picks both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tessera.plans.models import Activity

from .freezing import AMOUNTS, KINDS, Body, Row

UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many rows of a kind; `having` picks them (rows_picked)."""

    of: str
    having: str
    count: int


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts of one currency, and what is missing of what was asked."""

    currency: str
    asked: Decimal
    pledged: Decimal
    received: Decimal
    spent: Decimal

    @property
    def gap(self) -> Decimal:
        return max(Decimal(0), self.asked - self.received)


def rows_picked(body: Body, *, of: str = "", activity: str = "", having: str = "") -> list[Row]:
    """Rows of one kind, or of all, of one activity, or of all; each with its kind as "of".

    `having` is a status or "unreported" of activities, "reached", "late" or "ahead" of milestones, "open" or "resolved"
    of obstacles, a currency of money.
    """
    picks = _pick(body["as_of"], having)
    return [
        {**row, "of": kind}
        for kind in ([of] if of else KINDS)
        for row in body.get(kind, ())
        if (not activity or row["activity"] == activity) and picks(kind, row)
    ]


def figures(body: Body) -> list[Figure]:
    """What a review counts: activities by status, milestones and outputs, evidence, obstacles.

    What is none is left out, save the whole of each kind.
    """
    wanted = [("activities", ""), *(("activities", status) for status in (*Activity.Status.values, UNREPORTED))]
    wanted += [("milestones", having) for having in ("", "reached", "late", "ahead")]
    wanted += [("evidence", ""), ("obstacles", "open"), ("obstacles", "resolved")]
    counted = [Figure(of, having, len(rows_picked(body, of=of, having=having))) for of, having in wanted]
    return [one for one in counted if one.count or not one.having]


def money_sums(body: Body) -> list[Money]:
    """Amounts by currency, never added across currencies."""
    currencies = sorted({row["currency"] for row in body["money"]})
    return [
        Money(currency, *(sum((Decimal(row[name]) for row in rows), Decimal(0)) for name in AMOUNTS))
        for currency in currencies
        for rows in [rows_picked(body, of="money", having=currency)]
    ]


def _pick(as_of: str, having: str) -> Callable[[str, Row], bool]:
    def picks(kind: str, row: Row) -> bool:
        if not having:
            return True
        if kind == "activities":
            return having == (row["status"] if row["since"] else UNREPORTED)
        if kind == "milestones":
            return having == milestone_state(row, as_of)
        if kind == "obstacles":
            return having == ("resolved" if row["resolved_on"] else "open")
        return kind == "money" and having == row["currency"]

    return picks


def milestone_state(row: Row, as_of: str) -> str:
    """Reached, late, or ahead (not due yet, or without a day) as of the day."""
    if row["done_on"]:
        return "reached"
    return "late" if row["due"] and row["due"] < as_of else "ahead"
