"""What was found, for whoever asks: by kind, with the words that found it, twenty on a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext

from tessera.network.findable import viewer_tokens
from tessera.recommendations.findable import WITHDRAWN
from tessera.search.find import DEEPEST, Results, search
from tessera.search.registry import facet_names, kinds
from tessera.web.formats import number_words
from tessera.web.ignored_words import ignored_words

PER_PAGE = 20
LONGEST = 1200
APART = frozenset({WITHDRAWN})  # kinds that lists of changes tell of; no page counts them among what is found


def search_page(request: HttpRequest) -> HttpResponse:
    """?q= the query, ?kind= one kind, ?page=."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    known = {code: one for code, one in kinds().items() if code not in APART}
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in known else ""
    number = _page(request.GET.get("page", ""))
    results = Results(asked=False)
    if query:
        results = search(
            viewer_tokens(request.user),
            query,
            kinds=[kind] if kind else list(known),
            limit=PER_PAGE,
            offset=(number - 1) * PER_PAGE,
            language=get_language() or "en",
        )
    context = {
        "query": query,
        "results": results,
        "hits": [
            (hit, capfirst(known[hit.kind].model._meta.verbose_name)) for hit in results.hits if hit.kind in known
        ],
        "kind": kind,
        "kinds": [(code, k.label, results.kinds[code]) for code, k in known.items() if results.kinds.get(code)],
        "everywhere": sum(results.kinds.get(code, 0) for code in known),
        "count_words": _count_words(results, query),
        "ignored": [ignored_words(one) for one in results.ignored],
        "fields": ["kind", "title", "ref", *facet_names()],
        "kind_codes": list(known),
        **_pages(number, results.total),
    }
    response = render(request, "search/page.html", context, status=200 if results.ready else 503)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(asked: str) -> int:
    most = DEEPEST // PER_PAGE
    return min(max(int(asked), 1), most) if asked.isdecimal() and len(asked) < 6 else 1


def _pages(number: int, total: int) -> dict[str, Any]:
    last = min(-(-total // PER_PAGE), DEEPEST // PER_PAGE)
    return {
        "number": number,
        "last": last,
        "before": min(number - 1, last) if number > 1 else None,
        "after": number + 1 if number < last else None,
        "start": (number - 1) * PER_PAGE + 1,
    }


def _count_words(results: Results, query: str) -> str:
    said = ngettext("%(count)s result for “%(query)s”", "%(count)s results for “%(query)s”", results.total)
    return said % {"count": number_words(results.total), "query": query}
