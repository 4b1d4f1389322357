"""Enter, change, archive and bring back an action or an assessment: one set of views for both."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.network.models import Audience
from tessera.recommendations.models import OfRecommendation, Recommendation
from tessera.recommendations.selectors.follow_up import entry_get
from tessera.recommendations.services.follow_up import (
    ENTRY_KINDS,
    entry_add,
    entry_archive,
    entry_change,
    entry_restore,
)
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.named_recommendation import recommendation_or_404

from .fields import FORMS, Confirm
from .page import crumbs

MAY_ADD = {"action": "recommendations.add_follow_up", "assessment": "recommendations.add_assessment"}
HEADINGS = {
    "action": (gettext_lazy("Say what is done"), gettext_lazy("Edit what is done")),
    "assessment": (gettext_lazy("Enter an assessment"), gettext_lazy("Edit the assessment")),
}
INTRO = {
    "action": gettext_lazy("Who does what about this recommendation, until when."),
    "assessment": gettext_lazy(
        "What one assessor says of how far this recommendation is carried out. It stands beside what others say; none "
        "of them is the status."
    ),
}
APART = ("version", "audience", "audience_group", "audience_people")


@guarded
def entry_new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Enter one."""
    recommendation = recommendation_or_404(request, pk)
    model = _model(kind)
    require(request, MAY_ADD[kind], recommendation)
    person: Any = request.user
    own = kind == "action" or not person.is_of_network  # what others assess is entered by the Network, too
    initial = {"organisation": min(person.organisation_ids, default=None) if own else None}
    return form_page(
        request,
        submitted(request, FORMS[kind], initial=initial, person=person),
        save=lambda data: entry_add(model, recommendation=recommendation, by=person, **_values(data)),
        back=address(recommendation),
        heading=HEADINGS[kind][0],
        intro=INTRO[kind],
        template="follow_up/form.html",
        recommendation=recommendation,
        saved=_("Saved."),
        cancel=address(recommendation),
        trail=crumbs(recommendation, within=True),
    )


@guarded
def entry_edit(request: HttpRequest, pk: int, kind: str, entry: int) -> HttpResponse:
    """Change one."""
    recommendation, found = _reach(request, pk, kind, entry)
    require(request, "recommendations.edit_entry", found)
    form_class = FORMS[kind]
    initial = {name: getattr(found, name) for name in form_class.base_fields if hasattr(found, name)}
    initial["organisation"] = found.organisation_id
    initial["audience_people"] = list(found.audience_people.values_list("pk", flat=True))
    return form_page(
        request,
        submitted(request, form_class, initial=initial, person=request.user),
        save=lambda data: entry_change(found, version=data["version"] or 0, by=request.user, **_values(data)),
        back=address(recommendation),
        heading=HEADINGS[kind][1],
        template="follow_up/form.html",
        recommendation=recommendation,
        saved=_("Saved."),
        cancel=address(recommendation),
        trail=crumbs(recommendation, within=True),
    )


@guarded
def entry_gone(request: HttpRequest, pk: int, kind: str, entry: int) -> HttpResponse:
    """Ask, then archive one."""
    recommendation, found = _reach(request, pk, kind, entry)
    require(request, "recommendations.archive_entry", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: entry_archive(found, version=data["version"] or 0, by=request.user),
        back=address(recommendation),
        heading=_("Archive “%(what)s”?") % {"what": found},
        intro=_("It is no longer shown or found. Nothing is lost: you can bring it back."),
        saved=_("Archived."),
        submit=_("Archive"),
        cancel=address(recommendation),
        trail=crumbs(recommendation, within=True),
    )


@guarded
def entry_back(request: HttpRequest, pk: int, kind: str, entry: int) -> HttpResponse:
    """Ask, then show an archived one again."""
    recommendation, found = _reach(request, pk, kind, entry)
    require(request, "recommendations.archive_entry", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: entry_restore(found, version=data["version"] or 0, by=request.user),
        back=address(recommendation),
        heading=_("Bring “%(what)s” back?") % {"what": found},
        saved=_("It is shown again."),
        submit=_("Bring back"),
        cancel=address(recommendation),
        trail=crumbs(recommendation, within=True),
    )


def address(recommendation: Recommendation) -> str:
    return reverse("web:follow-up", args=[recommendation.pk])


def _model(kind: str) -> type[OfRecommendation]:
    if kind not in ENTRY_KINDS:
        raise Http404(_("There is no such page."))
    return ENTRY_KINDS[kind]


def _reach(request: HttpRequest, pk: int, kind: str, entry: int) -> tuple[Recommendation, Any]:
    recommendation = recommendation_or_404(request, pk)
    found = entry_get(request.user, recommendation, _model(kind), entry)
    if found is None:
        raise Http404(_("This recommendation has no such entry that you may see."))
    return recommendation, found


def _values(data: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in data.items() if name not in APART}
    audience = {
        "audience": data.get("audience") or Audience.NETWORK,
        "group": data.get("audience_group"),
        "people": tuple(data.get("audience_people") or ()),
    }
    return own | audience
