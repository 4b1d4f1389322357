"""One demand: who asked it, the passages with their marks, the machine's suggestion, and a person's word on it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.desk_review.models import Gap, ReviewedDocument
from tessera.desk_review.selectors.gaps import history_of, passages_shown
from tessera.desk_review.selectors.passages import Marked, marked
from tessera.desk_review.services.gaps import gap_rate
from tessera.web.access import guarded, require
from tessera.web.form_pages import VersionedForm, form_page, submitted
from tessera.web.recommendation_words import body_words, term_words, theme_words

from .reach import document_or_404, gap_or_404, may, place_words, trail


class GapForm(VersionedForm):
    rating = forms.ChoiceField(
        label=gettext_lazy("Your word"),
        required=False,
        choices=[("", gettext_lazy("None yet")), *Gap.Status.choices],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Needed where you say something else than the machine."),
    )


@guarded
def gap(request: HttpRequest, pk: int, demand: int) -> HttpResponse:
    """The page; sent, a person's word."""
    document = document_or_404(request, pk)
    found = gap_or_404(request, document, demand)
    if request.method == "POST":
        require(request, "desk_review.judge_document", document)
    initial = {"version": found.version, "rating": found.rating or found.status, "reason": found.reason}
    back = reverse("web:gaps", args=[pk])
    return form_page(
        request,
        submitted(request, GapForm, initial=initial),
        save=lambda data: gap_rate(
            gap=found, version=data["version"] or 0, by=request.user, said=data["rating"], reason=data["reason"]
        ),
        back=back,
        heading=found.text,
        saved=_("Your word was saved."),
        cancel=back,
        template="gaps/one.html",
        document=document,
        gap=found,
        judge=may(request, document),
        of_network=getattr(request.user, "is_of_network", False),
        passages=_passages(request, document, found),
        about=_about(found),
        said=history_of(request.user, found),
        trail=[*trail(document), (_("Demands and the document"), back)],
    )


def _passages(request: HttpRequest, document: ReviewedDocument, found: Gap) -> list[tuple[str, str, Marked, bool]]:
    """Of each: its key, its place, its text in pieces, and whether it tells of an act."""
    shown = passages_shown(request.user, document, [found])[found.pk]
    return [
        (one.key, place_words(one), marked(one.text, places), any(kind == "act" for *_at, kind in places))
        for one, places in shown
    ]


def _about(found: Gap) -> list[str]:
    return [
        *(term_words("groups", code) for code in found.groups),
        *(theme_words(code) for code in found.themes),
        *(body_words(code) for code in found.bodies),
    ]
