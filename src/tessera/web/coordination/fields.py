"""Forms of working groups, tasks, updates and meetings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import Member, WorkingGroup
from tessera.network.models import Group, Organisation, Person
from tessera.plans.models import Activity, Plan
from tessera.web.form_fields import AudienceFields, DateInput, OrganisationsField, PapersField, people, text_area
from tessera.web.form_pages import VersionedForm

AUDIENCE = ["audience", "audience_group", "audience_people"]
WORKING = [Plan.State.DRAFT, Plan.State.ADOPTED]


def activities_for(person: Person, chosen: Any = ()) -> Any:
    """Activities of plans at work that the person may see, and those chosen already."""
    wanted = Q(plan__state__in=WORKING) | Q(pk__in=chosen)
    return Activity.objects.visible_to(person).filter(wanted).select_related("plan").order_by("plan__code", "order")


class ActivitiesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, activity: Activity) -> str:
        return f"{activity.plan.code} {activity}"


class ActivityField(forms.ModelChoiceField):
    def label_from_instance(self, activity: Activity) -> str:
        return f"{activity.plan.code} {activity}"


class LinesField(forms.CharField):
    """Sentences in order, one on each line; kept as a list."""

    def __init__(self, *, rows: int = 6, **kw: Any) -> None:
        super().__init__(widget=text_area(rows), required=False, help_text=_("One on each line."), **kw)

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else (value or "")


class GroupForm(AudienceFields, VersionedForm):
    name = forms.CharField(label=_("Name"), max_length=300)
    mandate = forms.CharField(label=_("Mandate"), widget=text_area(4), required=False)
    circle = forms.ModelChoiceField(
        Group.objects.none(), label=_("People who meet already"), required=False, empty_label=_("None")
    )
    coordinators = OrganisationsField(label=_("Coordinated by"))
    coordinator_person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Person who coordinates"), required=False
    )
    activities = ActivitiesField(Activity.objects.none(), label=_("Activities it pursues"), required=False)
    field_order = [
        "version",
        "name",
        "mandate",
        "circle",
        "coordinators",
        "coordinator_person",
        "activities",
        *AUDIENCE,
    ]

    def __init__(self, *args: Any, person: Person, new: bool, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        self.fields["coordinator_person"].queryset = people(self.initial.get("coordinator_person"))
        self.fields["activities"].queryset = activities_for(person, self.initial.get("activities", ()))
        self.fields["circle"].queryset = Group.objects.filter(working_group__isnull=True)
        if not new:
            del self.fields["circle"]


class MemberForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.order_by("acronym", "name"), label=_("Organization"))
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Focal point"), required=False)
    since = forms.DateField(label=_("From"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"].queryset = people()


class LastDayForm(forms.Form):
    day = forms.DateField(label=_("Last day"), widget=DateInput(), required=False)


class Confirm(VersionedForm):
    """A form that only confirms, of a record as it was shown."""


class UpdateForm(AudienceFields, VersionedForm):
    text = forms.CharField(label=_("What the others should know"), widget=text_area(6))
    field_order = ["version", "text", *AUDIENCE]


class OwnedForm(VersionedForm):
    """Who does it, by when."""

    owner = forms.ModelChoiceField(Person.objects.none(), label=_("Owner"), required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("acronym", "name"), label=_("Organization"), required=False
    )
    due = forms.DateField(label=_("Due"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["owner"].queryset = people(self.initial.get("owner"))


class TaskForm(AudienceFields, OwnedForm):
    title = forms.CharField(label=_("Task"), max_length=300)
    text = forms.CharField(label=_("Details"), widget=text_area(3), required=False)
    activity = ActivityField(Activity.objects.none(), label=_("Activity"), required=False)
    field_order = ["version", "title", "text", "owner", "organisation", "due", "activity", *AUDIENCE]

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        chosen = self.initial.get("activity")
        self.fields["activity"].queryset = activities_for(person, [chosen.pk] if chosen else ())


class ResultForm(forms.Form):
    result = forms.CharField(label=_("What came of it"), widget=text_area(3))


class NoQuestions(forms.Form):
    """A form that only confirms."""


class MeetingForm(AudienceFields, VersionedForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    day = forms.DateField(label=_("Day"), widget=DateInput())
    at = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.CharField(label=_("Time zone"), max_length=50, help_text=_("Such as Europe/Rome or UTC."))
    length = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=1440, initial=60)
    place = forms.CharField(label=_("Place or link"), max_length=300, required=False)
    agenda = LinesField(label=_("Agenda"))
    papers = PapersField(label=_("Papers"))
    field_order = ["version", "title", "day", "at", "zone", "length", "place", "agenda", "papers", *AUDIENCE]


class MinutesForm(VersionedForm):
    present = forms.ModelMultipleChoiceField(
        Member.objects.none(), label=_("Present"), required=False, widget=forms.CheckboxSelectMultiple
    )
    apologies = forms.ModelMultipleChoiceField(
        Member.objects.none(), label=_("Apologies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.CharField(label=_("Others present"), max_length=500, required=False)
    minutes = forms.CharField(label=_("Minutes"), widget=text_area(12), required=False)
    decisions = LinesField(label=_("Decisions"), rows=4)

    def __init__(self, *args: Any, group: WorkingGroup, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in ("present", "apologies"):
            self.fields[name].queryset = Member.objects.filter(group=group).select_related("organisation", "person")
            self.fields[name].label_from_instance = member_words


class ActionPointForm(OwnedForm):
    text = forms.CharField(label=_("What is to be done"), max_length=300)
    field_order = ["version", "text", "owner", "organisation", "due"]


def member_words(member: Member) -> str:
    return f"{member.organisation} · {member.person}" if member.person else str(member.organisation)
