"""Forms: which file to import, and what the columns of a table hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tessera.harvest import Columns, adapters
from tessera.vocabulary import countries, mechanisms

from .words import FIELDS, WHY, name_of

FIXED = {"country": _("Country, if all rows are about one"), "mechanism": _("Mechanism, if all rows are of one")}
AUDIENCES = (("network", _("The Network")), ("public", _("Everybody")))
MOST_COLUMNS = 40  # shown; the page stays light


def _sources() -> list[tuple[str, str]]:
    return [("auto", str(_("Whichever knows the file"))), *((s.code, name_of(s)) for s in adapters())]


class FileForm(forms.Form):
    """A file and its source."""

    file = forms.FileField(label=_("File"), help_text=_("Up to 20 MB and 5,000 records."))
    source = forms.ChoiceField(label=_("Source"), choices=_sources, initial="auto")


class ColumnsForm(forms.Form):
    """A select for each column of a table; what holds for all rows; whom the records are for."""

    def __init__(self, *args: Any, shown: Mapping[str, Any], audience: str = "network", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: Sequence[Mapping[str, Any]] = shown["columns"][:MOST_COLUMNS]
        names = [("", _("not taken")), *((name, FIELDS.get(name, name)) for name in shown["fields"])]
        for number, column in enumerate(self.columns):
            why = WHY.get(column["why"], "") if column["sure"] or not column["field"] else _("not sure")
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column["column"], choices=names, required=False, initial=column["field"] or "", help_text=why
            )
        for name, label in FIXED.items():
            self.fields[f"fixed_{name}"] = forms.ChoiceField(
                label=label, choices=lazy(_choices, list)(name), required=False, initial=_code(name, shown["fixed"])
            )
        self.fields["audience"] = forms.ChoiceField(
            label=_("Who may read the records that are new"), choices=AUDIENCES, initial=audience
        )
        self.kept_taken = {c["column"]: c["field"] for c in shown["columns"][MOST_COLUMNS:] if c["field"]}
        self.kept_fixed = {name: value for name, value in shown["fixed"].items() if name not in FIXED}

    @property
    def rows(self) -> list[tuple[Mapping[str, Any], Any]]:
        """Each column with its field."""
        return [(column, self[f"column_{number}"]) for number, column in enumerate(self.columns)]

    @property
    def others(self) -> list[Any]:
        return [self[name] for name in (*(f"fixed_{name}" for name in FIXED), "audience")]

    @property
    def said(self) -> Columns:
        """The map that was chosen, or, of a form that was not sent, the one that stands."""
        values = self.cleaned_data if self.is_bound else self.initial_values()
        taken = {
            column["column"]: name
            for number, column in enumerate(self.columns)
            if (name := values.get(f"column_{number}"))
        }
        fixed = {name: value for name in FIXED if (value := values.get(f"fixed_{name}"))}
        return Columns(taken | self.kept_taken, self.kept_fixed | fixed)

    def initial_values(self) -> dict[str, Any]:
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}


def _choices(name: str) -> list[tuple[str, Any]]:
    nothing = [("", "–")]
    if name == "mechanism":
        return [*nothing, *((body.code, body.short) for body in mechanisms.bodies().values())]
    language = get_language() or "en"
    named = ((code, countries.country_name(code, language)) for code in countries.countries())
    return [*nothing, *sorted(named, key=lambda one: one[1])]


def _code(name: str, fixed: Mapping[str, str]) -> str:
    """A fixed value as the select has it: whoever said it on the command line may have said a name."""
    said = fixed.get(name, "")
    known = {"country": countries.resolve, "mechanism": mechanisms.resolve}[name](said) if said else None
    return known or ""
