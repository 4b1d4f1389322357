"""Where the secretariat enters the Guidance Note's wording and keeps the practical suggestions."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Audience
from tessera.plans.models import GuidanceRecommendation, GuidanceWording, Suggestion
from tessera.plans.services import guidance as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import VersionedForm, form_page, submitted

LANGUAGES = [(code[:2], name) for code, name in settings.LANGUAGES]


class WordingForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    summary = forms.CharField(
        label=gettext_lazy("In one or two sentences"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    source = forms.CharField(
        label=gettext_lazy("Checked against"),
        max_length=300,
        help_text=gettext_lazy("The document and page, such as Guidance Note, March 2013, p. 12."),
    )


class SuggestionForm(VersionedForm):
    for_whom = forms.ChoiceField(label=gettext_lazy("For"), choices=Suggestion.ForWhom.choices)
    text = forms.CharField(label=gettext_lazy("Suggestion"), widget=forms.Textarea(attrs={"rows": 4}))
    sources = forms.CharField(
        label=gettext_lazy("Sources"),
        required=False,
        help_text=gettext_lazy("Activities or documents, separated by semicolons."),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may see this"),
        choices=[(a.value, a.label) for a in (Audience.PUBLIC, Audience.NETWORK)],
    )

    def clean_sources(self) -> list[str]:
        return [s.strip() for s in re.split(r"[;\n]", self.cleaned_data["sources"]) if s.strip()]


@guarded
def guidance_wording(request: HttpRequest, number: int) -> HttpResponse:
    """The wording in one language: ?language=fr, else the reader's."""
    require(request, "plans.keep_guidance")
    recommendation = _recommendation(number)
    language = request.GET.get("language", (get_language() or "en")[:2])
    if language not in dict(LANGUAGES):
        raise Http404(_("Tessera does not have that language."))
    entered = GuidanceWording.objects.filter(recommendation=recommendation, language=language).first()
    names = ("title", "summary", "source", "version")
    initial = {n: getattr(entered, n) for n in names} if entered else {"version": 0}
    return form_page(
        request,
        submitted(request, WordingForm, initial=initial),
        save=lambda data: services.guidance_wording_set(
            recommendation=recommendation,
            language=language,
            title=data["title"],
            summary=data["summary"],
            source=data["source"],
            version=data["version"] or 0,
            by=request.user,
        ),
        back=_address(number),
        heading=_("Wording of GNR %(number)s (%(language)s)")
        % {"number": number, "language": dict(LANGUAGES)[language]},
        intro=_("Enter what the Guidance Note says, and where you read it."),
        saved=_("Saved."),
        cancel=_address(number),
        trail=_trail(number),
    )


@guarded
def suggestion_new(request: HttpRequest, number: int) -> HttpResponse:
    """A further practical suggestion."""
    require(request, "plans.keep_guidance")
    recommendation = _recommendation(number)
    return form_page(
        request,
        submitted(request, SuggestionForm, initial={"audience": Audience.PUBLIC}),
        save=lambda data: services.suggestion_add(recommendation=recommendation, by=request.user, **_own(data)),
        back=_address(number),
        heading=_("Add a suggestion to GNR %(number)s") % {"number": number},
        saved=_("Saved."),
        cancel=_address(number),
        trail=_trail(number),
    )


@guarded
def suggestion_edit(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Change a suggestion."""
    require(request, "plans.keep_guidance")
    found = _suggestion(request, number, pk)
    initial = {n: getattr(found, n) for n in ("for_whom", "text", "audience", "version")}
    initial["sources"] = "; ".join(found.sources)
    return form_page(
        request,
        submitted(request, SuggestionForm, initial=initial),
        save=lambda data: services.suggestion_change(
            suggestion=found, version=data["version"] or 0, by=request.user, **_own(data)
        ),
        back=_address(number),
        heading=_("Edit the suggestion"),
        saved=_("Saved."),
        cancel=_address(number),
        trail=_trail(number),
    )


@guarded
def suggestion_gone(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Ask, then archive."""
    heading = _("Archive this suggestion?")
    return _moved(request, number, pk, services.suggestion_archive, heading=heading, submit=_("Archive"))


@guarded
def suggestion_back(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Ask, then bring back."""
    heading = _("Bring this suggestion back?")
    return _moved(request, number, pk, services.suggestion_restore, heading=heading, submit=_("Bring back"))


def _moved(request: HttpRequest, number: int, pk: int, service: Any, **words: Any) -> HttpResponse:
    require(request, "plans.keep_guidance")
    found = _suggestion(request, number, pk)
    return form_page(
        request,
        submitted(request, VersionedForm, initial={"version": found.version}),
        save=lambda data: service(suggestion=found, version=data["version"] or 0, by=request.user),
        back=_address(number),
        intro=found.text,
        saved=_("Saved."),
        cancel=_address(number),
        trail=_trail(number),
        **words,
    )


def _own(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "version"}


def _recommendation(number: int) -> GuidanceRecommendation:
    found = GuidanceRecommendation.objects.filter(number=number).first()
    if found is None:
        raise Http404(_("The Guidance Note has no such recommendation."))
    return found


def _suggestion(request: HttpRequest, number: int, pk: int) -> Suggestion:
    found = Suggestion.objects.visible_to(request.user).filter(recommendation_id=number, pk=pk).first()
    if found is None:
        raise Http404(_("There is no such suggestion that you may see."))
    return found


def _address(number: int) -> str:
    return reverse("web:guidance-item", args=[number])


def _trail(number: int) -> list[tuple[str, str]]:
    return [(_("Guidance Note"), reverse("web:guidance")), (f"GNR {number}", _address(number))]
