"""Making a pack, what may be changed of it, and logging a dispatch."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tessera.network.models import Audience
from tessera.recommendations.models import Pack, PackDispatch
from tessera.recommendations.selectors.finding import filter_value
from tessera.recommendations.selectors.packs import Scope
from tessera.recommendations.services import packs as services
from tessera.vocabulary import countries, mechanisms, readers, terms
from tessera.vocabulary.texts import LANGUAGES
from tessera.web.access import guarded, require
from tessera.web.form_pages import VersionedForm, form_page, submitted
from tessera.web.formats import country_words
from tessera.web.recommendation_words import theme_words, themes_named

from .pack import pack_or_404

ANY = ("", gettext_lazy("Any"))
AUDIENCES = [(one.value, one.label) for one in (Audience.NETWORK, Audience.PUBLIC)]
SCOPE = ("country", "group", "theme", "mechanism")


class PackForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Group concerned"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    mechanism = forms.ChoiceField(label=gettext_lazy("Mechanism"), required=False)
    first_year = forms.IntegerField(label=gettext_lazy("From year"), min_value=1945, max_value=2100, required=False)
    last_year = forms.IntegerField(label=gettext_lazy("Until year"), min_value=1945, max_value=2100, required=False)
    readers = forms.ChoiceField(label=gettext_lazy("For"))
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    note = forms.CharField(
        label=gettext_lazy("Covering note"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=gettext_lazy("Stands at the front, in your own words."),
    )
    audience = forms.ChoiceField(label=gettext_lazy("Who may open it by its link"), choices=AUDIENCES)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        own = (get_language() or "en")[:2]
        asked = str(self.data.get("country") or self.initial.get("country") or "")
        codes = [*countries.countries(), *(code for code in countries.fictional() if code == asked)]
        named = sorted((country_words(code), code) for code in codes)
        offered: dict[str, list[tuple[str, Any]]] = {
            "country": [ANY, *((code, name) for name, code in named)],
            "group": [ANY, *((t.code, t.label.in_language(own)) for t in terms.terms("groups"))],
            "theme": [ANY, *themes_named()],
            "mechanism": [ANY, *((b.code, b.name_in(own)) for b in mechanisms.bodies().values())],
            "readers": [(r.code, r.label.in_language(own)) for r in readers.readers().values()],
            "language": [(code, terms.endonym(code)) for code in LANGUAGES],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first_year") and data.get("last_year") and data["last_year"] < data["first_year"]:
            self.add_error("last_year", _("The last year is before the first."))
        return data


class NoteForm(VersionedForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    note = forms.CharField(
        label=gettext_lazy("Covering note"), widget=forms.Textarea(attrs={"rows": 8}), required=False
    )


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=gettext_lazy("Who may open it by its link"), choices=AUDIENCES)


class DispatchForm(forms.Form):
    recipient = forms.CharField(
        label=gettext_lazy("To whom"),
        max_length=300,
        help_text=gettext_lazy("An organization or office; a name only where it is needed. No e-mail addresses."),
    )
    way = forms.ChoiceField(label=gettext_lazy("How"), choices=PackDispatch.Way.choices)
    sent_on = forms.DateField(label=gettext_lazy("When"), widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class ConfirmForm(forms.Form):
    """Only confirms."""


@guarded
def pack_new(request: HttpRequest) -> HttpResponse:
    """?country=, ?group=, ?theme= and ?mechanism= fill the form in."""
    require(request, "recommendations.make_pack")
    return form_page(
        request,
        submitted(request, PackForm, initial=_filled_in(request)),
        save=lambda data: services.pack_make(by=request.user, scope=_scope(data), **_own(data)),
        back=lambda made: reverse("web:pack", args=[made.pk]),
        heading=_("Make a pack"),
        intro=_("The recommendations are kept as they are worded today, so that the pack stays what was sent."),
        saved=_("The pack was made."),
        submit=_("Make the pack"),
        cancel=reverse("web:packs"),
        trail=_trail(),
    )


@guarded
def pack_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Title and covering note."""
    found = _kept(request, pk)
    initial = {"title": found.title, "note": found.note, "version": found.version}
    return form_page(
        request,
        submitted(request, NoteForm, initial=initial),
        save=lambda data: services.pack_note_change(
            pack=found, version=data["version"] or 0, title=data["title"], note=data["note"], by=request.user
        ),
        back=_address(found),
        heading=_("Edit title and covering note"),
        saved=_("Saved."),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def pack_audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Open it to the public, or close it."""
    found = _kept(request, pk)
    return form_page(
        request,
        submitted(request, AudienceForm, initial={"audience": found.audience}),
        save=lambda data: services.pack_audience_change(pack=found, audience=data["audience"], by=request.user),
        back=_address(found),
        heading=_("Who may open “%(pack)s”") % {"pack": found.title},
        saved=_("Saved."),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def pack_archive_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take it off the list; or bring it back."""
    found = _kept(request, pk)
    archived = found.archived_at is not None
    act = services.pack_restore if archived else services.pack_archive
    heading = _("Bring “%(pack)s” back?") if archived else _("Archive “%(pack)s”?")
    return form_page(
        request,
        submitted(request, ConfirmForm, initial={}),
        save=lambda data: act(pack=found, by=request.user),
        back=_address(found),
        heading=heading % {"pack": found.title},
        intro=""
        if archived
        else _("It leaves the list; its link, its files and its log stay, and it can be brought back."),
        saved=_("It is back on the list.") if archived else _("Archived."),
        submit=_("Bring back") if archived else _("Archive"),
        cancel=_address(found),
        trail=_trail(found),
    )


@guarded
def dispatch_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Log that it went to somebody."""
    found = pack_or_404(request, pk)
    require(request, "recommendations.log_dispatch", found)
    return form_page(
        request,
        submitted(request, DispatchForm, initial={"sent_on": timezone.now().date(), "way": "e-mail"}),
        save=lambda data: services.dispatch_log(pack=found, by=request.user, **data),
        back=_address(found),
        heading=_("Log a dispatch of “%(pack)s”") % {"pack": found.title},
        saved=_("Logged."),
        cancel=_address(found),
        trail=_trail(found),
    )


def _kept(request: HttpRequest, pk: int) -> Pack:
    found = pack_or_404(request, pk)
    require(request, "recommendations.keep_pack", found)
    return found


def _filled_in(request: HttpRequest) -> dict[str, Any]:
    """What the address says, as far as it is known, and a title made of it."""
    found: dict[str, Any] = {"language": (get_language() or "en")[:2], "audience": Audience.NETWORK}
    for name in SCOPE:
        if given := request.GET.get(name, ""):
            try:
                found[name] = filter_value(name, given)
            except ValueError:
                continue
    country = country_words(found["country"]) if "country" in found else ""
    group = terms.label("groups", found["group"], get_language() or "en") if "group" in found else ""
    theme = theme_words(found["theme"]) if "theme" in found else ""
    found["title"] = ": ".join(one for one in (country, group or theme) if one)
    return found


def _scope(data: dict[str, Any]) -> Scope:
    return Scope(**{name: data[name] for name in (*SCOPE, "first_year", "last_year")})


def _own(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("title", "language", "readers", "note", "audience")}


def _address(found: Pack) -> str:
    return reverse("web:pack", args=[found.pk])


def _trail(found: Pack | None = None) -> list[tuple[str, str]]:
    trail = [(_("Packs"), reverse("web:packs"))]
    return [*trail, (found.title, _address(found))] if found else trail
