"""Everybody with an account, and inviting somebody."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from tessera.network.models import Organisation, Person, Role
from tessera.network.selectors.people import people_listed
from tessera.network.services.people import person_invite
from tessera.web.access import guarded, require
from tessera.web.form_pages import form_page, submitted
from tessera.web.tables import Table, table_page


class PeopleFilter(filters.FilterSet):
    q = filters.CharFilter(label=gettext_lazy("Name"), method="by_name")
    role = filters.ChoiceFilter(label=gettext_lazy("Role"), field_name="memberships__role", choices=Role.choices)
    organisation = filters.ModelChoiceFilter(
        label=gettext_lazy("Organization"),
        field_name="memberships__organisation",
        queryset=Organisation.objects.filter(memberships__isnull=False).distinct(),
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(name__icontains=value) | Q(memberships__organisation__name__icontains=value)).distinct()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset).distinct()


class PeopleTable(Table):
    name = tables.Column(verbose_name=gettext_lazy("Name"), empty_values=())
    roles = tables.Column(verbose_name=gettext_lazy("Roles"), empty_values=(), orderable=False, accessor="pk")
    email = tables.Column(verbose_name=gettext_lazy("E-mail address"))
    is_active = tables.Column(verbose_name=gettext_lazy("May sign in"))

    def render_name(self, record: Person) -> Any:
        address = reverse("web:person", args=[record.public_id])
        return format_html('<a href="{}">{}</a>', address, record.name or _("(no name yet)"))

    def render_roles(self, record: Person) -> str:
        return "; ".join(
            f"{m.get_role_display()}{f' ({m.organisation})' if m.organisation else ''}"
            for m in record.memberships.all()
            if m.role in record.roles
        )

    def render_is_active(self, value: bool) -> str:
        return _("yes") if value else _("no")


@guarded
def people_list(request: HttpRequest) -> HttpResponse:
    """For the Network; e-mail addresses for those who manage accounts."""
    require(request, "network.view_people")
    manages = request.user.has_perm("network.manage_people")

    class Shown(PeopleTable):
        class Meta:
            exclude = () if manages else ("email", "is_active")

    return table_page(
        request,
        table_class=Shown,
        queryset_or_rows=people_listed() if manages else people_listed().filter(is_active=True),
        filterset=PeopleFilter,
        template="people/people.html",
        context={"manages": manages},
        unit_label=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
        name="people",
        audience=gettext_lazy("Only the Network sees this list."),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=gettext_lazy("Organization"), required=False
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES)


@guarded
def person_invite_page(request: HttpRequest) -> HttpResponse:
    """A new account; a mail brings the link."""
    require(request, "network.manage_people")
    form = submitted(request, InviteForm, initial={})
    form.fields["role"].choices = roles_open_to(request.user)
    return form_page(
        request,
        form,
        save=lambda data: person_invite(by=request.user, **data),
        back=lambda person: reverse("web:person", args=[person.public_id]),
        heading=_("Invite a person"),
        intro=_("They get a mail with a link that signs them in once."),
        saved=_("The invitation was sent."),
        submit=_("Invite"),
        cancel=reverse("web:people"),
        trail=[(_("People"), reverse("web:people"))],
    )


def roles_open_to(person: Any) -> list[tuple[str, Any]]:
    """Roles that a person may give: only administrators make administrators."""
    all_roles = person.has_perm("network.grant_administrator")
    return [(r.value, r.label) for r in Role if all_roles or r != Role.ADMINISTRATOR]
