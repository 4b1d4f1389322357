"""Fields that forms of several kinds of records share: days, links, people, and who may see what is entered."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience, Group, Organisation, Person
from tessera.vocabulary import countries


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def people(named: Any = ()) -> Any:
    """Who may be named: everybody who may sign in, and whoever is `named` already (a person, a key, or several)."""
    several = named if isinstance(named, list | tuple) else [named]
    kept = [getattr(one, "pk", one) for one in several if one]
    may_sign_in = Q(is_active=True, erased_at__isnull=True)
    return Person.objects.filter(may_sign_in | Q(pk__in=kept)).order_by("name", "email")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kw: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kw)


class OrganisationsField(forms.ModelMultipleChoiceField):
    """Organizations to tick, by the name that people look for."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kw: Any) -> None:
        super().__init__(Organisation.objects.order_by("acronym", "name"), required=False, **kw)

    def label_from_instance(self, organisation: Organisation) -> str:
        return f"{organisation.acronym} · {organisation.name}" if organisation.acronym else organisation.name


class PapersField(forms.CharField):
    """Papers, one on each line: its title, then its address. Kept as a list of {"title", "url"}."""

    def __init__(self, **kw: Any) -> None:
        help_text = _("One on each line: its title, then its address (https://...).")
        super().__init__(widget=text_area(4), required=False, help_text=help_text, **kw)

    def to_python(self, value: Any) -> list[dict[str, str]]:
        return [self._paper(line) for line in str(value or "").splitlines() if line.strip()]

    def _paper(self, line: str) -> dict[str, str]:
        *title, url = line.split()
        try:
            URLValidator(schemes=["http", "https"])(url)
        except forms.ValidationError:
            words = _("“%(line)s” does not end with an address such as https://example.org/paper.")
            raise forms.ValidationError(words, params={"line": line.strip()}) from None
        return {"title": " ".join(title) or url, "url": url}

    def prepare_value(self, value: Any) -> str:
        if not isinstance(value, list):
            return value or ""
        return "\n".join(f"{paper['title']} {paper['url']}" for paper in value)


class CountriesField(forms.CharField):
    """Countries by name or ISO code, separated by commas or new lines; kept as alpha-3 codes."""

    def to_python(self, value: Any) -> list[str]:
        found = []
        for printed in re.split(r"[;\n,]+", str(value or "")):
            name = printed.strip()
            if not name:
                continue
            code = countries.resolve(name)
            if code is None:
                guesses = ", ".join(countries.nearest(name)[:3])
                raise forms.ValidationError(
                    _("“%(name)s” is no country we know. Nearest: %(guesses)s."),
                    params={"name": name, "guesses": guesses or "–"},
                )
            found.append(code)
        return list(dict.fromkeys(found))

    def prepare_value(self, value: Any) -> str:
        return "; ".join(countries.country_name(c, "en") for c in value) if isinstance(value, list) else (value or "")


class AudienceFields(forms.Form):
    """Who may see what is entered; the default is the Network. Group and people are asked for where they count."""

    audience = forms.ChoiceField(
        label=_("Who may see this"), choices=Audience.choices, initial=Audience.NETWORK, required=True
    )
    audience_group = forms.ModelChoiceField(Group.objects.none(), label=_("Group"), required=False)
    audience_people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("People"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, person: Person, **kw: Any) -> None:
        super().__init__(*args, **kw)
        for name in ("audience_group", "audience_people"):
            self.fields[name].conditional = True
        self.fields["audience_group"].queryset = Group.objects.filter(pk__in=person.group_ids)
        self.fields["audience_people"].queryset = people(self.initial.get("audience_people", ()))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("audience") == Audience.GROUP and not data.get("audience_group"):
            self.add_error("audience_group", _("Choose the group that may see this."))
        if data.get("audience") == Audience.PEOPLE and not data.get("audience_people"):
            self.add_error("audience_people", _("Name the people who may see this."))
        return data
