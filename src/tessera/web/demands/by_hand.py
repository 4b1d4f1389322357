"""Joining demands, setting apart what asks for something else: forms for those who may, each with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Demand, SharedDemand
from tessera.recommendations.selectors import demands as selectors
from tessera.recommendations.services import demands_by_hand as services
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted

from .pages import demand_or_404, shared_or_404, states_of, trail

JOIN = "recommendations.join_demands"
LARGEST = 2**62
SHOWN = 200  # recommendations among which to choose


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class JoinForm(ReasonForm):
    to = forms.IntegerField(
        label=gettext_lazy("Number of the other demand"),
        min_value=1,
        max_value=LARGEST,
        help_text=gettext_lazy("It stands in the address of its page. That page then shows both."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["to", "reason"]


class ApartForm(ReasonForm):
    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("What asks for something else"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["chosen", "reason"]


@guarded
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """This demand leads to another of the same country from now on, once both were read."""
    found = demand_or_404(request, pk)
    require(request, JOIN)
    other = selectors.demand_get(request.user, number_given(request, "to"))
    form = join_form(request, other)
    title = selectors.demand_title(request.user, found)[0]
    return form_page(
        request,
        form,
        save=lambda data: services.demands_join(
            demand=found, to=read_before(form, other, data), reason=data["reason"], by=request.user
        ),
        back=lambda act: reverse("web:demand", args=[act.other_id]),
        heading=_("Join to another demand"),
        intro=both_sides(title, selectors.demand_title(request.user, other)[0] if other else ""),
        saved=_("The demands are joined."),
        submit=_("Join them"),
        cancel=reverse("web:demand", args=[pk]),
        trail=trail(found.country),
    )


@guarded
def set_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """What asks for something else becomes a demand of its own."""
    found = demand_or_404(request, pk)
    require(request, JOIN)
    members = {str(one.pk): one for one in selectors.members_of(request.user, found)[:SHOWN]}
    form = submitted(request, ApartForm, initial={})
    form.fields["chosen"].choices = [
        (key, " · ".join(filter(None, [str(one.year or ""), ", ".join(states_of(one)), one.text])))
        for key, one in members.items()
    ]
    return form_page(
        request,
        form,
        save=lambda data: services.recommendations_set_apart(
            demand=found,
            recommendations=[members[key] for key in data["chosen"]],
            reason=data["reason"],
            by=request.user,
        ),
        back=lambda act: reverse("web:demand", args=[act.other_id]),
        heading=_("Set apart what asks for something else"),
        intro=_("What you choose becomes a demand of its own, and imports leave it so. This can be undone."),
        saved=_("It is a demand of its own now."),
        submit=_("Set apart"),
        cancel=reverse("web:demand", args=[pk]),
        trail=trail(found.country),
    )


@guarded
def shared_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Two shared demands are one, once both were read."""
    found = shared_or_404(request, pk)
    require(request, JOIN)
    other = selectors.shared_get(request.user, number_given(request, "to"))
    form = join_form(request, other)
    titles = [selectors.countries_of_shared(request.user, one)[1][0] if one else "" for one in (found, other)]
    return form_page(
        request,
        form,
        save=lambda data: services.shared_demands_join(
            shared=found, to=read_before(form, other, data), reason=data["reason"], by=request.user
        ),
        back=lambda act: reverse("web:shared-demand", args=[act.other_shared_id]),
        heading=_("Join to another shared demand"),
        intro=both_sides(*titles),
        saved=_("The demands are joined."),
        submit=_("Join them"),
        cancel=reverse("web:shared-demand", args=[pk]),
        trail=[(_("Recommendations"), reverse("web:recommendations"))],
    )


@guarded
def shared_set_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """What this State is asked is not what others are."""
    found = demand_or_404(request, pk)
    require(request, JOIN)
    return form_page(
        request,
        submitted(request, ReasonForm, initial={}),
        save=lambda data: services.demand_set_apart(demand=found, reason=data["reason"], by=request.user),
        back=reverse("web:demand", args=[pk]),
        heading=_("Set apart from what other States are asked"),
        intro=_("It becomes a shared demand of its own, and imports leave it so. This can be undone."),
        saved=_("It is a shared demand of its own now."),
        submit=_("Set apart"),
        cancel=reverse("web:demand", args=[pk]),
        trail=trail(found.country),
    )


def _may_be_seen(person: Any, act: Any) -> bool:
    if act.demand_id:
        return selectors.demand_get(person, act.demand_id) is not None
    return selectors.shared_get(person, act.shared_id) is not None


@guarded
def undo(request: HttpRequest, act: int) -> HttpResponse:
    """As it was before."""
    require(request, JOIN)
    found = selectors.act_get(act)
    if found is None or not _may_be_seen(request.user, found):
        raise Http404(_("There is no such page."))
    if found.demand_id:
        here = reverse("web:demand", args=[found.demand_id])
    else:
        here = reverse("web:shared-demand", args=[found.shared_id])
    return form_page(
        request,
        submitted(request, ReasonForm, initial={}),
        save=lambda data: services.demand_act_undo(act=found, reason=data["reason"], by=request.user),
        back=here,
        heading=_("Undo: %(act)s") % {"act": found.get_act_display()},
        intro=_("What was decided on %(day)s is taken back: “%(reason)s”. The log keeps both acts.")
        % {"day": found.at.date().isoformat(), "reason": found.reason},
        saved=_("It is as it was before."),
        submit=_("Undo"),
        cancel=here,
        trail=[(_("Recommendations"), reverse("web:recommendations"))],
    )


def number_given(request: HttpRequest, name: str) -> int:
    """The number that stands in the form or the address; 0 where it is none."""
    given = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def join_form(request: HttpRequest, other: Demand | SharedDemand | None) -> JoinForm:
    number = other.pk if other else ""
    return submitted(request, JoinForm, initial={"to": number, "seen": number})


def both_sides(title: str, other: str) -> str:
    """What becomes of the two; of one as long as the other is not chosen."""
    if not other:
        return _(
            "“%(title)s” keeps its number, which then leads to the other demand; what is imported later follows. "
            "This can be undone."
        ) % {"title": title}
    return _(
        "“%(title)s” will lead to “%(other)s”: both are then shown as one, and what is imported later follows. "
        "This can be undone."
    ) % {"title": title, "other": other}


def read_before(form: JoinForm, other: Any, data: dict[str, Any]) -> Any:
    """The other demand, once the page had shown both. Raises RecommendationError."""
    if other is None:
        raise RecommendationError(_("There is no demand of this number that you may see."))
    if data["seen"] != other.pk:
        form.data = form.data.copy()
        form.data["seen"] = str(other.pk)
        raise RecommendationError(_("Read both demands above, then join them."))
    return other
