"""The search of recommendations: query, facets, what was found; the page, its list alone, or the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.asking import Question, question_answer, question_of
from tessera.recommendations.selectors.finding import Answer
from tessera.search.find import DEEPEST
from tessera.search.registry import facet_names
from tessera.web.formats import number_words
from tessera.web.ignored_words import ignored_words
from tessera.web.recommendation_words import TITLES
from tessera.web.remembered import remembered

from .facets import choices, facets_shown
from .found import MOST, MOST_XLSX, found_file
from .headline import headline, terms, units
from .rows import row_of

PAGE_SIZES = (20, 50, 100)
PART = "list"
DOWNLOADS = (("csv", "CSV"), ("xlsx", "XLSX"), ("json", "JSON"), ("jsonl", "JSON lines"))
LENGTH = 600


@remembered
def search_page(request: HttpRequest) -> HttpResponse:
    """Parameters as in recommendations.selectors.asking, `page` and `per_page`; ?download= for the file."""
    question = question_of(dict(request.GET.lists()))
    if request.GET.get("download"):
        return found_file(request, question)
    if request.GET.keys() & {f"add-{name}" for name in TITLES}:
        question = _added(request.GET)
    size, number = _place(request.GET)
    answer = question_answer(
        request.user, question, limit=size, offset=(number - 1) * size, language=get_language() or "en", length=LENGTH
    )
    alone = bool(request.htmx) and request.htmx.target == PART and not request.htmx.history_restore_request
    template = "recommendations/search_parts.html" if alone else "recommendations/search.html"
    context = {**_context(question, answer), **_pages(number, size, answer.total)}
    response = render(request, template, context, status=200 if answer.results.ready else 503)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    if question.is_narrow or number > 1:
        response["X-Robots-Tag"] = "noindex"
    return response


def values_page(request: HttpRequest, facet: str) -> HttpResponse:
    """All values of one facet within a search; ?find= leaves those whose names hold these letters."""
    if facet not in TITLES:
        raise Http404(_("There is no such page."))
    question = question_of(dict(request.GET.lists()))
    answer = question_answer(request.user, question, facets=[facet], limit=1)
    sought = request.GET.get("find", "").strip()[:100]
    found = [
        one
        for one in choices(facet, question, answer.facets.get(facet, []))
        if sought.casefold() in f"{one.label} {one.value}".casefold()
    ]
    context = {
        "facet": facet,
        "title": TITLES[facet],
        "question": question,
        "pairs": _pairs(question),
        "found": found,
        "sought": sought,
        "back": f"{reverse('web:recommendations')}?{question.string}",
        "trail": [(_("Recommendations"), reverse("web:recommendations"))],
    }
    response = render(request, "recommendations/values.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _added(given: QueryDict) -> Question:
    """The question with what was typed into the boxes of facets: one value more of each."""
    lists = dict(given.lists())
    for name in TITLES:
        typed = [one for one in lists.pop(f"add-{name}", []) if one.strip()]
        if typed:
            before = [one for one in lists.get(name, []) if one.strip()]
            together = question_of({name: typed})
            if together.wrong:
                lists[name] = [*before, *typed]
            else:
                lists[name] = [",".join([*before, *together.of(name)])]
    return question_of(lists)


def _context(question: Question, answer: Answer) -> dict[str, Any]:
    results = answer.results
    return {
        "question": question,
        "pairs": _pairs(question),
        "answer": answer,
        "ready": results.ready,
        "asked": results.asked or not question.query,
        "rows": [row_of(found) for found in answer.found],
        "facets": facets_shown(question, answer.facets),
        "headline": headline(question, answer.total),
        "units": units(answer),
        "terms": terms(question),
        "widened": results.widened,
        "other_names": f"?{replace(question, names=not question.names).string}",
        "ignored": [ignored_words(one) for one in results.ignored],
        "orders": _orders(question),
        "years": _years(question),
        "fields": [name for name in facet_names() if name in TITLES],
        "save_url": _saving(question),
        "feed_url": _feed(question),
        "page_sizes": PAGE_SIZES,
        "hits": answer.total,
        "downloads": DOWNLOADS,
        "limits": _limits(answer.total),
    }


def _limits(total: int) -> str:
    """What files leave out of so many."""
    if total <= MOST_XLSX:
        return ""
    said = _("The workbook holds the first %(book)s, the other files hold the first %(file)s of them.")
    return said % {"book": number_words(MOST_XLSX), "file": number_words(MOST)}


def _orders(question: Question) -> list[tuple[str, str, bool]]:
    """Ways to order what was found: label, address, whether it is the one at work. Without words none is best."""
    offered = [("", _("Best first"))] if question.query else []
    offered += [("newest", _("Newest first")), ("oldest", _("Oldest first"))]
    current = question.order or ("" if question.query else "newest")
    return [(label, f"?{replace(question, order=code).string}", code == current) for code, label in offered]


def _years(question: Question) -> tuple[str, str]:
    """The first and the last year chosen."""
    ends = [end for value in question.of("year") for end in value.split("-")]
    return (min(ends), max(ends)) if ends else ("", "")


def _pairs(question: Question) -> list[tuple[str, str]]:
    """The question as fields of a form, but for words and years, which have boxes of their own."""
    return [pair for pair in question.pairs if pair[0] not in ("q", "year")]


def _saving(question: Question) -> str:
    return f"{reverse('web:saved-search-add')}?{question.string}" if question.is_narrow else ""


def _feed(question: Question) -> str:
    address = reverse("web:recommendations-atom")
    return f"{address}?{question.string}" if question.string else address


def _place(given: QueryDict) -> tuple[int, int]:
    """How many rows, and which page."""
    sizes = [size for size in PAGE_SIZES if given.get("per_page") == str(size)]
    size = sizes[0] if sizes else PAGE_SIZES[0]
    asked = given.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    return size, min(max(number, 1), DEEPEST // size)


def _pages(number: int, size: int, total: int) -> dict[str, Any]:
    last = min(-(-total // size), DEEPEST // size)
    return {
        "number": number,
        "last": last,
        "before": min(number - 1, last) if number > 1 else None,
        "after": number + 1 if number < last else None,
        "start": (number - 1) * size + 1,
        "page_size": size,
        "deepest": DEEPEST if total > DEEPEST else 0,
    }
