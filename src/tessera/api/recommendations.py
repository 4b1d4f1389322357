"""/api/v1/recommendations: the search, one record with its provenance, the bulk export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router
from ninja.errors import HttpError

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors import asking
from tessera.recommendations.selectors import record as selectors
from tessera.recommendations.selectors.corrections import corrections_of
from tessera.recommendations.selectors.finding import SHOWN_FACETS
from tessera.recommendations.selectors.labels import labels_of
from tessera.recommendations.selectors.shapes import answer_shape
from tessera.recommendations.services.retelling import attestation_read
from tessera.reports.citations import cite_un, document_address
from tessera.reports.recommendation_citation import recommendation_cited
from tessera.reports.recommendation_tables import (
    recommendation_columns,
    recommendation_lines,
    recommendation_record,
    records_of,
    values_of,
)
from tessera.reports.tabular import tabular_csv, tabular_json
from tessera.search.find import DEEPEST

from .recommendation_schemas import FoundOut, Question, RecommendationOut
from .schemas import Problem

router = Router()
Asked = Query[Question]
MOST = 5_000_000
WRONG = {422: Problem}
FORMATS = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "json": "application/json"}
BULK = {"responses": {200: {"content": {kind.split(";")[0]: {} for kind in FORMATS.values()}}}}


@router.get(
    "",
    response={200: FoundOut, 503: Problem, **WRONG},
    summary="Search recommendations",
    operation_id="recommendations_search",
)
def recommendations_list(
    request: HttpRequest,
    asked: Asked,
    limit: Annotated[int, Query(ge=0, le=500)] = 20,
    offset: Annotated[int, Query(ge=0, le=DEEPEST)] = 0,
) -> Any:
    """The first 10,000 can be paged through; the export gives all."""
    if offset + limit > DEEPEST:
        raise HttpError(422, f"Only the first {DEEPEST:,} can be paged through; the export gives all.")
    answer = asking.question_answer(
        request.user, _question(asked), facets=SHOWN_FACETS, apart=False, limit=max(limit, 1), offset=offset
    )
    if not answer.results.ready:
        raise HttpError(503, "The search index is being built; try again in a few minutes.")
    told = answer_shape(answer, url_of=lambda record: reverse("web:recommendation", args=[record.pk]))
    return {**told, "hits": told["hits"][:limit], "limit": limit, "offset": offset}


@router.get(
    "/export",
    response={200: None, **WRONG},
    summary="All that is found, in bulk",
    operation_id="recommendations_export",
    openapi_extra=BULK,
)
def recommendations_export(
    request: HttpRequest,
    asked: Asked,
    form: Annotated[Literal["ndjson", "csv", "json"], Query(alias="format")] = "ndjson",
    after: Annotated[int, Query(ge=0, le=2**62, description="Only records with a higher id: to go on.")] = 0,
    limit: Annotated[int | None, Query(ge=1, le=MOST)] = None,
) -> Any:
    """In the order of ids, streamed; compressed where the client takes gzip."""
    records = _records(request.user, _question(asked), after=after, limit=limit)
    origin = f"{request.scheme}://{request.get_host()}"
    if form == "ndjson":
        chunks = recommendation_lines(records, origin=origin)
    else:
        rows = (values_of(one, origin=origin) for one in records)
        chunks = (tabular_csv if form == "csv" else tabular_json)(recommendation_columns(), rows)
    response = StreamingHttpResponse(chunks, content_type=FORMATS[form])
    response["Content-Disposition"] = f'attachment; filename="recommendations-{timezone.now():%Y-%m-%d}.{form}"'
    return response


@router.get(
    "/{int:number}",
    response={200: RecommendationOut, 404: Problem, **WRONG},
    summary="One recommendation with its provenance",
    operation_id="recommendation",
)
def recommendation_one(request: HttpRequest, number: int) -> Any:
    found = selectors.recommendation_get(request.user, number) if number < 2**62 else None
    if found is None:
        raise HttpError(404, "There is no recommendation of this number that you may see.")
    return _told(request, found)


def _question(asked: Question) -> asking.Question:
    """Raises HttpError where a value is not known."""
    given = asked.dict(by_alias=True)
    lists = {name: [str(one) for one in value] if isinstance(value, list) else [] for name, value in given.items()}
    lists |= {name: [str(given[name])] for name in ("q", "from", "to", "order") if given[name]}
    lists["exact"] = ["1"] if asked.exact else []
    question = asking.question_of(lists)
    if question.wrong:
        raise HttpError(422, question.wrong[0])
    return question


def _records(viewer: Any, question: asking.Question, *, after: int, limit: int | None) -> Iterator[Recommendation]:
    """A few records are in memory at a time."""
    if question.is_narrow:
        ids = [pk for pk in sorted(asking.question_ids(viewer, question, most=MOST)) if pk > after]
        return records_of(viewer, ids[:limit])
    rows = selectors.standing(viewer).filter(pk__gt=after).select_related("document").order_by("pk")
    return (rows[:limit] if limit else rows).iterator(chunk_size=500)


def _told(request: HttpRequest, one: Recommendation) -> dict[str, Any]:
    attestations = selectors.attestations_of(one)
    read = [(each, attestation_read(each)) for each in attestations]
    said = [(each.source, r) for each, r in read if r is not None and each.gone_id is None]
    title = "" if one.document else next((r.title for _source, r in said if r.title), "")
    joined = one.joined_to if one.joined_to and one.joined_to.is_visible_to(request.user) else None
    return {
        **recommendation_record(one),
        "heading": one.heading or None,
        "recommending_states_printed": list(one.states_printed),
        "withdrawn": one.withdrawn,
        "joined_to": joined.pk if joined else None,
        "document": one.document_id,
        "document_url": (document_address(one.document.symbol) or None) if one.document else None,
        "citation": cite_un(recommendation_cited(one, title=title)),
        "labels": _labels(one, said),
        "sources": [_source(each, r) for each, r in read],
        "earlier": [
            {"source": kept.source, "until": kept.run.ended or kept.run.started, "said": kept.said}
            for kept in one.earlier.select_related("run")
        ],
    }


def _labels(one: Recommendation, said: Any) -> dict[str, list[dict[str, Any]]]:
    """Who gave each label: source, rule, person."""
    corrected = corrections_of(one)
    fields = {"theme": "themes", "group": "groups", "intersection": "intersections", "gnr": "guidance"}
    return {
        facet: [
            {"code": label.code, "by": ["person"] if fields.get(facet) in corrected else _by(label)} for label in labels
        ]
        for facet, labels in labels_of(one, said).items()
    }


def _by(label: Any) -> list[str]:
    return list(dict.fromkeys(reason.by for reason in label.reasons))


def _source(one: Any, read: Any) -> dict[str, Any]:
    return {
        "source": one.source,
        "key": one.key,
        "file": one.run.file_name,
        "read": one.run.ended or one.run.started,
        "gone": one.gone_id is not None,
        "placed_by_hand": one.pinned,
        "text": read.text if read else None,
        "symbol": (read.symbol or None) if read else None,
        "paragraph": (read.paragraph or None) if read else None,
        "page": read.page if read else None,
        "position": (read.position or None) if read else None,
        "recommending_states": [s.printed for s in read.states] if read else [],
    }
