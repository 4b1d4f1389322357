"""The forms of indicators, values, criteria and ratings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Organisation
from tessera.plans.measures import measures
from tessera.plans.models import Indicator, IndicatorRating
from tessera.plans.services.indicators import LEVELS
from tessera.recommendations.models import Document
from tessera.vocabulary.disaggregation import axes
from tessera.web.form_fields import AudienceFields, DateInput
from tessera.web.form_pages import VersionedForm

AUDIENCE = ["audience", "audience_group", "audience_people"]


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def amount(label: Any, **kw: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, **kw)


class MilestonesField(forms.CharField):
    """One on each line, a day and a value: "2031-12-31 40"; kept as a list of {"day", "value"}."""

    def __init__(self, **kw: Any) -> None:
        help_text = _("One on each line: the day, then the value, such as 2031-12-31 40.")
        super().__init__(widget=text_area(3), required=False, help_text=help_text, **kw)

    def to_python(self, value: Any) -> list[dict[str, str]]:
        return [self._one(line) for line in str(value or "").splitlines() if line.strip()]

    def _one(self, line: str) -> dict[str, str]:
        try:
            day, figure = line.split()
            found = {"day": date.fromisoformat(day).isoformat(), "value": str(Decimal(figure))}
        except (ValueError, InvalidOperation):
            words = _("“%(line)s” is no day and value; write 2031-12-31 40.")
            raise forms.ValidationError(words, params={"line": line.strip()[:60]}) from None
        if not Decimal(figure).is_finite():
            raise forms.ValidationError(
                _("“%(line)s” is no day and value; write 2031-12-31 40."), params={"line": line}
            )
        return found

    def prepare_value(self, value: Any) -> str:
        if not isinstance(value, list):
            return value or ""
        return "\n".join(f"{one['day']} {one['value']}" for one in value)


class IndicatorForm(AudienceFields, VersionedForm):
    title = forms.CharField(label=_("Indicator"), max_length=300)
    definition = forms.CharField(
        label=_("Definition"), widget=text_area(3), required=False, help_text=_("What counts, and what does not.")
    )
    measure = forms.ChoiceField(
        label=_("Counted by the platform"),
        required=False,
        help_text=_("What the platform counts itself is not typed."),
    )
    unit = forms.CharField(label=_("Unit"), max_length=60, required=False, help_text=_("Such as: people, events."))
    counts_people = forms.BooleanField(label=_("It counts people"), required=False)
    adds_up = forms.BooleanField(label=_("Values of several periods are added"), required=False)
    baseline = amount(_("Baseline"), required=False)
    baseline_on = forms.DateField(label=_("Baseline of"), widget=DateInput(), required=False)
    milestones = MilestonesField(label=_("Milestones"))
    target = amount(_("Target"), required=False)
    target_on = forms.DateField(label=_("Target by"), widget=DateInput(), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    frequency = forms.ChoiceField(
        label=_("Frequency"), choices=Indicator.Frequency.choices, initial=Indicator.Frequency.YEARLY
    )
    owner = forms.ModelChoiceField(Organisation.objects.order_by("acronym", "name"), label=_("Owner"), required=False)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        nothing = ("", _("No: values are entered"))
        self.fields["measure"].choices = [nothing, *((code, one.label) for code, one in measures().items())]
        for code, axis in axes().items():
            self.fields[f"why_{code}"] = forms.CharField(
                label=_("Broken down by: %(axis)s") % {"axis": axis.label.in_language(get_language() or "en")},
                required=False,
                max_length=500,
                widget=text_area(2),
                help_text=_("Say why asking for it is lawful and safe where it is asked; else leave this empty."),
            )
        self.order_fields(["version", *(name for name in self.fields if name not in AUDIENCE), *AUDIENCE])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["disaggregation"] = {
            code: why for code in axes() if (why := str(data.pop(f"why_{code}", "") or "").strip())
        }
        return data


class ValueForm(AudienceFields, VersionedForm):
    start = forms.DateField(label=_("From"), widget=DateInput(), required=False)
    end = forms.DateField(label=_("Until"), widget=DateInput())
    value = amount(_("Value"))
    note = forms.CharField(label=_("Note"), widget=text_area(2), required=False)
    evidence_title = forms.CharField(label=_("Evidence"), max_length=300, required=False)
    evidence_url = forms.URLField(label=_("Address"), max_length=1000, assume_scheme="https", required=False)
    file = forms.FileField(label=_("File"), required=False)
    document = forms.CharField(
        label=_("UN document"), max_length=80, required=False, help_text=_("Its symbol, such as A/HRC/59/15.")
    )

    def __init__(self, *args: Any, indicator: Indicator, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.cells: dict[str, tuple[str, str]] = {}
        language = get_language() or "en"
        entered = self.initial.get("cells", {})
        self.fields["value"].label = f"{self.fields['value'].label} ({indicator.unit})"
        for code in indicator.disaggregation:
            axis = axes()[code]
            for category, label in axis.categories.items():
                name = f"cell_{code}_{category}"
                self.cells[name] = (code, category)
                words = f"{axis.label.in_language(language)}: {label.in_language(language)}"
                self.fields[name] = forms.IntegerField(label=words, min_value=0, required=False)
                self.initial[name] = entered.get(code, {}).get(category)
        first = ["version", "start", "end", "value", *self.cells]
        self.order_fields([*first, *(n for n in self.fields if n not in first and n not in AUDIENCE), *AUDIENCE])

    def clean_document(self) -> Document | None:
        symbol = self.cleaned_data["document"].strip()
        found = Document.objects.filter(symbol__iexact=symbol).first() if symbol else None
        if symbol and found is None:
            raise forms.ValidationError(_("No document with the symbol %(symbol)s is here."), params={"symbol": symbol})
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["cells"] = {}
        for name, (axis, category) in self.cells.items():
            if (count := data.pop(name, None)) is not None:
                data["cells"].setdefault(axis, {})[category] = count
        return data


class CriteriaForm(VersionedForm):
    """What each rating asks for; `version` is the number of the version that was read."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for level in LEVELS:
            self.fields[level.value] = forms.CharField(label=level.label, widget=text_area(3))


class RatingForm(forms.Form):
    rating = forms.ChoiceField(label=_("Rating"), choices=IndicatorRating.Rating.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=_("As of"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), widget=text_area(3))


class Confirm(VersionedForm):
    """A form that only confirms, of a record as it was shown."""
