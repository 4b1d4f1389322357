"""Forms of nominations."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience
from tessera.vocabulary import terms
from tessera.web.form_pages import VersionedForm
from tessera.web.recommendation_words import term_words


def codes(family: str) -> list[tuple[str, str]]:
    return [(code, term_words(family, code)) for code in terms.codes(family)]


class PracticeForm(VersionedForm):
    reason = forms.CharField(label=_("Why it is good practice"), widget=forms.Textarea(attrs={"rows": 3}))
    transferable = forms.CharField(label=_("What makes it transferable"), widget=forms.Textarea(attrs={"rows": 3}))
    shown_by = forms.CharField(
        label=_("What shows that it was done"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Beside the document itself: an evaluation, a visit, a figure. Left empty, nothing shows it yet."),
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups concerned"), choices=lazy(lambda: codes("groups"), list), widget=forms.CheckboxSelectMultiple
    )
    how = forms.MultipleChoiceField(
        label=_("How they are addressed"), choices=lazy(lambda: codes("how"), list), widget=forms.CheckboxSelectMultiple
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class OpenForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Who may see this"),
        choices=((Audience.NETWORK, _("Network")), (Audience.PUBLIC, _("Public"))),
        widget=forms.RadioSelect,
    )
