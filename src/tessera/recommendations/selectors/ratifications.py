"""Who is bound by which treaty. Of public record: the same for every viewer.

Lists hold Member States of the United Nations, often no one else: where none speaks of a country, nothing is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, QuerySet

from tessera.recommendations.models import TreatyStatus
from tessera.vocabulary import countries, treaties
from tessera.vocabulary.treaties import Treaty

PARTY, NOT_APPLICABLE, NO_DATA = TreatyStatus.Status.PARTY.value, "not-applicable", "no-data"
EVERY = (*TreatyStatus.Status.values, NO_DATA)


@dataclass(frozen=True, slots=True)
class AsOf:
    """How old what is known is: the day that a list names, else the newest year in it and the day it was read."""

    day: date | None = None
    year: int | None = None
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One country and one treaty. `record` is None where no list speaks of the two; `status` is one of the model's, or
    no-data, or not-applicable: a procedure of a treaty that does not bind the country.

    A procedure that declarations of the country accept has the record of its treaty.
    """

    country: str
    treaty: Treaty
    status: str
    record: TreatyStatus | None = None
    accepted: tuple[Treaty, ...] = ()

    @property
    def year(self) -> int | None:
        """When it became bound, signed or left; of a declaration accepted beside its treaty the year is not known."""
        one = self.record
        if one is None or one.treaty != self.treaty.code:
            return None
        years = {"party": one.bound_year, "signatory": one.signed_year, "withdrawn": one.ended_year}
        return years.get(one.status)


@dataclass(frozen=True, slots=True)
class TreatyCount:
    """How many countries have which status. Countries of which no list speaks are not counted."""

    treaty: Treaty
    counts: Mapping[str, int] = field(default_factory=dict)

    def of(self, status: str) -> int:
        return self.counts.get(status, 0)

    @property
    def known(self) -> int:
        return sum(self.counts.values())


def statuses_listed(*, country: str = "", treaty: str = "", status: str = "") -> QuerySet[TreatyStatus]:
    """What lists say today."""
    wanted = {"country": country, "treaty": treaty, "status": status}
    rows = TreatyStatus.objects.filter(gone=None, **{name: value for name, value in wanted.items() if value})
    return rows.order_by("treaty", "country")


def treaties_counted(*, region: str = "") -> list[TreatyCount]:
    """All treaties with the number of countries (of a region) by status."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    rows = statuses_listed().order_by()
    if region:
        rows = rows.filter(country__in=countries_of(region))
    for code, status, count in rows.values_list("treaty", "status").annotate(Count("pk")):
        counts[code][status] = count
    return [TreatyCount(one, counts.get(one.code, {})) for one in treaties.treaties().values()]


def countries_of(region: str) -> list[str]:
    """The countries and areas of a region or sub-region."""
    return [c.code for c in countries.countries().values() if region in (c.region, c.sub_region)]


def country_ratifications(iso3: str) -> dict[str, list[Standing]]:
    """Every treaty with the country's standing, by family; regional ones where they are open to it or it is known."""
    records = {one.treaty: one for one in statuses_listed(country=iso3)}
    found: dict[str, list[Standing]] = {family: [] for family in treaties.families()}
    for one in treaties.treaties().values():
        if one.code in records or not one.region or one.region == countries.country(iso3).region:
            found[one.family].append(_standing(iso3, one, records))
    return {family: rows for family, rows in found.items() if rows}


def treaty_status(code: str, *, region: str = "") -> list[Standing]:
    """The standing of every Member State, and of others that lists speak of, in the order of their codes."""
    one = treaties.treaty(code)
    wanted = [code, one.parent] if one.is_procedure else [code]
    by_country: dict[str, dict[str, TreatyStatus]] = defaultdict(dict)
    for row in statuses_listed().filter(treaty__in=wanted):
        by_country[row.country][row.treaty] = row
    return [
        _standing(c.code, one, by_country.get(c.code, {}))
        for c in countries.countries().values()
        if (c.status == "member" or c.code in by_country)
        and (not region or region in (c.region, c.sub_region))
        and (not one.region or one.region == c.region or c.code in by_country)
    ]


def as_of(rows: Iterable[TreatyStatus]) -> AsOf:
    """How old the oldest of what is shown is."""
    newest = newest_years()
    told = list(rows)
    if not told:
        return AsOf()
    days = [one.as_of for one in told if one.as_of]
    years = [year for one in told if not one.as_of and (year := newest.get(one.origin))]
    read = min(one.read_on for one in told)
    return AsOf(min(days), None, read) if days and not years else AsOf(None, min(years, default=None), read)


def newest_years() -> dict[str, int]:
    """The newest year that each origin's lists hold: they are not younger."""
    rows = statuses_listed().order_by().values_list("origin").annotate(Max("bound_year"))
    return {origin: year for origin, year in rows if year}


def _standing(iso3: str, one: Treaty, records: Mapping[str, TreatyStatus]) -> Standing:
    own = records.get(one.code)
    if one.is_procedure and own is None:
        return _procedure(iso3, one, records.get(one.parent))
    if own is None:
        return Standing(iso3, one, NO_DATA)
    accepted = tuple(treaties.treaty(code) for code in own.declared) if own.status == PARTY else ()
    return Standing(iso3, one, own.status, own, accepted)


def _procedure(iso3: str, one: Treaty, parent: TreatyStatus | None) -> Standing:
    if parent is None or parent.status == TreatyStatus.Status.UNKNOWN:
        return Standing(iso3, one, NO_DATA)
    if parent.status != PARTY:
        return Standing(iso3, one, NOT_APPLICABLE, parent)
    return Standing(iso3, one, PARTY if one.code in parent.declared else NO_DATA, parent)
