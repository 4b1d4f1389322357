"""Where the plan stood as of the day: figures, activities, money, indicators, each leading to its rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tessera.coordination.selectors.freezing import Body, Row
from tessera.coordination.selectors.frozen_rows import figures, milestone_state, money_sums, rows_picked
from tessera.coordination.selectors.plan_reviews import ReviewTold
from tessera.reports.localised import Counted, day_words, number_words
from tessera.reports.written import Heading, Linked, Paragraph, Part, Table

from .pages import Pages
from .words import KINDS, having_label, value_words


def frozen_parts(told: ReviewTold, pages: Pages) -> list[Part]:
    """The part of the document that is drawn from the frozen plan; one sentence where nothing is frozen."""
    heading = Heading(_("Where the plan stood on %(day)s") % {"day": day_words(told.review.as_of)})
    if told.body is None or told.frozen is None:
        return [heading, Paragraph(_("Nothing is frozen yet."))]
    body = told.body
    parts: list[Part] = [heading, _figures(body, pages), _activities(body, pages)]
    if body["money"]:
        parts.append(_money(body, pages))
    if body["indicators"]:
        parts.append(_indicators(body, pages))
    parts.append(_guidance(body, told, pages))
    words = _("Frozen on %(day)s. SHA-256: %(digest)s")
    said = words % {"day": day_words(told.frozen.frozen_at.date()), "digest": told.frozen.digest}
    return [*parts, Paragraph(said, look="muted")]


def _figures(body: Body, pages: Pages) -> Table:
    rows = tuple(
        (
            f"{KINDS[one.of]}: {having_label(one.having).lower()}" if one.having else str(KINDS[one.of]),
            Linked(number_words(one.count), pages.rows(f"of={one.of}&having={one.having}")),
        )
        for one in figures(body)
    )
    return Table(_("What was counted"), (_("What"), _("Number")), rows, numeric=frozenset({1}))


def _activities(body: Body, pages: Pages) -> Table:
    count = len(body["activities"])
    caption = ngettext("%(count)s activity", "%(count)s activities", count) % {"count": Counted(count)}
    columns = (_("Activity"), _("Lead"), _("Status"), _("Milestones and outputs reached"), _("Evidence"))
    rows = tuple(_activity(row, body, pages) for row in body["activities"])
    return Table(caption, columns, rows, numeric=frozenset({4}))


def _activity(row: Row, body: Body, pages: Pages) -> tuple[Any, ...]:
    ref = row["activity"]
    title = body["content"]["activity"][ref]["title"]
    milestones = rows_picked(body, of="milestones", activity=ref)
    reached = [one for one in milestones if milestone_state(one, body["as_of"]) == "reached"]
    words = _("%(some)s of %(all)s") % {"some": len(reached), "all": len(milestones)}
    evidence = rows_picked(body, of="evidence", activity=ref)
    return (
        Linked(f"{ref} {title}".strip(), pages.activity(ref)),
        value_words("leads", row["leads"]),
        having_label(row["status"] if row["since"] else "unreported"),
        Linked(words, pages.rows(f"of=milestones&activity={ref}")),
        Linked(number_words(len(evidence)), pages.rows(f"of=evidence&activity={ref}")),
    )


def _money(body: Body, pages: Pages) -> Table:
    columns = (_("Currency"), _("Asked"), _("Pledged"), _("Received"), _("Spent"), _("Gap"))
    rows = tuple(
        (
            Linked(one.currency, pages.rows(f"of=money&having={one.currency}")),
            *(number_words(amount) for amount in (one.asked, one.pledged, one.received, one.spent, one.gap)),
        )
        for one in money_sums(body)
    )
    note = _("Amounts of different currencies are not added up.")
    return Table(_("Money, by currency"), columns, rows, numeric=frozenset(range(1, 6)), note=note)


def _indicators(body: Body, pages: Pages) -> Table:
    columns = (_("Of"), _("Indicator"), _("Baseline"), _("Value"), _("Target"), _("Unit"))
    rows = tuple(
        (
            row["activity"] or row["objective"],
            Linked(row["title"], pages.rows(f"key={row['key']}")),
            *(value_words(name, row[name]) for name in ("baseline", "value", "target", "unit")),
        )
        for row in body["indicators"]
    )
    return Table(str(KINDS["indicators"]), columns, rows, numeric=frozenset({2, 3, 4}))


def _guidance(body: Body, told: ReviewTold, pages: Pages) -> Table:
    """Which activities serve each recommendation of the Guidance Note, and which findings are of it."""
    numbers = sorted(
        {number for row in body["activities"] for number in row["gnr"]} | {f.gnr for f in told.findings if f.gnr}
    )
    rows = tuple(
        (
            Linked(_("GNR %(numbers)s") % {"numbers": number}, pages.guidance(number)),
            ", ".join(row["activity"] for row in body["activities"] if number in row["gnr"]) or "–",
            ", ".join(str(one.number) for one in told.findings if one.gnr == number) or "–",
        )
        for number in numbers
    )
    columns = (_("Guidance Note recommendation"), _("Activities that serve it"), _("Findings"))
    return Table(_("Recommendations of the Guidance Note"), columns, rows)
