"""What the codes of recommendations are called in the reader's language: facets and their values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tessera.recommendations.models import ThemeLabel
from tessera.search.folding import fold
from tessera.vocabulary import guidance_note, mechanisms, terms, themes, treaties

from .formats import country_words

TITLES: dict[str, str | Promise] = {
    "country": _("Country"),
    "region": _("Region"),
    "family": _("Kind of mechanism"),
    "mechanism": _("Mechanism"),
    "type": _("Kind of passage"),
    "position": _("Position of the State"),
    "state": _("Recommending State"),
    "group": _("Group concerned"),
    "intersection": _("Also concerns"),
    "theme": _("Theme"),
    "label": _("Groups given by"),
    "focus": _("Focus"),
    "treaty": _("Treaty"),
    "gnr": _("Guidance Note"),
    "sdg": _("Sustainable Development Goal"),
    "addressee": _("Addressee"),
    "document": _("Document"),
    "cycle": _("UPR cycle"),
    "session": _("Session"),
    "language": _("Language"),
    "year": _("Year"),
}
FAMILIES = {
    "region": "regions",
    "family": "mechanisms",
    "group": "groups",
    "intersection": "intersections",
    "type": "recommendation-kinds",
    "position": "positions",
    "addressee": "addressees",
    "language": "languages",
    "focus": "focus",
    "label": "label-givers",
}
SHORT = {"gnr": "GNR", "sdg": "SDG"}  # where a list's heading says what its numbers are of


def value_words(facet: str, code: str, *, labels: dict[str, str] | None = None) -> str:
    """What a facet's value is called; the code in words where nobody named it. `labels` are themes of sources."""
    if facet in ("country", "state"):
        return country_words(code)
    if facet in FAMILIES:
        return term_words(FAMILIES[facet], code)
    if facet == "mechanism":
        return mechanisms.body(code).short_in(get_language() or "en")
    if facet == "theme":
        return theme_words(code, labels=labels)
    if facet == "treaty":
        return treaties.treaty(code).short if code in treaties.treaties() else code
    if facet == "gnr":
        return guidance_words(code)
    if facet == "cycle":
        return gettext("Cycle %(number)s") % {"number": code}
    if facet == "year":
        return code.replace("-", "–")
    return code.upper() if facet == "document" else code


def short_words(facet: str, code: str) -> str:
    """The same, with numbers of goals and of the Guidance Note as they are cited."""
    return f"{SHORT[facet]} {code}" if facet in SHORT else value_words(facet, code)


def theme_words(code: str, *, labels: Mapping[str, str] | None = None) -> str:
    """A theme's name in the reader's language; one that only a source knows is called as the source calls it."""
    if code in themes.themes():
        return themes.label(code, get_language() or "en")
    return (labels or {}).get(code) or themes.label(code)


def themes_named() -> list[tuple[str, str]]:
    """Code and name of every theme that the vocabulary knows, by name, for a person to choose from."""
    return sorted(((code, theme_words(code)) for code in themes.themes()), key=lambda pair: fold(pair[1]))


def language_of(facet: str, code: str) -> str:
    """ "en" where a value is shown in English, or as it came, on a page in another language; else ""."""
    own = (get_language() or "en")[:2]
    if own == "en":
        return ""
    if facet == "theme":
        return "" if own in themes.names().get(code, ()) else "en"
    if facet == "mechanism":
        body = mechanisms.body(code)
        return "" if own in (body.names or ()) or body.short.isupper() else "en"
    return ""


def position_words() -> dict[str, str]:
    """All positions by code; "" is what no source tells."""
    named = {code: value_words("position", code) for code in terms.codes("positions")}
    return named | {"": gettext("No position in any source")}


def body_words(code: str) -> str:
    """A body by its full name and what people call it."""
    one, own = mechanisms.body(code), get_language() or "en"
    name, short = one.name_in(own), one.short_in(own)
    return name if short in (name, one.code) else f"{name} ({short})"


def term_words(family: str, code: str) -> str:
    """The label of a code in the reader's language; the code as words where the family does not hold it."""
    try:
        return terms.label(family, code, (get_language() or "en")[:2])
    except KeyError:
        return code.replace("-", " ").capitalize()


def guidance_words(number: str) -> str:
    try:
        title = guidance_note.recommendation(int(number)).title.in_language((get_language() or "en")[:2])
    except (KeyError, ValueError, IndexError):
        return number
    return f"{number} {title}"


def mechanism_words(code: str) -> str:
    """The full name of a body that recommends."""
    return mechanisms.body(code).name_in(get_language() or "en") if code else ""


def mechanism_address(code: str) -> str:
    """The page of a body; of one that only a source names, the search for it."""
    if code in mechanisms.bodies():
        return reverse("web:mechanism", args=[code])
    return f"{reverse('web:recommendations')}?{urlencode({'mechanism': code.replace(',', ' ')})}"


def labels_of_sources(codes: Collection[str]) -> dict[str, str]:
    """The labels of themes that only a source knows, by code."""
    unknown = [code for code in codes if code not in themes.themes()]
    return dict(ThemeLabel.objects.filter(code__in=unknown).values_list("code", "label")) if unknown else {}
