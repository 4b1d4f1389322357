"""The forms of the plans' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience, Group
from tessera.plans.models import Activity, Milestone
from tessera.web.form_fields import AudienceFields, DateInput
from tessera.web.form_pages import VersionedForm

from .inputs import CountriesField, NumbersField, OrganisationsField


class PeriodMixin:
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()  # type: ignore[misc]
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("The last year is before the first."))  # type: ignore[attr-defined]
        return data


def year_field(label: Any, **kw: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1990, max_value=2100, required=False, **kw)


class WordingForm(PeriodMixin, VersionedForm):
    """What the plan says of an activity."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    summary = forms.CharField(label=_("In short"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    start = year_field(_("First year"))
    end = year_field(_("Last year"))
    reason = forms.CharField(
        label=_("Reason for the change"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, activity: Activity | None = None, adopted: bool = False, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.actions = activity.actions if activity and activity.actions else [{"title": "", "text": "", "gnr": []}]
        for i, action in enumerate(self.actions):
            label = _("Guidance Note recommendations") if len(self.actions) == 1 else _("Action %(n)s: recommendations")
            name = f"gnr_{i}"
            self.fields[name] = NumbersField(
                label=label % {"n": i + 1} if len(self.actions) > 1 else label,
                required=False,
                initial=action.get("gnr", []),
                help_text=_("Numbers from 1 to 19, such as 1, 2, 8-10."),
            )
        self.order_fields(["version", "title", "text", "summary", "start", "end", *self._gnr_names(), "reason"])
        if adopted:
            self.fields["reason"].required = True
            self.fields["reason"].help_text = _("The plan is adopted: your change becomes a proposed amendment.")

    def _gnr_names(self) -> list[str]:
        return [f"gnr_{i}" for i in range(len(self.actions))]

    def values(self) -> dict[str, Any]:
        """The wording as the services take it."""
        data = self.cleaned_data
        actions = [{**a, "gnr": data[f"gnr_{i}"]} for i, a in enumerate(self.actions)]
        return {**{f: data[f] for f in ("title", "text", "summary", "start", "end")}, "actions": actions}


class NewActivityForm(WordingForm):
    section = forms.ChoiceField(label=_("Section"))
    ref = forms.RegexField(
        r"^\d{1,3}[a-z]{0,2}$", label=_("Reference"), help_text=_("Section number and letter, such as 1j.")
    )

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["section"].choices = sections
        self.order_fields(["version", "section", "ref"])


class StatusForm(VersionedForm):
    status = forms.ChoiceField(label=_("Status"), choices=Activity.Status.choices)
    since = forms.DateField(label=_("Since"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Needed for delayed, blocked and dropped. Say what it waits for."),
    )
    audience = forms.ChoiceField(
        label=_("Who may see the reason"),
        choices=[(a.value, a.label) for a in (Audience.NETWORK, Audience.PUBLIC)],
        initial=Audience.NETWORK,
    )


class WorkingDataForm(VersionedForm):
    funding = forms.ChoiceField(label=_("Funding"), choices=Activity.Funding.choices, required=False)
    working_group = forms.ModelChoiceField(Group.objects.all(), label=_("Working group"), required=False)
    scope = forms.CharField(label=_("Geographic scope"), max_length=300, required=False)
    countries = CountriesField(
        label=_("Countries"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Names or ISO codes, separated by semicolons or commas."),
    )


class OrganisationsForm(forms.Form):
    lead = OrganisationsField(label=_("Lead"))
    contributing = OrganisationsField(label=_("Contributing"))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name, field in self.fields.items():
            chosen = Q(pk__in=[getattr(o, "pk", o) for o in self.initial.get(name, ())])
            field.queryset = field.queryset.order_by(Case(When(chosen, then=0), default=1), "acronym", "name")


class MilestoneForm(AudienceFields, VersionedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Milestone.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    due = forms.DateField(label=_("Due"), widget=DateInput(), required=False)
    done_on = forms.DateField(label=_("Reached on"), widget=DateInput(), required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    field_order = [
        "version",
        "kind",
        "title",
        "due",
        "done_on",
        "note",
        "audience",
        "audience_group",
        "audience_people",
    ]


class EvidenceForm(AudienceFields, VersionedForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    url = forms.URLField(label=_("Address"), max_length=1000, assume_scheme="https")
    milestone = forms.ModelChoiceField(Milestone.objects.none(), label=_("Shows that this was reached"), required=False)
    field_order = ["version", "title", "url", "milestone", "audience", "audience_group", "audience_people"]


class FundingForm(AudienceFields, VersionedForm):
    donor = forms.CharField(label=_("Donor"), max_length=200, required=False)
    year = year_field(_("Year"))
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), initial="USD", help_text=_("Three letters, such as USD or CHF.")
    )
    asked = forms.DecimalField(label=_("Asked"), min_value=0, max_digits=14, decimal_places=2, initial=0)
    pledged = forms.DecimalField(label=_("Pledged"), min_value=0, max_digits=14, decimal_places=2, initial=0)
    received = forms.DecimalField(label=_("Received"), min_value=0, max_digits=14, decimal_places=2, initial=0)
    spent = forms.DecimalField(label=_("Spent"), min_value=0, max_digits=14, decimal_places=2, initial=0)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = [
        "version",
        "donor",
        "year",
        "currency",
        "asked",
        "pledged",
        "received",
        "spent",
        "note",
        "audience",
        "audience_group",
        "audience_people",
    ]


class ObstacleForm(AudienceFields, VersionedForm):
    text = forms.CharField(label=_("What stands in the way"), widget=forms.Textarea(attrs={"rows": 3}))
    response = forms.CharField(
        label=_("What is done about it"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    resolved_on = forms.DateField(label=_("Resolved on"), widget=DateInput(), required=False)
    field_order = ["version", "text", "response", "resolved_on", "audience", "audience_group", "audience_people"]


class DependencyForm(forms.Form):
    needed = forms.ModelChoiceField(Activity.objects.none(), label=_("Waits for"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class DecisionForm(forms.Form):
    note = forms.CharField(label=_("Note on the decision"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class NoQuestions(forms.Form):
    """A form that only confirms."""


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Plan document"), help_text=_("A Word document (.docx) or plain text (.txt)."))
    code = forms.SlugField(
        label=_("Code"),
        required=False,
        max_length=60,
        help_text=_("Leave empty to take it from the title and years, such as AP-2014-2017."),
    )


class PlanForm(PeriodMixin, forms.Form):
    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("Short and lasting, such as WP-2026-2029."))
    title = forms.CharField(label=_("Title"), max_length=500)
    start = year_field(_("First year"))
    end = year_field(_("Last year"))


class DayForm(forms.Form):
    day = forms.DateField(label=_("Adopted on"), widget=DateInput())
