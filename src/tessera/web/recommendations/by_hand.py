"""Joining records, setting apart what a source says, correcting labels: forms for those who may, each confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.models import Correction, JoinByHand, Recommendation
from tessera.recommendations.selectors import record as selectors
from tessera.recommendations.selectors.corrections import correction_standing
from tessera.recommendations.services import correcting
from tessera.recommendations.services import joining_by_hand as services
from tessera.vocabulary import terms
from tessera.vocabulary.tags import guidance_taggable
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.named_recommendation import recommendation_or_404
from tessera.web.recommendation_words import labels_of_sources, term_words, themes_named, value_words

from .record_page import trail
from .rows import cited_where

REASON = {"label": gettext_lazy("Reason"), "widget": forms.Textarea(attrs={"rows": 3}), "max_length": 2000}


class ReasonForm(forms.Form):
    reason = forms.CharField(**REASON)


class JoinForm(ReasonForm):
    to = forms.IntegerField(
        label=gettext_lazy("Number of the other record"),
        min_value=1,
        help_text=gettext_lazy("It stands in the address of its page."),
    )
    field_order = ["to", "reason"]


class LabelsForm(ReasonForm):
    codes = forms.MultipleChoiceField(
        label=gettext_lazy("What is right"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["codes", "reason"]


@guarded
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """First the form, then both records side by side, then the act."""
    record = recommendation_or_404(request, pk)
    require(request, "recommendations.join_records", record)
    form = submitted(request, JoinForm, initial={"to": request.GET.get("to", "")})
    other = _other(request, form) if form.is_bound else None
    if other is not None and form.is_valid() and "confirmed" not in request.POST:
        return _confirm(request, form, record, other)
    here = reverse("web:recommendation", args=[pk])
    return form_page(
        request,
        form,
        save=lambda data: services.recommendations_join(
            record=record, to=_required(other), reason=data["reason"], by=request.user
        ),
        back=lambda act: reverse("web:recommendation", args=[act.other_id]),
        heading=_("Join to another record"),
        saved=_("The records are joined."),
        submit=_("Look at both"),
        cancel=here,
        template="recommendations/join.html",
        record=record,
        alike=[(one, cited_where(one) or one.pk) for one in selectors.alike(request.user, record)],
        trail=trail(record, within=True),
    )


@guarded
def set_apart(request: HttpRequest, pk: int, attestation: int) -> HttpResponse:
    """What one source says becomes a record of its own."""
    record = recommendation_or_404(request, pk)
    require(request, "recommendations.join_records", record)
    found = selectors.attestation_get(request.user, pk, attestation)
    if found is None:
        raise Http404(_("There is no such record that you may see."))
    here = reverse("web:recommendation", args=[pk])
    return form_page(
        request,
        submitted(request, ReasonForm, initial={}),
        save=lambda data: services.attestation_set_apart(attestation=found, reason=data["reason"], by=request.user),
        back=lambda act: reverse("web:recommendation", args=[act.other_id]),
        heading=_("Set apart what %(source)s says") % {"source": found.source},
        intro=_("It becomes a record of its own, and imports leave it so. This can be undone."),
        saved=_("It is a record of its own now."),
        submit=_("Set apart"),
        cancel=here,
        trail=trail(record, within=True),
    )


@guarded
def join_undo(request: HttpRequest, act: int) -> HttpResponse:
    """As it was before."""
    found = JoinByHand.objects.select_related("record__document", "other").filter(pk=act).first()
    require(request, "recommendations.join_records", found.record if found else None)
    if found is None:
        raise Http404(_("There is no such page."))
    here = reverse("web:recommendation", args=[found.record_id])
    return form_page(
        request,
        submitted(request, ReasonForm, initial={}),
        save=lambda data: services.join_by_hand_undo(act=found, reason=data["reason"], by=request.user),
        back=here,
        heading=_("Undo: %(act)s %(record)s and %(other)s")
        % {"act": found.get_act_display(), "record": found.record_id, "other": found.other_id},
        intro=_("What sources say goes back to where it was. The log keeps both acts."),
        saved=_("It is as it was before."),
        submit=_("Undo"),
        cancel=here,
        trail=trail(found.record, within=True),
    )


@guarded
def labels(request: HttpRequest, pk: int, field: str = "groups") -> HttpResponse:
    """One kind of labels: which are right, in a person's word."""
    record = recommendation_or_404(request, pk)
    require(request, "recommendations.correct_labels", record)
    if field not in Correction.Field.values:
        raise Http404(_("There is no such page."))
    form = submitted(request, LabelsForm, initial={"codes": list(getattr(record, field))})
    form.fields["codes"].choices = _choices(field, record)
    here = reverse("web:recommendation", args=[pk])
    return form_page(
        request,
        form,
        save=lambda data: correcting.labels_correct(
            recommendation=record, field=field, codes=data["codes"], reason=data["reason"], by=request.user
        ),
        back=here,
        heading=_("Correct the labels"),
        saved=_("Saved. Your word stands above what sources and rules say; imports do not change it."),
        cancel=here,
        template="recommendations/labels_form.html",
        record=record,
        fields=[(code, label, code == field) for code, label in Correction.Field.choices],
        correction=correction_standing(record, field),
        trail=trail(record, within=True),
    )


@guarded
def labels_withdraw(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """The labels of sources and rules stand again."""
    record = recommendation_or_404(request, pk)
    require(request, "recommendations.correct_labels", record)
    correction = correction_standing(record, field)
    if correction is None:
        raise Http404(_("There is no such correction."))
    here = reverse("web:recommendation", args=[pk])
    return form_page(
        request,
        submitted(request, forms.Form, initial={}),
        save=lambda _data: correcting.correction_withdraw(correction=correction, by=request.user),
        back=here,
        heading=_("Take back the correction"),
        intro=_("The labels of sources and rules stand again. The history keeps what was said."),
        saved=_("The correction is taken back."),
        submit=_("Take back"),
        cancel=here,
        trail=trail(record, within=True),
    )


def _other(request: HttpRequest, form: forms.Form) -> Recommendation | None:
    if not form.is_valid():
        return None
    other = selectors.recommendation_get(request.user, min(form.cleaned_data["to"], 2**62))
    if other is None:
        form.add_error("to", _("There is no recommendation of this number that you may see."))
    return other


def _required(other: Recommendation | None) -> Recommendation:
    if other is None:
        raise ValueError(_("There is no recommendation of this number that you may see."))
    return other


def _confirm(request: HttpRequest, form: Any, record: Recommendation, other: Recommendation) -> HttpResponse:
    context = {
        "form": form,
        "record": record,
        "other": other,
        "heading": _("Are these one recommendation?"),
        "back": reverse("web:recommendation", args=[record.pk]),
        "trail": trail(record, within=True),
    }
    return render(request, "recommendations/join_confirm.html", context)


def _choices(field: str, record: Recommendation) -> list[tuple[str, str]]:
    if field == Correction.Field.THEMES:
        labels = labels_of_sources(record.themes)
        codes = dict.fromkeys((*record.themes, *(code for code, _name in themes_named())))
        return [(code, value_words("theme", code, labels=labels)) for code in codes]
    if field == Correction.Field.GUIDANCE:
        return [(str(number), value_words("gnr", str(number))) for number in sorted(guidance_taggable())]
    return [(code, term_words(field, code)) for code in terms.codes(field)]
