"""Adding, changing, archiving and restoring an initiative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Person
from tessera.plans.models import Activity, Initiative, Plan
from tessera.plans.services import initiatives as services
from tessera.vocabulary import terms
from tessera.web.access import guarded, require
from tessera.web.form_fields import AudienceFields, CountriesField, DateInput, OrganisationsField
from tessera.web.form_pages import VersionedForm, form_page, submitted
from tessera.web.plan_pages import as_entered, audience_of, own_of

from .reach import address, initiative_or_404, trail

FIELDS = ("title", "text", "url", "groups", "start", "end")


class ActivitiesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, activity: Activity) -> str:
        return f"{activity.plan.code} {activity}"


class InitiativeForm(AudienceFields, VersionedForm):
    title = forms.CharField(label=gettext_lazy("Initiative"), max_length=300)
    text = forms.CharField(label=gettext_lazy("What it does"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    url = forms.URLField(label=gettext_lazy("Address"), max_length=1000, assume_scheme="https", required=False)
    organisations = OrganisationsField(label=gettext_lazy("Entities"))
    countries = CountriesField(
        label=gettext_lazy("Countries"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Names or ISO codes, separated by semicolons or commas."),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Groups concerned"), widget=forms.CheckboxSelectMultiple, required=False
    )
    start = forms.DateField(label=gettext_lazy("From"), widget=DateInput(), required=False)
    end = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DateInput(),
        required=False,
        help_text=gettext_lazy("Only the months are compared."),
    )
    activities = ActivitiesField(Activity.objects.none(), label=gettext_lazy("Activities"), required=False)
    field_order = [
        "version", *FIELDS[:3], "organisations", "countries", *FIELDS[3:], "activities",
        "audience", "audience_group", "audience_people",
    ]  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        language = get_language() or "en"
        self.fields["groups"].choices = [
            (code, terms.label("groups", code, language)) for code in terms.codes("groups")
        ]
        working = Q(plan__state__in=[Plan.State.DRAFT, Plan.State.ADOPTED])
        chosen = Q(pk__in=self.initial.get("activities", ()))
        self.fields["activities"].queryset = (
            Activity.objects.visible_to(person)
            .filter(working | chosen)
            .select_related("plan")
            .order_by("plan__code", "order")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("countries", "groups"):
            data[name] = tuple(data.get(name) or ())
        return data


class Confirm(VersionedForm):
    """A form that only confirms, of a record as it was shown."""


@guarded
def initiative_new(request: HttpRequest) -> HttpResponse:
    """A new one."""
    require(request, "plans.add_initiative")
    initial = {"organisations": sorted(request.user.organisation_ids)}
    return form_page(
        request,
        submitted(request, InitiativeForm, initial=initial, person=request.user),
        save=lambda data: services.initiative_add(by=request.user, audience=audience_of(data), **own_of(data)),
        back=address,
        heading=_("Add an initiative"),
        saved=_("Saved."),
        cancel=reverse("web:initiatives"),
        trail=trail(),
    )


@guarded
def initiative_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one; links to activities that this person may not see stay."""
    found = initiative_or_404(request, pk)
    require(request, "plans.keep_initiative", found)
    initial = as_entered(found, *FIELDS) | {
        "countries": list(found.countries),
        "organisations": [one.pk for one in found.organisations.all()],
        "activities": [one.pk for one in found.activities.all()],
    }
    hidden = Activity.objects.filter(initiatives=found).exclude(pk__in=initial["activities"])

    def save(data: dict[str, Any]) -> Initiative:
        own = own_of(data) | {"activities": [*data["activities"], *hidden]}
        return services.initiative_change(
            initiative=found, version=data["version"] or 0, by=request.user, audience=audience_of(data), **own
        )

    return form_page(
        request,
        submitted(request, InitiativeForm, initial=initial, person=request.user),
        save=save,
        back=address(found),
        heading=_("Edit the initiative"),
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found),
    )


@guarded
def initiative_gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then put one away."""
    intro = _("It stays readable with all that was entered, and can be restored.")
    return _asked(
        request,
        pk,
        services.initiative_archive,
        heading=_("Archive this initiative?"),
        intro=intro,
        submit=_("Archive"),
    )


@guarded
def initiative_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take an archived one up again."""
    return _asked(request, pk, services.initiative_restore, heading=_("Restore this initiative?"), submit=_("Restore"))


def _asked(request: HttpRequest, pk: int, step: Callable[..., Any], **words: Any) -> HttpResponse:
    found = initiative_or_404(request, pk)
    require(request, "plans.keep_initiative", found)
    return form_page(
        request,
        submitted(request, Confirm, initial={"version": found.version}),
        save=lambda data: step(initiative=found, version=data["version"] or 0, by=request.user),
        back=address(found),
        saved=_("Saved."),
        cancel=address(found),
        trail=trail(found),
        **words,
    )
