"""One suggestion at a time, that first from whose answer most is learned; by buttons or by keyboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tessera.recommendations.models import LabelAnswer, LabelSuggestion
from tessera.recommendations.selectors import suggestions as selectors
from tessera.recommendations.services import reviewing as services
from tessera.vocabulary import countries, mechanisms
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.formats import country_words
from tessera.web.recommendation_words import value_words
from tessera.web.suggested_part import FACETS, label_words, suggested_words, sure_words

REVIEW = "recommendations.review_labels"
ANY = ("", gettext_lazy("All"))
# What a button sends, its words, its key. Keys are letters of the English words; the page says them.
ANSWERS = (
    ("yes", pgettext_lazy("answer", "Yes"), "y"),
    ("no", pgettext_lazy("answer", "No"), "n"),
    ("unsure", pgettext_lazy("answer", "Unsure"), "u"),
    ("skip", pgettext_lazy("answer", "Skip"), "s"),
)


class AskedForm(forms.Form):
    """What a reviewer wants to be asked about."""

    label = forms.ChoiceField(label=gettext_lazy("Label"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    mechanism = forms.ChoiceField(label=gettext_lazy("Mechanism"), required=False)
    fresh = forms.BooleanField(label=gettext_lazy("Only what nobody has answered"), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)

    def __init__(self, *args: Any, viewer: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["label"].choices = [ANY, *_labels(viewer)]
        named = sorted((country_words(code), code) for code in countries.countries())
        self.fields["country"].choices = [ANY, *((code, name) for name, code in named)]
        bodies = sorted((value_words("mechanism", code), code) for code in mechanisms.bodies())
        self.fields["mechanism"].choices = [ANY, *((code, name) for name, code in bodies)]

    @property
    def asked(self) -> dict[str, Any]:
        """What was understood; what was not is left out, and the form says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AnswerForm(forms.Form):
    suggestion = forms.IntegerField(min_value=1, max_value=2**62)
    answer = forms.ChoiceField(choices=[(code, words) for code, words, _key in ANSWERS])
    code = forms.CharField(required=False, max_length=120)


@guarded
def desk(request: HttpRequest) -> HttpResponse:
    """What is asked next, or, sent, an answer to what was."""
    require(request, REVIEW)
    form = AskedForm(request.GET, viewer=request.user)
    asked = form.asked
    if request.method == "POST":
        after, error = _answered(request)
        if not error:
            kept = {**asked, "after": after} if after else {k: v for k, v in asked.items() if k != "after"}
            return HttpResponseRedirect(f"{reverse('web:review-desk')}?{urlencode(kept)}")
        messages.error(request, error)
        return _shown(request, form, asked, status=422)
    return _shown(request, form, asked)


@guarded
def answer_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """One takes back an answer of one's own, and may be asked again."""
    require(request, REVIEW)
    found = selectors.answer_get(request.user, pk)
    if found is None and request.method == "POST":
        raise Http404(_("There is no answer of yours of this number that can be taken back."))
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: services.label_answer_undo(answer=_required(found), by=request.user),
        back=reverse("web:review-desk"),
        heading=_("Take back your answer"),
        intro=_("It is kept and counts no more; you may be asked again."),
        saved=_("The answer is taken back."),
        submit=_("Take back"),
        cancel=reverse("web:review-desk"),
        trail=trail(within=True),
    )


def trail(*, within: bool = False) -> list[tuple[Any, str]]:
    steps = [(_("Recommendations"), reverse("web:recommendations"))]
    return [*steps, (_("Review desk"), reverse("web:review-desk"))] if within else steps


def _answered(request: HttpRequest) -> tuple[int | None, str]:
    """The suggestion to go on after, and what was wrong."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return None, _("Answer yes, no or unsure.")
    data = form.cleaned_data
    found = selectors.suggestion_get(request.user, data["suggestion"])
    if found is None:
        return None, _("There is no suggestion of this number that you may see.")
    require(request, "recommendations.correct_labels", found.recommendation)
    if data["answer"] == "skip":
        return found.pk, ""
    try:
        services.label_answer_give(suggestion=found, said=data["answer"], code=data["code"], by=request.user)
    except ValueError as error:
        return None, str(error)
    return None, ""


def _shown(request: HttpRequest, form: AskedForm, asked: dict[str, Any], *, status: int = 200) -> HttpResponse:
    person = request.user
    after = selectors.suggestion_get(person, asked["after"]) if "after" in asked else None
    one = selectors.suggestion_next(person, asked, after=after)
    context = {
        "form": form,
        "asked": urlencode({name: value for name, value in asked.items() if name != "after"}),
        "after": after,
        "one": one,
        "progress": selectors.progress_of(person, asked),
        "answers": [(answer, suggested_words(answer.suggestion)) for answer in selectors.answers_latest(person)],
        "trail": trail(),
        **(_asking(one) if one else {}),
    }
    return render(request, "review/desk.html", context, status=status)


def _asking(one: LabelSuggestion) -> dict[str, Any]:
    marked = selectors.evidence_marked(one)
    named = [(label_words(one.field, code), code) for code in services.codes_instead(one)]
    return {
        "record": one.recommendation,
        "label": suggested_words(one),
        "sure": sure_words(one),
        "marked": marked,
        "has_evidence": any(is_mark for _words, is_mark in marked),
        "buttons": ANSWERS,
        "instead": sorted(named),
    }


def _labels(viewer: Any) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Labels by kind, each kind beginning with all of it."""
    kinds = dict(LabelSuggestion.Field.choices)
    found: dict[str, list[tuple[str, str]]] = {}
    for field, label, count in selectors.labels_asked(viewer):
        own = found.setdefault(field, [(f"{field}:", _("%(kind)s: all") % {"kind": kinds[field]})])
        words = label_words(field, label) if field in FACETS or field == "action" else label
        own.append((f"{field}:{label}", f"{words} ({count})"))
    return [(kinds[field], own) for field, own in found.items()]


def _required(found: LabelAnswer | None) -> LabelAnswer:
    if found is None:
        raise ValueError(_("There is no answer of yours of this number that can be taken back."))
    return found
