"""Organisations: the list, adding and changing one."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Organisation
from tessera.network.selectors.people import organisations_listed
from tessera.network.services.organisations import organisation_change, organisation_create
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
        address = reverse("web:organisation-edit", args=[record.code])
        return format_html('<a href="{}">{}</a>', address, record.acronym or record.code)


class OrganisationForm(forms.Form):
    code = forms.SlugField(label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("It never changes."))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    acronym = forms.CharField(label=gettext_lazy("Acronym"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Organisation.Kind.choices)


@guarded
def organisation_list(request: HttpRequest) -> HttpResponse:
    """For those who keep organisations."""
    require(request, "network.manage_organisations")
    return table_page(
        request,
        table_class=OrganisationTable,
        queryset_or_rows=organisations_listed(),
        filterset=OrganisationFilter,
        template="people/organisations.html",
        unit_label=ngettext_lazy("%(count)s organization", "%(count)s organizations", "count"),
        name="organizations",
    )


@guarded
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Add one."""
    require(request, "network.manage_organisations")
    return form_page(
        request,
        submitted(request, OrganisationForm, initial={}),
        save=lambda data: organisation_create(by=request.user, **data),
        back=reverse("web:organisations"),
        heading=_("Add an organization"),
        saved=_("Saved."),
        cancel=reverse("web:organisations"),
        trail=[(_("Organizations"), reverse("web:organisations"))],
    )


@guarded
def organisation_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change one."""
    require(request, "network.manage_organisations")
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("There is no such organization."))
    form = submitted(request, OrganisationForm, initial={n: getattr(found, n) for n in ("name", "acronym", "kind")})
    del form.fields["code"]
    return form_page(
        request,
        form,
        save=lambda data: organisation_change(organisation=found, by=request.user, **data),
        back=reverse("web:organisations"),
        heading=found.name,
        saved=_("Saved."),
        cancel=reverse("web:organisations"),
        trail=[(_("Organizations"), reverse("web:organisations"))],
    )
