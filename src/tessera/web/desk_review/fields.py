"""Forms of the desk review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tessera.desk_review.models import CriterionRating
from tessera.desk_review.services.documents import FIRST_YEAR, LAST_YEAR
from tessera.vocabulary import countries, terms
from tessera.vocabulary.document_kinds import document_kinds
from tessera.web.form_fields import DateInput
from tessera.web.form_pages import VersionedForm
from tessera.web.formats import country_words
from tessera.web.recommendation_words import term_words

from .words import Choices, kind_words

AS_IT_SAYS = ("", _("As the document says"))
DAYS = 28  # for the country team, where nobody says otherwise
YES_NO = (("yes", _("Yes")), ("no", _("No")))


def kinds() -> Choices:
    return [(code, kind_words(code)) for code in document_kinds()]


def named_countries(*also: str) -> Choices:
    codes = {*countries.countries(), *(code for code in also if code)}
    return sorted(((code, country_words(code)) for code in codes), key=lambda pair: pair[1])


def codes(family: str) -> Choices:
    return [(code, term_words(family, code)) for code in terms.codes(family)]


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; its value is a list."""

    widget = FilesInput(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several or [None]]


class FileForm(forms.Form):
    file = FilesField(
        label=_("Files"),
        help_text=_(
            "PDF, Word (.docx), .odt, HTML or text, up to 20 MB together; or one archive (.zip) of them, up to 200 MB."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind of document"), required=False, choices=lazy(lambda: [AS_IT_SAYS, *kinds()], list)
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=lazy(lambda: [AS_IT_SAYS, *named_countries()], list)
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=500,
        help_text=_("Of a single file. Left empty, as the document says."),
    )


class DocumentForm(VersionedForm):
    title = forms.CharField(label=_("Title"), max_length=500)
    kind = forms.ChoiceField(label=_("Kind of document"), choices=lazy(kinds, list))
    country = forms.ChoiceField(label=_("Country"), required=False)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR,
        help_text=_("Of several years, the first."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["country"].choices = [("", "–"), *named_countries(self.initial.get("country", ""))]


class WordForm(forms.Form):
    """What a person says of a passage."""

    relevant = forms.ChoiceField(
        label=_("Does it concern minorities or racial discrimination?"), choices=YES_NO, widget=forms.RadioSelect
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups concerned"),
        required=False,
        choices=lazy(lambda: codes("groups"), list),
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.MultipleChoiceField(
        label=_("How they are addressed"),
        required=False,
        choices=lazy(lambda: codes("how"), list),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RatingForm(VersionedForm):
    rating = forms.ChoiceField(
        label=_("Your rating"), required=False, choices=[("", _("None yet")), *CriterionRating.Rating.choices]
    )
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


def four_weeks_on() -> Any:
    return timezone.now().date() + timedelta(days=DAYS)


class SendForm(forms.Form):
    until = forms.DateField(label=_("Comments until"), widget=DateInput())


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))
