"""How labels are made by rules: what follows from a theme, a group or an intersection, for reading and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.reports.tabular import TabularColumn, tabular_csv
from tessera.vocabulary import guidance_note
from tessera.vocabulary.crosswalk import goals_of_group, goals_of_theme
from tessera.vocabulary.naming import naming_rules
from tessera.vocabulary.tags import guidance_of_intersection, guidance_of_theme, guidance_taggable
from tessera.web.formats import country_words
from tessera.web.portraits import search_url
from tessera.web.recommendation_words import TITLES, guidance_words, value_words
from tessera.web.remembered import remembered

Named = list[tuple[str, str]]  # words and the address of the search


class Led(NamedTuple):
    """A recommendation of the Guidance Note and what leads to it; `why` says why nothing does."""

    number: str
    words: str
    from_what: Named
    why: str


@remembered
def label_rules(request: HttpRequest) -> HttpResponse:
    """All crosswalks, and what the rules of words ask."""
    context = {
        "guidance": [_led(one) for one in guidance_note.recommendations()],
        "goals": [*_goals("theme", goals_of_theme()), *_goals("group", goals_of_group())],
        "rules": [
            (value_words("group" if one.family == "groups" else "intersection", one.code), one.id, _where(one))
            for one in naming_rules()
            if one.family == "groups"
        ],
        "trail": [(_("Recommendations"), reverse("web:recommendations")), (_("How rules label"), "")],
    }
    return render(request, "recommendations/label_rules.html", context)


def label_rules_file(_request: HttpRequest) -> StreamingHttpResponse:
    """The crosswalks as CSV: what leads, and to what."""
    columns = [TabularColumn(key, key) for key in ("from", "code", "to", "value")]
    response = StreamingHttpResponse(tabular_csv(columns, _rows()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="crosswalks.csv"'
    return response


def _rows() -> Iterator[Sequence[Any]]:
    tables: list[tuple[str, str, Mapping[str, Sequence[Any]]]] = [
        ("theme", "gnr", guidance_of_theme()),
        ("intersection", "gnr", guidance_of_intersection()),
        ("theme", "sdg", goals_of_theme()),
        ("group", "sdg", goals_of_group()),
    ]
    for leads, to, table in tables:
        yield from ((leads, code, to, str(value)) for code, values in table.items() for value in values)


def _led(one: guidance_note.Recommendation) -> Led:
    tables = (("theme", guidance_of_theme()), ("intersection", guidance_of_intersection()))
    led = [_linked(facet, code) for facet, table in tables for code, numbers in table.items() if one.number in numbers]
    return Led(str(one.number), guidance_words(str(one.number)), led, "" if led else _why_none(one))


def _why_none(one: guidance_note.Recommendation) -> str:
    if not one.confirmed:
        return _("Its wording has not been confirmed here.")
    if one.number not in guidance_taggable():
        return _("It is about the United Nations’ own staff.")
    return _("No theme of recommendations to States answers to it.")


def _goals(facet: str, table: Mapping[str, Sequence[str]]) -> list[tuple[Any, tuple[str, str], Named]]:
    return [
        (TITLES[facet], _linked(facet, code), [(goal, search_url({}, sdg=goal)) for goal in goals])
        for code, goals in table.items()
    ]


def _linked(facet: str, code: str) -> tuple[str, str]:
    return value_words(facet, code), search_url({}, **{facet: code})


def _where(rule: Any) -> str:
    if rule.places:
        return _("only in: %(countries)s") % {"countries": ", ".join(sorted(map(country_words, rule.places)))}
    if rule.not_places:
        return _("not in: %(countries)s") % {"countries": ", ".join(sorted(map(country_words, rule.not_places)))}
    return _("everywhere")
