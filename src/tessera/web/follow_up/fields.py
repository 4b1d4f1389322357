"""The forms of actions and assessments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience, Organisation, Person
from tessera.recommendations.models import Assessment, FollowUp
from tessera.web.form_fields import AudienceFields, DateInput
from tessera.web.form_pages import VersionedForm

UNCHOSEN = ("", _("Choose"))  # a judgement has no default
AUDIENCE = ("audience", "audience_group", "audience_people")


class EntryForm(AudienceFields, VersionedForm):
    """What actions and assessments have in common. Whoever is not of the Network enters for their own organization,
    and is not shown who belongs to the Network."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("acronym", "name"),
        label=_("Organization"),
        required=False,
        empty_label=_("None of these"),
        help_text=_("Who it is: choose an organization or enter a name below."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=300,
        required=False,
        help_text=_("Of a ministry, a body or a unit; the organization where it is not in the list."),
    )
    url = forms.URLField(label=_("Link"), max_length=1000, required=False, assume_scheme="https")

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        if not person.is_of_network:
            self._keep_to_own(person)

    def _keep_to_own(self, person: Person) -> None:
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=person.organisation_ids)
        named = self.initial.get("audience") == Audience.PEOPLE
        offered = [Audience.NETWORK, *([Audience.GROUP] if person.group_ids else [])]
        offered += [Audience.PEOPLE] if named else []
        self.fields["audience"].choices = [(one.value, one.label) for one in offered]
        self.fields["audience"].help_text = _(
            "The Network sees what you enter. It becomes public only when the secretariat releases it."
        )
        people = Person.objects.filter(pk__in=self.initial.get("audience_people", ())) if named else None
        self.fields["audience_people"].queryset = people or Person.objects.none()
        if not named:
            del self.fields["audience_people"]
        if not person.group_ids:
            del self.fields["audience_group"]


class ActionForm(EntryForm):
    what = forms.CharField(label=_("What is done"), widget=forms.Textarea(attrs={"rows": 4}))
    state = forms.ChoiceField(label=_("State"), choices=FollowUp.State.choices, initial=FollowUp.State.PLANNED)
    start = forms.DateField(label=_("Start"), widget=DateInput(), required=False)
    due = forms.DateField(label=_("Due"), widget=DateInput(), required=False)
    field_order = ["version", "what", "organisation", "name", "state", "start", "due", "url", *AUDIENCE]


class AssessmentForm(EntryForm):
    assessor = forms.ChoiceField(label=_("Who assesses"), choices=[UNCHOSEN, *Assessment.Assessor.choices])
    date = forms.DateField(label=_("Date"), widget=DateInput())
    finding = forms.ChoiceField(label=_("What it says"), choices=[UNCHOSEN, *Assessment.Finding.choices])
    grade = forms.CharField(
        label=_("Grade as printed"), max_length=40, required=False, help_text=_("A mechanism's own, such as B or C2.")
    )
    scale = forms.CharField(
        label=_("Whose scale"), max_length=200, required=False, help_text=_("Such as Human Rights Committee, A to E.")
    )
    text = forms.CharField(label=_("Its words"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("A document's symbol or title, and paragraph.")
    )
    field_order = ["version", "assessor", "organisation", "name", "date", "finding", "grade", "scale", "text", "source"]
    field_order += ["url", *AUDIENCE]

    def _keep_to_own(self, person: Person) -> None:
        super()._keep_to_own(person)
        civil = Assessment.Assessor.CIVIL_SOCIETY
        self.fields["assessor"].choices = [(civil.value, civil.label)]
        for name in ("grade", "scale"):
            del self.fields[name]


class Confirm(VersionedForm):
    """A form that only confirms."""


FORMS: dict[str, type[EntryForm]] = {"action": ActionForm, "assessment": AssessmentForm}
