"""Documents, regions and years beside one another, by criterion, group and how it is addressed. Never a ranking."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from tessera.desk_review.selectors.comparison import comparison_of, documents_chosen
from tessera.reports.desk_reviews.columns import BY, columns_of
from tessera.reports.desk_reviews.figures import figures_of
from tessera.reports.desk_reviews.making import FORMATS
from tessera.reports.desk_reviews.method import notice_for
from tessera.reports.desk_reviews.tables import group_rows, rating_rows
from tessera.reports.desk_reviews.words import document_words, kind_words
from tessera.vocabulary import terms
from tessera.vocabulary.document_kinds import document_kinds
from tessera.web import portraits
from tessera.web.formats import country_words
from tessera.web.named_review import trail

from .asked import SIDE_BY_SIDE, Asked, comparison_asked


def compare(request: HttpRequest) -> HttpResponse:
    """Without a choice, the documents to choose from; ?table= gives a figure as CSV."""
    asked = comparison_asked(request)
    context: dict[str, Any] = {
        "asked": asked,
        "fitting": [(one, document_words(one)) for one in asked.fitting],
        "by": [(code, label) for code, label in BY.items()],
        **_choices(request),
        "trail": trail(),
    }
    if asked.chosen:
        found = comparison_of(request.user, asked.chosen)
        figures = figures_of(found)
        file = portraits.file_asked(request, figures, name="desk-review")
        if file is not None:
            return file
        columns = columns_of(asked.chosen, asked.by)
        shown = columns if len(columns) <= SIDE_BY_SIDE else []
        context |= {
            "columns": shown,
            "most": SIDE_BY_SIDE,
            "figures": figures,
            "ratings": rating_rows(found, shown),
            "groups": group_rows(found, shown),
            "of_network": found.read is not None,
            "notice": notice_for(request.user, asked.chosen),
            "files": [(form.upper(), _file(asked, form)) for form in FORMATS],
        }
    return render(request, "desk_comparison/compare.html", context)


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What the filters offer: what there is among the documents that the reader may see."""
    every = documents_chosen(request.user)
    codes = sorted({one.country for one in every if one.country}, key=country_words)
    return {
        "kinds": [(code, kind_words(code)) for code in document_kinds()],
        "countries": [(code, country_words(code)) for code in codes],
        "regions": [
            (code, terms.label(family, code, get_language() or "en"))
            for family in ("regions", "sub-regions")
            for code in terms.codes(family)
        ],
        "years": sorted({one.year for one in every if one.year}),
    }


def _file(asked: Asked, form: str) -> str:
    values = [*(("d", str(one.pk)) for one in asked.chosen), ("by", asked.by), ("format", form)]
    return f"{reverse('web:desk-review-compare-report')}?{urlencode(values)}"
