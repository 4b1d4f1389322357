"""Forms of endorsement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.coordination.models import Answer, Comment, TextVersion, WorkingGroup
from tessera.network.models import Organisation, Person
from tessera.web.form_fields import AudienceFields, DateInput, OrganisationsField
from tessera.web.form_pages import VersionedForm

LATER = (Answer.Choice.ENDORSED,)  # what an entity can still say of an endorsed text
GIVEN = (*LATER, Answer.Choice.NO_OBJECTION, Answer.Choice.DISASSOCIATED, Answer.Choice.BROKE)
PLACE_CHARACTERS = 90


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RoundForm(AudienceFields, VersionedForm):
    title = forms.CharField(label=_("Title of the document"), max_length=300)
    text = forms.CharField(label=_("What it is about"), widget=text_area(4), required=False)
    working_group = forms.ModelChoiceField(WorkingGroup.objects.none(), label=_("Working group"), required=False)
    comments_until = forms.DateField(label=_("Comments until"), widget=DateInput(), required=False)
    field_order = [
        "version", "title", "text", "working_group", "comments_until", "audience", "audience_group", "audience_people",
    ]  # fmt: skip

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, person=person, **kw)
        group = self.initial.get("working_group")  # archived or not, it says who sees the round
        offered = Q(archived_at__isnull=True) | Q(pk=group.pk if group else None)
        self.fields["working_group"].queryset = WorkingGroup.objects.visible_to(person).filter(offered)


class Confirm(forms.Form):
    """A form that only confirms."""


class EndForm(forms.Form):
    """The end of a silence period, on the clocks of a time zone."""

    day = forms.DateField(label=_("Last day"), widget=DateInput())
    at = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    zone = forms.CharField(label=_("Time zone"), max_length=50, help_text=_("Such as Europe/Rome or UTC."))


class ExtensionForm(EndForm):
    reason = forms.CharField(label=_("Why more time is given"), widget=text_area(3))


class VersionForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("A Word document (.docx) or a PDF, up to 20 MB."))
    note = forms.CharField(label=_("What is new"), widget=text_area(3), required=False)


class InviteForm(forms.Form):
    organisations = OrganisationsField(label=_("Organizations"))

    def __init__(self, *args: Any, invited: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["organisations"].queryset = Organisation.objects.exclude(pk__in=invited).order_by("acronym", "name")


class AlternateForm(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    since = forms.DateField(label=_("From"), widget=DateInput(), required=False)
    until = forms.DateField(label=_("Last day"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, people: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["person"].queryset = people


class AnswerForm(forms.Form):
    choice = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), widget=text_area(4), required=False)
    said_by = forms.ModelChoiceField(Person.objects.none(), label=_("Said by"), empty_label=None)
    field_order = ["choice", "reason", "said_by"]

    def __init__(self, *args: Any, speakers: Any, person: Person, later: bool, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["choice"].choices = [(one.value, one.label) for one in (LATER if later else GIVEN)]
        self.fields["choice"].help_text = _("Whoever breaks silence or disassociates itself says why.")
        if speakers.filter(pk=person.pk).exists():
            del self.fields["said_by"]
        else:
            self.fields["said_by"].queryset = speakers


class OfEntityForm(forms.Form):
    """What is entered for an entity: one of one's own, or of any for whoever runs the round.

    `number` is that of the version which its author read.
    """

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organization"), required=False)

    def __init__(self, *args: Any, organisations: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["organisation"].queryset = organisations


class CommentForm(OfEntityForm):
    paragraph = forms.TypedChoiceField(label=_("Paragraph"), coerce=int, required=False, empty_value=0)
    text = forms.CharField(label=_("Comment"), widget=text_area(5))
    field_order = ["paragraph", "text", "organisation"]

    def __init__(self, *args: Any, version: TextVersion, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["paragraph"].choices = places(version)


class CommentEditForm(VersionedForm):
    paragraph = forms.TypedChoiceField(label=_("Paragraph"), coerce=int, required=False, empty_value=0)
    text = forms.CharField(label=_("Comment"), widget=text_area(5), required=False)

    def __init__(self, *args: Any, text_version: TextVersion, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["paragraph"].choices = places(text_version)


class BringForm(OfEntityForm):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A Word document with tracked changes and comments (.docx), or an e-mail (.eml), up to 20 MB."),
    )
    text = forms.CharField(
        label=_("Or the text of an e-mail"),
        widget=text_area(8),
        required=False,
        help_text=_("A line that begins with “Para 12:” is a comment on paragraph 12."),
    )
    author = forms.CharField(label=_("Who wrote it"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("file")) == bool(data.get("text", "").strip()):
            raise forms.ValidationError(_("Choose a file or paste a text, one of the two."))
        return data


class ResolveForm(VersionedForm):
    resolution = forms.ChoiceField(
        label=_("How it is resolved"), choices=Comment.Resolution.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(label=_("Answer to the comment"), widget=text_area(4), required=False)


def places(version: TextVersion) -> list[tuple[str, Any]]:
    """The paragraphs of a version to choose from, by number and first words."""
    found: list[tuple[str, Any]] = [("0", _("The text as a whole"))]
    for number, place in enumerate(version.places, 1):
        words = Truncator(place["text"]).chars(PLACE_CHARACTERS)
        label = place["label"]
        shown = f"{label}. {words}" if label and not place["text"].startswith(label) else f"[{number}] {words}"
        found.append((str(number), shown))
    return found
