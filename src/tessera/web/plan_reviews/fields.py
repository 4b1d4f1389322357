"""Forms of reviews, their findings and recommendations, and of the plan after a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import PlanReview, ReviewRecommendation
from tessera.network.models import Organisation, Person
from tessera.plans.models import Activity, Amendment, Plan
from tessera.reports.plan_reviews.words import criterion_choices
from tessera.web.form_fields import AudienceFields, DateInput, PapersField, people, text_area
from tessera.web.form_pages import VersionedForm

AUDIENCE = ["audience", "audience_group", "audience_people"]


class Confirm(VersionedForm):
    """A form that only confirms, of a record as it was shown."""


class ReviewForm(AudienceFields, VersionedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=PlanReview.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    as_of = forms.DateField(
        label=_("As of"), widget=DateInput(), help_text=_("What was recorded by the end of this day is frozen.")
    )
    purpose = forms.CharField(label=_("Purpose and method"), widget=text_area(4), required=False)
    conclusions = forms.CharField(label=_("Conclusions"), widget=text_area(6), required=False)
    reviewers = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Reviewers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["version", "kind", "title", "as_of", "purpose", "conclusions", "reviewers", *AUDIENCE]

    def __init__(self, *args: Any, person: Person, new: bool = False, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        self.fields["reviewers"].queryset = people(self.initial.get("reviewers", ()))
        if new:
            del self.fields["conclusions"]


class FindingForm(VersionedForm):
    """Of one activity, one recommendation of the Guidance Note, or the plan as a whole."""

    criterion = forms.ChoiceField(label=_("Criterion"))
    text = forms.CharField(label=_("Finding"), widget=text_area(5))
    rows = forms.MultipleChoiceField(
        label=_("Evidence in the frozen plan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    links = PapersField(label=_("Further evidence"))

    def __init__(self, *args: Any, rows: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["criterion"].choices = criterion_choices()
        self.fields["rows"].choices = rows
        if not rows:
            del self.fields["rows"]


class RecommendationForm(VersionedForm):
    text = forms.CharField(label=_("Recommendation"), widget=text_area(4))
    addressed_to = forms.ModelChoiceField(
        Organisation.objects.order_by("acronym", "name"), label=_("Addressed to"), required=False,
        empty_label=_("The Network"),
    )  # fmt: skip
    findings = forms.ModelMultipleChoiceField(
        None, label=_("Findings it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, review: PlanReview, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["findings"].queryset = review.findings.filter(archived_at__isnull=True)
        self.fields["findings"].label_from_instance = lambda one: f"{one.number}. {one}"


class ResponseForm(VersionedForm):
    response = forms.ChoiceField(label=_("Response"), choices=ReviewRecommendation.Response.choices)
    response_text = forms.CharField(
        label=_("Words of the response"), widget=text_area(4), required=False,
        help_text=_("Say why, where it is not accepted as a whole."),
    )  # fmt: skip


class EndForm(VersionedForm):
    result = forms.CharField(label=_("What came of it"), widget=text_area(3))


class ActionForm(forms.Form):
    title = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("Owner"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("acronym", "name"), label=_("Organization"), required=False
    )
    due = forms.DateField(label=_("Due"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["owner"].queryset = people()


class AmendForm(VersionedForm):
    """What the plan would say of the activity."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    text = forms.CharField(label=_("Text"), widget=text_area(8), required=False)
    summary = forms.CharField(label=_("In short"), widget=text_area(3), required=False)
    start = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100, required=False)
    end = forms.IntegerField(label=_("Last year"), min_value=1990, max_value=2100, required=False)
    reason = forms.CharField(label=_("Reason for the change"), widget=text_area(2))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("The last year is before the first."))
        return data


class LinkForm(forms.Form):
    amendment = forms.ModelChoiceField(Amendment.objects.none(), label=_("Amendment"))

    def __init__(self, *args: Any, amendments: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["amendment"].queryset = amendments
        self.fields["amendment"].label_from_instance = lambda one: f"{one.number}. {one.reason[:100]}"


class CopyForm(forms.Form):
    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("Such as AP-2018-2021."))
    title = forms.CharField(label=_("Title"), max_length=500)
    start = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    end = forms.IntegerField(label=_("Last year"), min_value=1990, max_value=2100)
    activities = forms.ModelMultipleChoiceField(
        Activity.objects.none(), label=_("What continues"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one activity that continues.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Why the others end"), widget=text_area(2), required=False)

    def __init__(self, *args: Any, plan: Plan, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["activities"].queryset = Activity.objects.filter(plan=plan).order_by("order", "id")
        self.fields["activities"].label_from_instance = lambda one: f"{one} ({one.get_status_display()})"


class CompareForm(forms.Form):
    """Which plan to compare with."""

    other = forms.ModelChoiceField(Plan.objects.none(), label=_("Compare with"), to_field_name="code")

    def __init__(self, *args: Any, plans: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["other"].queryset = plans
        self.fields["other"].label_from_instance = lambda plan: f"{plan.code} {plan.title}"
