"""Forms of yearly reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import ReportEntry, ReportRound
from tessera.network.models import Organisation, Person
from tessera.plans.models import Activity, Plan
from tessera.vocabulary import countries
from tessera.web.form_fields import AudienceFields, DateInput, OrganisationsField
from tessera.web.form_pages import VersionedForm
from tessera.web.formats import country_words

AUDIENCE = ["audience", "audience_group", "audience_people"]
ASKED = ("un-entity", "country-team", "multi-country-office", "field-presence")
PARTS = (("done", _("What was done")), ("late", _("What is late, and why")), ("learned", _("What was learned")))


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskedField(OrganisationsField):
    """UN entities and field presences to tick."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.queryset = Organisation.objects.filter(kind__in=ASKED).order_by("acronym", "name")


class PlanField(forms.ModelChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return f"{plan.code} {plan.title}"


class ActivityField(forms.ModelChoiceField):
    def label_from_instance(self, activity: Activity) -> str:
        return str(activity)


class RoundForm(AudienceFields, VersionedForm):
    plan = PlanField(Plan.objects.none(), label=_("Plan"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    opens = forms.DateField(label=_("Opens on"), widget=DateInput())
    due = forms.DateField(label=_("Due"), widget=DateInput())
    note = forms.CharField(label=_("Note to those who report"), widget=text_area(3), required=False)
    organisations = AskedField(label=_("Who is asked"))
    field_order = ["version", "plan", "year", "opens", "due", "note", "organisations", *AUDIENCE]

    def __init__(self, *args: Any, person: Person, new: bool, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        self.fields["plan"].queryset = Plan.objects.visible_to(person).exclude(state=Plan.State.DRAFT)
        if not new:
            for name in ("plan", "year", "organisations"):
                del self.fields[name]


class AskForm(forms.Form):
    organisations = AskedField(label=_("Who is asked, too"))

    def __init__(self, *args: Any, report_round: ReportRound, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["organisations"]
        field.queryset = field.queryset.exclude(yearly_reports__round=report_round)


class MoreTimeForm(VersionedForm):
    until = forms.DateField(label=_("More time until"), widget=DateInput(), required=False)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class AbsentForm(VersionedForm):
    reason = forms.CharField(
        label=_("Why it does not report this year"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the report is expected again."),
    )


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("PDF, Word (.docx), .odt, HTML or text, up to 20 MB."))


class QuestionForm(forms.Form):
    question = forms.CharField(label=_("What you ask"), widget=text_area(4))


class Confirm(forms.Form):
    """A form that only confirms."""


class EntryForm(forms.Form):
    activity = ActivityField(
        Activity.objects.none(), label=_("Activity"), required=False, empty_label=_("Other work, of no activity")
    )

    def __init__(self, *args: Any, plan: Plan, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["activity"].queryset = plan.activities.order_by("order", "id")


class ProposalForm(EntryForm):
    countries = forms.MultipleChoiceField(label=_("Countries"), required=False)
    part = forms.ChoiceField(label=_("Where it belongs"), choices=PARTS)
    text = forms.CharField(label=_("What the report says"), widget=text_area(8))

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        codes = {*countries.countries(), *self.initial.get("countries", ())}
        self.fields["countries"].choices = sorted(((c, country_words(c)) for c in codes), key=lambda pair: pair[1])
        self.fields["countries"].widget.attrs["size"] = 6


class ReportForm(AudienceFields, VersionedForm):
    """The whole report on one page: a few sentences for the year, and three fields for each activity."""

    summary = forms.CharField(label=_("The year in a few sentences"), widget=text_area(4), required=False)
    learned = forms.CharField(label=_("What was learned"), widget=text_area(3), required=False)

    def __init__(self, *args: Any, entries: list[ReportEntry], **kw: Any) -> None:
        super().__init__(*args, **kw)
        for entry in entries:
            name = entry_name(entry)
            words = {
                "text": name,
                "late": _t("%(ref)s: what is late, and why"),
                "learned": _t("%(ref)s: what was learned"),
            }
            ref = entry.activity.ref if entry.activity else _t("Other work")
            for part, label in words.items():
                field = forms.CharField(
                    label=label % {"ref": ref} if part != "text" else label,
                    widget=text_area(4 if part == "text" else 2),
                    required=False,
                    initial=getattr(entry, part),
                )
                self.fields[field_name(entry, part)] = field
        self.order_fields([*[n for n in self.fields if n not in ("learned", *AUDIENCE)], "learned", *AUDIENCE])


def field_name(entry: ReportEntry, part: str) -> str:
    return f"entry_{entry.pk}_{part}"


def entry_name(entry: ReportEntry) -> str:
    """1b Exchange among field presences"""
    return str(entry.activity) if entry.activity else _t("Other work, of no activity of the plan")
