"""The figures of the annual report, each with the address of the rows that it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tessera.coordination.selectors.yearly_figures import LATE, REACHED, UNREPORTED, Year, entry_countries
from tessera.plans.models import Activity
from tessera.plans.selectors.activities import AMOUNTS, totals
from tessera.reports.bars import Amount, bars_svg
from tessera.reports.localised import is_mirrored, language_now, number_words
from tessera.reports.written import Drawing, Linked, Table

from .telling import amount, page, readers_query


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of rows of a kind; `which` narrows them as selectors.yearly_figures has it."""

    label: str
    number: int
    kind: str
    which: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """The sums of one currency."""

    currency: str
    amounts: tuple[Decimal, ...]
    gap: Decimal


def figures_of(year: Year) -> list[Figure]:
    """All that is counted, also what is nought, save statuses that no activity has."""
    found = [Figure(_("Activities of the plan"), year.count("activities"), "activities")]
    found += [_figure(year, pgettext("figure", "Activities: %s") % s.label, "activities", s) for s in Activity.Status]
    found.append(_figure(year, _("Activities without a reported status"), "activities", UNREPORTED))
    kept = [found[0], *(one for one in found[1:] if one.number)]
    kept += [
        _figure(year, _("Milestones and outputs reached"), "milestones", REACHED),
        _figure(year, _("Milestones and outputs due and not reached"), "milestones", LATE),
        _figure(year, _("Meetings of working groups held"), "meetings"),
        _figure(year, _("Tasks done"), "tasks"),
        _figure(year, _("Approved reports of entities and field presences"), "reports"),
        _figure(year, _("Entries in approved reports"), "entries"),
    ]
    return kept


def _figure(year: Year, label: str, kind: str, which: str = "") -> Figure:
    return Figure(label, year.count(kind, which), kind, which)


def figures_table(year: Year, figures: list[Figure], readers: str) -> Table:
    rows = tuple((one.label, Linked(number_words(one.number), rows_page(year, one, readers))) for one in figures)
    return Table(
        _("Figures of %(year)s") % {"year": year.round.year},
        (_("What is counted"), _("Number")),
        rows,
        numeric=frozenset({1}),
        note=_("Each number leads to the rows that it counts."),
    )


def rows_page(year: Year, figure: Figure, readers: str) -> str:
    plan = year.round.plan
    query = {"of": figure.which, "for": readers_query(readers)}
    return page("web:report-round-rows", plan.code, year.round.year, figure.kind, **query)


def status_drawing(year: Year) -> Drawing | None:
    """Activities by their status at the end of the year; None where the plan has none."""
    pairs = [(s.label, year.count("activities", s)) for s in Activity.Status]
    pairs.append((_("Not reported"), year.count("activities", UNREPORTED)))
    amounts = [
        Amount(str(label), n, "bar-done" if label == Activity.Status.DONE.label else "bar") for label, n in pairs if n
    ]
    if not amounts:
        return None
    said = "; ".join(f"{one.label}: {number_words(one.number)}" for one in amounts)
    title = _("Activities by status at the end of the year")
    svg = bars_svg(amounts, title=title, description=said, mirrored=is_mirrored(language_now()))
    return Drawing(title, svg, said)


def money_of(year: Year) -> list[Money]:
    """Sums by currency; amounts of different currencies are never added."""
    return [
        Money(one["currency"], tuple(one[name] for name in AMOUNTS), one["gap"]) for one in totals(year.rows("money"))
    ]


def money_table(year: Year, sums: list[Money], readers: str) -> Table:
    columns = (_("Currency"), _("Asked"), _("Pledged"), _("Received"), _("Spent"), _("Still missing"))
    rows = tuple(
        (
            Linked(one.currency, rows_page(year, Figure("", 0, "money", one.currency), readers)),
            *(amount(value) for value in (*one.amounts, one.gap)),
        )
        for one in sums
    )
    note = _(
        "Amounts in different currencies are not added. What is still missing is what was asked less what was received."
    )
    caption = _("Money for %(year)s by currency") % {"year": year.round.year}
    return Table(caption, columns, rows, numeric=frozenset(range(1, 6)), note=note)


def countries_named(year: Year) -> list[str]:
    return entry_countries(year)
