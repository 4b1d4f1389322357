"""Forms of review projects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tessera.desk_review.models import ReviewedDocument, ReviewProject
from tessera.network.models import Person, Role
from tessera.vocabulary import terms
from tessera.web.form_fields import AudienceFields
from tessera.web.form_pages import VersionedForm
from tessera.web.recommendation_words import term_words

REVIEWERS = (Role.FOCAL_POINT, Role.COORDINATOR, Role.SECRETARIAT, Role.ADMINISTRATOR)


def _languages() -> list[tuple[str, str]]:
    return [(code, term_words("languages", code)) for code in terms.codes("languages")]


def reviewers() -> Any:
    """People who may review."""
    found = Person.objects.filter(is_active=True, memberships__role__in=REVIEWERS)
    return found.distinct().order_by("name", "email")


class ProjectForm(VersionedForm, AudienceFields):
    title = forms.CharField(label=_("Title"), max_length=300)
    purpose = forms.CharField(label=_("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    language = forms.ChoiceField(label=_("Working language"), choices=lazy(_languages, list), initial="en")
    mode = forms.ChoiceField(
        label=_("How it is coded"), choices=ReviewProject.Mode.choices, initial=ReviewProject.Mode.DOUBLE
    )
    coordinator = forms.ModelChoiceField(
        Person.objects.none(), label=_("Coordinator"), help_text=_("Rules where coders differ, and so does not code.")
    )
    field_order = ("title", "purpose", "language", "mode", "coordinator")

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["coordinator"].queryset = reviewers()


class GiveForm(forms.Form):
    """A document, or a part of it, for people to code."""

    document = forms.ModelChoiceField(ReviewedDocument.objects.none(), label=_("Document"))
    coders = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Coders"), widget=forms.CheckboxSelectMultiple
    )
    first = forms.IntegerField(label=_("From passage"), min_value=1, required=False)
    last = forms.IntegerField(
        label=_("To passage"), min_value=1, required=False, help_text=_("Both left empty: the whole document.")
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = ReviewedDocument.objects.visible_to(person).exclude(state=ReviewedDocument.State.RELEASED)
        self.fields["document"].queryset = rows
        self.fields["coders"].queryset = reviewers()


class FinishForm(forms.Form):
    """Nothing is asked; sending it is the answer."""


class EntryForm(VersionedForm):
    definition = forms.CharField(label=_("What it means"), widget=forms.Textarea(attrs={"rows": 2}))
    use = forms.CharField(label=_("When it is given"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    not_use = forms.CharField(label=_("When it is not"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    example = forms.CharField(
        label=_("Example"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("In words of your own, not those of a real document."),
    )  # fmt: skip
