"""The scorecard: each criterion with the machine's suggestion, a person's rating, and the passages it rests on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.desk_review.selectors.scorecard import rating_get, ratings_of
from tessera.desk_review.services.judging import criterion_rate
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .fields import RatingForm
from .reach import document_or_404, may, trail
from .words import criterion_words, kind_words, missing_words, place_words

SHOWN = 4  # passages of a criterion; the list of passages has all


def scorecard(request: HttpRequest, pk: int) -> HttpResponse:
    """All criteria; those that a kind of document is not held against come last."""
    document = document_or_404(request, pk)
    rows = [
        {
            "rating": one,
            "label": criterion_words(one.criterion),
            "missing": missing_words(one.criterion) if one.machine == one.Rating.MISSING else "",
            "passages": [(passage, place_words(passage)) for passage in passages],
            "all": len(one.passages),
        }
        for one, passages in ratings_of(request.user, document, shown=SHOWN)
    ]
    context = {
        "document": document,
        "kind": kind_words(document.kind),
        "rows": rows,
        "judge": may(request, "judge_document", document),
        "of_network": may(request, "see_work", document),
        "trail": trail(document),
    }
    return render(request, "desk_review/scorecard.html", context)


@guarded
def rate(request: HttpRequest, pk: int, criterion: str) -> HttpResponse:
    """A person's rating, with the reason."""
    document = document_or_404(request, pk)
    require(request, "desk_review.judge_document", document)
    rating = rating_get(request.user, document, criterion)
    if rating is None:
        raise Http404(_("There is no such criterion."))
    back = reverse("web:desk-review-scorecard", args=[pk])
    initial = {"version": rating.version, "rating": rating.rating, "reason": rating.reason}
    return form_page(
        request,
        submitted(request, RatingForm, initial=initial),
        save=lambda data: criterion_rate(
            rating=rating, version=data["version"] or 0, by=request.user, said=data["rating"], reason=data["reason"]
        ),
        back=f"{back}#{criterion}",
        heading=criterion_words(criterion),
        intro=_("The machine suggests: %(rating)s.") % {"rating": rating.get_machine_display()},
        saved=_("The rating was saved."),
        cancel=back,
        trail=[*trail(document), (_("Scorecard"), back)],
    )
