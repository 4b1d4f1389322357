"""/api/v1/documents and /api/v1/countries: what there is, and how many recommendations each has."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router
from ninja.errors import HttpError

from tessera.recommendations.models import Document
from tessera.recommendations.selectors.asking import Question, question_answer
from tessera.recommendations.selectors.documents import documents_counted, of_country, with_words
from tessera.recommendations.selectors.finding import UnknownValue, filter_value
from tessera.reports.citations import document_address
from tessera.vocabulary import countries

from .recommendation_schemas import CountryOut, DocumentPage
from .schemas import Problem

documents = Router()
countries_router = Router()
Language = Literal["en", "fr", "es", "ar", "ru", "zh"]
Word = Annotated[str, Query(max_length=100)]


@documents.get("", response={200: DocumentPage, 422: Problem}, summary="Documents", operation_id="documents_list")
def documents_list(
    request: HttpRequest,
    q: Word = "",
    mechanism: Word = "",
    country: Word = "",
    year: Annotated[int | None, Query(ge=1900, le=2100)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Any:
    """Those of which you may see at least one recommendation, the latest first."""
    rows = documents_counted(request.user)
    if q:
        rows = with_words(rows, q)
    if mechanism:
        rows = rows.filter(body=mechanism.replace("\0", ""))
    if country:
        rows = of_country(rows, _country(country))
    if year:
        rows = rows.filter(date__year=year)
    results = [_row(one) for one in rows[offset : offset + limit]]
    return {"total": rows.count(), "limit": limit, "offset": offset, "results": results}


@countries_router.get(
    "",
    response={200: list[CountryOut], 422: Problem},
    summary="Countries and areas, with how many recommendations were made to each",
    operation_id="countries_list",
)
def countries_list(request: HttpRequest, language: Language = "en") -> Any:
    answer = question_answer(request.user, Question(), facets=["country"], limit=1)
    counts = dict(answer.facets.get("country", ()))
    rows = [
        {
            "code": code,
            "name": countries.country_name(code, language),
            "region": one.region,
            "recommendations": counts.get(code, 0),
            "url": reverse("web:country", args=[code]),
        }
        for code, one in countries.countries().items()
    ]
    return sorted(rows, key=lambda row: str(row["name"]))


def _country(said: str) -> str:
    try:
        return filter_value("country", said.replace("\0", "").replace(",", " "))
    except UnknownValue as error:
        raise HttpError(422, str(error)) from None


def _row(one: Document) -> dict[str, Any]:
    return {
        "id": one.pk,
        "symbol": one.symbol,
        "title": one.title or None,
        "mechanism": one.body or None,
        "countries": list(one.countries),
        "date": one.date,
        "cycle": one.cycle,
        "session": one.session or None,
        "recommendations": one.count,  # type: ignore[attr-defined]
        "url": reverse("web:document", args=[one.pk]),
        "document_url": document_address(one.symbol) or None,
    }
