"""Inputs of the plans' forms: recommendations, countries, organizations."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tessera.web.form_fields import CountriesField, DateInput, OrganisationsField

__all__ = ["CountriesField", "DateInput", "NumbersField", "OrganisationsField"]


class NumbersField(forms.CharField):
    """Guidance Note recommendations as people write them: "1, 2, 8-10"."""

    def to_python(self, value: Any) -> list[int]:
        found: list[int] = []
        for piece in re.split(r"[,;\s]+", str(value or "").strip()):
            bounds = re.fullmatch(r"(\d{1,2})(?:[-–](\d{1,2}))?", piece)
            if not piece:
                continue
            if not bounds:
                raise forms.ValidationError(_("“%(piece)s” is no number; write 1, 2, 8-10."), params={"piece": piece})
            first, last = int(bounds[1]), int(bounds[2] or bounds[1])
            if not 1 <= first <= last <= 19:
                raise forms.ValidationError(_("The Guidance Note has recommendations 1 to 19."))
            found += range(first, last + 1)
        return list(dict.fromkeys(found))

    def prepare_value(self, value: Any) -> str:
        return ", ".join(map(str, value)) if isinstance(value, list) else (value or "")
