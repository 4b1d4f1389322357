"""One country: what every mechanism told it, about minorities and racial discrimination or about everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.changes import Changes, changes_since
from tessera.recommendations.selectors.finding import FOCUS, RECOMMENDING
from tessera.recommendations.selectors.portraits import Portrait
from tessera.reports.recommendation_charts import cycles_of, positions_figure, years_figure
from tessera.vocabulary import terms
from tessera.vocabulary.countries import Country, fictional
from tessera.web import portraits
from tessera.web.country_ratifications import ratifications_context
from tessera.web.demands_part import country_demands
from tessera.web.formats import country_words
from tessera.web.named_country import country_or_404
from tessera.web.portrait_sentences import sentences
from tessera.web.recommendation_words import position_words, value_words
from tessera.web.remembered import remembered

REVIEWS_SHOWN = 10


@remembered
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """?focus=all counts everything; ?since=2024-01-01 tells what changed since; ?table= gives a figure as CSV."""
    country = country_or_404(request.user, code)
    if code != country.code:
        return redirect("web:country", country.code, permanent=True)
    filters, focus = [("country", country.code)], portraits.in_focus_asked(request)
    found = portraits.gathered(request.user, filters, focus=focus)
    everything = portraits.beside(request.user, filters)
    figures = country_figures(found)
    if (file := portraits.file_asked(request, figures, name=country.code)) is not None:
        return file
    since, problem = since_asked(request)
    changes = _changes(request.user, country, since, focus=focus) if since else None
    blocks = _blocks(found, country, focus=focus)
    context = {
        "country": country,
        "fictional": country.code in fictional(),
        "found": found,
        "focus": focus,
        "sentences": sentences(found, name=country_words(country.code), focus=focus),
        "beside": beside_words(everything),
        "figures": figures,
        "problem": problem,
        "since": since,
        "changes": changes,
        "offered": _offered(),
        "demands": country_demands(request.user, country.code),
        "trail": [(_("Countries"), reverse("web:countries")), (country_words(country.code), "")],
        "contents": _contents(blocks),
        **blocks,
        **_links(country),
        **ratifications_context(request, country.code),
    }
    return render(request, "countries/country.html", context, status=400 if problem else 200)


def _contents(blocks: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts of the page below its figures, by their ids."""
    parts = [
        ("about", _("About whom and what, and by whom")),
        ("latest", _("Latest recommendations")),
        ("reviews", _("Who recommended when")),
        ("documents", _("Latest documents")),
        ("changes", _("What changed since a day")),
        ("ratifications", _("Ratifications")),
    ]
    return [(name, title) for name, title in parts if blocks.get(name, True)]


def country_figures(found: Portrait, **scale: Any) -> list[tuple[str, Any]]:
    """By year and family; by position in each cycle. With their keys in ?table=."""
    positions = positions_figure(cycles_of(found), position_words(), name=str(scale.get("name", "")))
    return [("years", years_figure(found, **scale)), ("positions", positions)]


def beside_words(everything: Portrait) -> dict[str, Any]:
    """What the count leaves out: recommendations about other matters, and records that recommend nothing."""
    recommending = RECOMMENDING[1].split(",")
    kinds = dict(everything.of("type"))
    focused = everything.crossed.get(("type", "focus"), {})
    total = sum(kinds.get(kind, 0) for kind in recommending)
    in_focus = sum(focused.get(kind, {}).get(FOCUS[1], 0) for kind in recommending)
    others = [(value_words("type", kind), count) for kind, count in kinds.items() if kind not in recommending]
    return {"total": total, "in_focus": in_focus, "others": others}


def since_asked(request: HttpRequest) -> tuple[date | None, str]:
    """The day of ?since=, or a sentence about what was given instead."""
    given = request.GET.get("since", "").strip()
    try:
        return (date.fromisoformat(given) if given else None), ""
    except ValueError:
        return None, _("“%(day)s” is no date; write it as 2024-01-31.") % {"day": given[:20]}


def _changes(viewer: Any, country: Country, since: date, *, focus: bool) -> Changes:
    filters = [RECOMMENDING, *([FOCUS] if focus else [])]
    return changes_since(viewer, country.code, since, filters=filters)


def _offered() -> list[date]:
    """Days that a reader may want to look back to: a month ago, and the first of January of two years."""
    today = timezone.now().date()
    return [today - timedelta(days=30), date(today.year, 1, 1), date(today.year - 1, 1, 1)]


def _blocks(found: Portrait, country: Country, *, focus: bool) -> dict[str, Any]:
    scope = portraits.scope_of([("country", country.code)], focus=focus)
    documents, documents_in_all = portraits.documents_of(found)
    facets = ("family", "mechanism", "group", "intersection", "theme", "gnr", "sdg")
    reviews = reviews_of(found, scope)
    return {
        "counts": {facet: portraits.counts_of(found, facet, scope) for facet in facets},
        "documents": documents,
        "documents_in_all": documents_in_all,
        "reviews": reviews[:REVIEWS_SHOWN],
        "earlier_reviews": reviews[REVIEWS_SHOWN:],
        "search_url": portraits.search_url(scope),
        "scope": scope,
    }


def reviews_of(found: Portrait, scope: dict[str, str]) -> list[tuple[str, list[portraits.Row]]]:
    """The bodies that recommended in each year, the latest year first."""
    crossed = found.crossed.get(("year", "mechanism"), {})
    return [
        (
            year,
            [
                portraits.Row(
                    body,
                    value_words("mechanism", body),
                    count,
                    portraits.search_url(scope, year=year, mechanism=body),
                )
                for body, count in crossed[year].items()
            ],
        )
        for year in sorted(crossed, reverse=True)
        if crossed[year]
    ]


def _links(country: Country) -> dict[str, Any]:
    language = (get_language() or "en")[:2]
    return {
        "region": terms.label("sub-regions", country.sub_region, language),
        "brief_url": portraits.optional_url("web:country-brief", country.code),
        "ratifications_url": portraits.optional_url("web:country-ratifications", country.code),
        "compare_url": f"{reverse('web:compare')}?a={country.code}",
    }
