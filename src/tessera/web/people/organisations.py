"""Organisations, for the Network: the list, one page each, adding and changing one."""

from __future__ import annotations

import re
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Organisation
from tessera.network.selectors.people import acting_for, organisations_listed
from tessera.network.services.organisations import organisation_change, organisation_create
from tessera.vocabulary.countries import resolve
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.tables import Table, table_page


class OrganisationFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Name"), method="by_name")
    kind = filters.ChoiceFilter(label=gettext_lazy("Kind"), choices=Organisation.Kind.choices)

    class Meta:
        model = Organisation
        fields: list[str] = []

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(name__icontains=value) | Q(acronym__icontains=value) | Q(names__icontains=value))


class OrganisationTable(Table):
    acronym = tables.Column(verbose_name=gettext_lazy("Acronym"), empty_values=())
    name = tables.Column(verbose_name=gettext_lazy("Name"))
    kind = tables.Column(verbose_name=gettext_lazy("Kind"))

    def render_name(self, record: Organisation) -> Any:
        return (record.names or {}).get((get_language() or "en")[:2]) or record.name

    def render_acronym(self, record: Organisation) -> Any:
        address = reverse("web:organisation", args=[record.code])
        return format_html('<a href="{}">{}</a>', address, record.acronym or record.code)


class OrganisationForm(forms.Form):
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("It never changes."))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    acronym = forms.CharField(label=gettext_lazy("Acronym"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Organisation.Kind.choices)
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        required=False,
        help_text=gettext_lazy("Names or three-letter codes, with semicolons between them."),
    )

    def clean_countries(self) -> tuple[str, ...]:
        """Codes of what was typed; a name that nobody knows is an error, not a silent pass."""
        typed = [part.strip() for part in re.split(r"[;\n]", self.cleaned_data["countries"]) if part.strip()]
        found = {part: resolve(part) for part in typed}
        if unknown := [part for part, code in found.items() if code is None]:
            raise forms.ValidationError(_("Not known as a country: %(names)s") % {"names": ", ".join(unknown)})
        return tuple(dict.fromkeys(code for code in found.values() if code))


@guarded
def organisation_list(request: HttpRequest) -> HttpResponse:
    """All organisations."""
    require(request, "network.view_organisations")
    return table_page(
        request,
        table_class=OrganisationTable,
        queryset_or_rows=organisations_listed(),
        filterset=OrganisationFilter,
        template="people/organisations.html",
        context={"manages": request.user.has_perm("network.manage_organisations")},
        unit_label=ngettext_lazy("%(count)s organization", "%(count)s organizations", "count"),
        name="organizations",
        audience=gettext_lazy("Only the Network sees this list."),
    )


@guarded
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """One organisation: what it is, the groups it coordinates, who acts for it."""
    require(request, "network.view_organisations")
    found = _organisation(code)
    context = {
        "organisation": found,
        "acting": acting_for(found),
        "manages": request.user.has_perm("network.manage_organisations"),
        "trail": _trail(),
    }
    return render(request, "people/organisation.html", context)


@guarded
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Add one."""
    require(request, "network.manage_organisations")
    return form_page(
        request,
        submitted(request, OrganisationForm, initial={}),
        save=lambda data: organisation_create(by=request.user, **data),
        back=lambda new: reverse("web:organisation", args=[new.code]),
        heading=_("Add an organization"),
        saved=_("Saved."),
        cancel=reverse("web:organisations"),
        trail=_trail(),
    )


@guarded
def organisation_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change one."""
    require(request, "network.manage_organisations")
    found = _organisation(code)
    initial = {name: getattr(found, name) for name in ("name", "acronym", "kind")}
    form = submitted(request, OrganisationForm, initial=initial | {"countries": "; ".join(found.countries)})
    del form.fields["code"]
    address = reverse("web:organisation", args=[found.code])
    return form_page(
        request,
        form,
        save=lambda data: organisation_change(organisation=found, by=request.user, **data),
        back=address,
        heading=found.name,
        saved=_("Saved."),
        cancel=address,
        trail=[*_trail(), (str(found), address)],
    )


def _organisation(code: str) -> Organisation:
    found = organisations_listed().filter(code=code).prefetch_related("coordinated_groups").first()
    if found is None:
        raise Http404(_("There is no such organization."))
    return found


def _trail() -> list[tuple[str, str]]:
    return [(_("Organizations"), reverse("web:organisations"))]
