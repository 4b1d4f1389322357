"""/api/v1/treaties and /api/v1/ratifications: who is bound by which treaty, and what to promote in a country."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from tessera.recommendations.models import TreatyStatus
from tessera.recommendations.selectors.promoting import ToPromote, ratifications_to_promote
from tessera.recommendations.selectors.ratifications import (
    TreatyCount,
    country_ratifications,
    statuses_listed,
    treaties_counted,
)
from tessera.vocabulary import countries, treaties

from .schemas import Page, Problem

treaties_router = Router()
ratifications_router = Router()
Country = Annotated[str, Query(max_length=60, description="ISO 3166 alpha-3, or a name.")]
TreatyCode = Annotated[str, Query(max_length=60, description="A code of /api/v1/treaties, or a name.")]
Status = Literal["party", "signatory", "no-action", "withdrawn", "unknown"]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
MISSING = {404: Problem, 422: Problem}


class CountsOut(Schema):
    """Numbers of countries; null where no list speaks of the treaty."""

    party: int
    signatory: int
    no_action: int
    withdrawn: int
    unknown: int


class TreatyOut(Schema):
    code: str
    short: str
    name: str
    names: dict[str, str]
    family: str
    kind: str
    parent: str | None
    body: str | None
    region: str | None
    accepts: list[str]
    adopted: int
    in_force: int | None
    countries: CountsOut | None
    url: str


class RatificationOut(Schema):
    country: str
    treaty: str
    status: str
    kind: str | None
    signed: date | None
    signed_year: int | None
    bound: date | None
    bound_year: int | None
    in_force: date | None
    ended_year: int | None
    accepted: list[str]
    reservations: str
    declarations: str
    objections: str
    note: str
    origin: str | None
    as_of: date | None
    read_on: date


class RatificationPage(Page):
    results: list[RatificationOut]


class PromoteOut(Schema):
    """A treaty that does not bind the country; `recommendations` counts those that ask for it, told by rule."""

    treaty: str
    status: str
    recommendations: int
    recommending_states: dict[str, int]
    mechanisms: dict[str, int]
    positions: dict[str, int]
    first_year: int | None
    last_year: int | None
    newest: list[int]


@treaties_router.get(
    "", response={200: list[TreatyOut], 422: Problem}, summary="Treaties", operation_id="treaties_list"
)
def treaties_list(request: HttpRequest, family: Annotated[str | None, Query(max_length=40)] = None) -> Any:
    return [_treaty(row) for row in treaties_counted() if not family or row.treaty.family == family]


@treaties_router.get("/{code}", response={200: TreatyOut, **MISSING}, summary="One treaty", operation_id="treaty")
def treaty_one(request: HttpRequest, code: str) -> Any:
    known = _treaty_code(code)
    return _treaty(next(row for row in treaties_counted() if row.treaty.code == known))


@ratifications_router.get(
    "",
    response={200: RatificationPage, **MISSING},
    summary="Statuses of countries and treaties, as lists have them",
    operation_id="ratifications_list",
)
def ratifications_list(
    request: HttpRequest,
    country: Country = "",
    treaty: TreatyCode = "",
    status: Status | None = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    found = statuses_listed(
        country=_country_code(country) if country else "",
        treaty=_treaty_code(treaty) if treaty else "",
        status=status or "",
    )
    rows = [_status(one) for one in found[offset : offset + limit]]
    return {"total": found.count(), "limit": limit, "offset": offset, "results": rows}


@ratifications_router.get(
    "/to-promote/{country}",
    response={200: list[PromoteOut], **MISSING},
    summary="Treaties that do not bind a country, and who recommended them",
    operation_id="ratifications_to_promote",
)
def ratifications_promote(request: HttpRequest, country: str) -> Any:
    return [_promote(one) for one in ratifications_to_promote(request.user, _country_code(country)).treaties]


@ratifications_router.get(
    "/countries/{country}",
    response={200: dict[str, str], **MISSING},
    summary="Every treaty with the standing of one country, no-data and not-applicable among them",
    operation_id="country_ratifications",
)
def country_standing(request: HttpRequest, country: str) -> Any:
    families = country_ratifications(_country_code(country))
    return {one.treaty.code: one.status for rows in families.values() for one in rows}


def _country_code(said: str) -> str:
    code = countries.resolve(said.replace("\x00", ""))
    if code is None:
        raise HttpError(404, "There is no country with this code or name.")
    return code


def _treaty_code(said: str) -> str:
    code = said if said in treaties.treaties() else treaties.resolve(said)
    if code is None:
        raise HttpError(404, "There is no treaty with this code or name.")
    return code


def _treaty(row: TreatyCount) -> dict[str, Any]:
    one = row.treaty
    counts = {name: row.of(name.replace("_", "-")) for name in CountsOut.model_fields}
    return {
        "code": one.code,
        "short": one.short,
        "name": one.label["en"],
        "names": dict(one.label),
        "family": one.family,
        "kind": one.kind,
        "parent": one.parent or None,
        "body": one.body or None,
        "region": one.region or None,
        "accepts": list(one.accepts),
        "adopted": one.adopted,
        "in_force": one.in_force,
        "countries": counts if row.known else None,
        "url": reverse("web:treaty", args=[one.code]),
    }


def _status(one: TreatyStatus) -> dict[str, Any]:
    same = ("country", "treaty", "status", "signed", "signed_year", "bound", "bound_year", "in_force", "ended_year")
    same += ("reservations", "declarations", "objections", "note", "as_of", "read_on")
    told = {name: getattr(one, name) for name in same}
    return {**told, "kind": one.kind or None, "accepted": list(one.declared), "origin": one.origin or None}


def _promote(one: ToPromote) -> dict[str, Any]:
    first, last = one.years or (None, None)
    return {
        "treaty": one.standing.treaty.code,
        "status": one.standing.status,
        "recommendations": one.total,
        "recommending_states": dict(one.states),
        "mechanisms": dict(one.mechanisms),
        "positions": dict(one.positions),
        "first_year": first,
        "last_year": last,
        "newest": [ask.record.pk for ask in one.newest],
    }
