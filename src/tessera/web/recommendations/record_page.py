"""The page of one recommendation: permanent, whole, citable."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.recommendations.models import Attestation, Recommendation
from tessera.recommendations.selectors import record as selectors
from tessera.recommendations.selectors.labels import marked
from tessera.recommendations.services.retelling import attestation_read
from tessera.reports.citations import document_address
from tessera.web.demands_part import demands_shown
from tessera.web.follow_up_part import follow_up_context
from tessera.web.named_recommendation import recommendation_or_404
from tessera.web.recommendation_words import mechanism_address, mechanism_words, value_words
from tessera.web.remembered import remembered
from tessera.web.suggested_part import suggested_shown

from .citing import citations_shown, printed_symbol
from .provenance import Attested, attested, labels_shown, wordings_shown
from .rows import SIGNS, cited_where
from .wordings import wordings_context


@remembered
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is known of it, with ways to change it for those who may."""
    record = recommendation_or_404(request, pk)
    sources = [attested(one, attestation_read(one)) for one in selectors.attestations_of(record)]
    same, same_count = selectors.same_words(request.user, record)
    person = request.user
    context = {
        "record": record,
        **_head(record, sources),
        **wordings_context(person, record, sources),
        "sources": sources,
        "labels": labels_shown(record, sources, of_network=getattr(person, "is_of_network", False)),
        "suggested": suggested_shown(record),
        "marked": marked(record),
        "wordings": wordings_shown(record),
        "same": [(one, cited_where(one) or str(one.pk)) for one in same],
        "same_more": same_count - len(same),
        "joined_here": selectors.joined_here(person, record),
        "leads_to": _visible(person, record.joined_to),
        "demands": demands_shown(person, record),
        "neighbours": selectors.neighbours_of(person, record),
        "citations": citations_shown(request, record, sources),
        "acts": selectors.acts_of(record) if getattr(person, "is_of_network", False) else (),
        "may_join": person.is_authenticated and person.has_perm("recommendations.join_records", record),
        "may_correct": person.is_authenticated and person.has_perm("recommendations.correct_labels", record),
        "trail": trail(record),
        **follow_up_context(request, record),
    }
    return render(request, "recommendations/record.html", context)


def attestation_file(request: HttpRequest, pk: int, attestation: int) -> HttpResponse:
    """One source's record as it came, with where and when it was read, as JSON."""
    found = selectors.attestation_get(request.user, pk, attestation)
    if found is None:
        raise Http404(_("There is no such record that you may see."))
    response = HttpResponse(json.dumps(_raw(found), ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="recommendation-{pk}-{found.source}.json"'
    return response


def trail(record: Recommendation | None = None, *, within: bool = False) -> list[tuple[Any, str]]:
    """The way to a recommendation; `within`: to a page that belongs to it."""
    steps = [(_("Recommendations"), reverse("web:recommendations"))]
    if record and record.document:
        steps.append((record.document.symbol, reverse("web:document", args=[record.document_id])))
    if record and within:
        steps.append((short_title(record), reverse("web:recommendation", args=[record.pk])))
    return steps


def short_title(record: Recommendation) -> str:
    """Where it stands; its number where it stands nowhere."""
    return cited_where(record) or _("Recommendation %(number)s") % {"number": record.pk}


def _head(record: Recommendation, sources: list[Attested]) -> dict[str, Any]:
    symbol = printed_symbol(record, sources)
    return {
        "title": short_title(record),
        "symbol": symbol,
        "un_address": document_address(record.document.symbol) if record.document else "",
        "mechanism": mechanism_words(record.body),
        "mechanism_url": mechanism_address(record.body),
        "kind": value_words("type", record.kind),
        "states": _states(record),
        "addressees": [value_words("addressee", code) for code in record.addressees],
        "position": value_words("position", record.position) if record.position else "",
        "sign": SIGNS.get(record.position, ""),
        "document_title": record.document.title if record.document else "",
    }


def _states(record: Recommendation) -> list[tuple[str, str]]:
    """Recommending States: what they are called, and their code; those not known as printed, without one."""
    if len(record.states) == len(record.states_printed) or not record.states_printed:
        return [(value_words("state", code), code) for code in record.states]
    return [(printed, "") for printed in record.states_printed]


def _visible(person: Any, record: Recommendation | None) -> Recommendation | None:
    return record if record is not None and record.is_visible_to(person) else None


def _raw(one: Attestation) -> dict[str, Any]:
    try:
        record = json.loads(one.body.body)
    except ValueError:
        record = one.body.body
    return {
        "source": one.source,
        "id": one.key,
        "file": one.run.file_name,
        "read": (one.run.ended or one.run.started).isoformat(),
        "gone": one.gone.ended.isoformat() if one.gone and one.gone.ended else None,
        "record": record,
    }
