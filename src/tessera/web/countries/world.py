"""All countries: a map in squares and a list by region. It counts recommendations and says nothing of conduct."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tessera.recommendations.selectors.finding import FOCUS, RECOMMENDING, mechanism_filter
from tessera.recommendations.selectors.portraits import portrait
from tessera.reports.figures import Figure
from tessera.reports.tabular import TabularColumn
from tessera.reports.tile_map import SHARES, Tile, bounds_of, shade_of, tiles_figure
from tessera.vocabulary import mechanisms, terms
from tessera.vocabulary.countries import country
from tessera.vocabulary.tile_map import tiles
from tessera.web import portraits
from tessera.web.formats import Counted, country_words
from tessera.web.recommendation_words import body_words, themes_named, value_words
from tessera.web.remembered import remembered

ALL = ("", gettext_lazy("All"))
FIRST, LAST = 1900, 2100


class WorldForm(forms.Form):
    """What the map counts."""

    show = forms.ChoiceField(
        label=gettext_lazy("Shade by"),
        required=False,
        choices=[
            ("count", gettext_lazy("number of recommendations")),
            ("share", gettext_lazy("share of all recommendations to the country")),
        ],
    )
    focus = forms.ChoiceField(
        label=gettext_lazy("Concerning"),
        required=False,
        choices=[("", gettext_lazy("minorities and racial discrimination")), ("all", gettext_lazy("anything"))],
    )
    group = forms.ChoiceField(label=gettext_lazy("Group concerned"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    mechanism = forms.ChoiceField(label=gettext_lazy("Mechanism"), required=False)
    first = forms.IntegerField(label=gettext_lazy("From year"), required=False, min_value=FIRST, max_value=LAST)
    last = forms.IntegerField(label=gettext_lazy("To year"), required=False, min_value=FIRST, max_value=LAST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = {
            "group": [(code, value_words("group", code)) for code in terms.codes("groups")],
            "theme": themes_named(),
            "mechanism": [
                (value_words("family", family), [(family, _("All of them")), *_bodies(family)])
                for family in terms.codes("mechanisms")
            ],
        }
        for name, choices in chosen.items():
            self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]

    def narrowing(self) -> list[tuple[str, str]]:
        """What narrows the count, beside mechanism and years."""
        data = self.cleaned_data
        found = [(name, data[name]) for name in ("group", "theme") if data[name]]
        return found if data["focus"] == "all" else [FOCUS, *found]

    def frame(self) -> list[tuple[str, str]]:
        """Mechanism and years: what a share is of, too."""
        data = self.cleaned_data
        found = [mechanism_filter(data["mechanism"])] if data["mechanism"] else []
        if data["first"] or data["last"]:
            found.append(("year", f"{data['first'] or FIRST}-{data['last'] or LAST}"))
        return [*found, RECOMMENDING]


@dataclass(frozen=True, slots=True)
class Line:
    """One country's count, out of `whole` where shares are shown."""

    code: str
    name: str
    count: int
    whole: int
    url: str
    page: str

    @property
    def share(self) -> int | None:
        return round(100 * self.count / self.whole) if self.whole else None


def _bodies(family: str) -> list[tuple[str, str]]:
    return [
        (one.code, body_words(one.code)) for one in mechanisms.bodies().values() if one.family == family != one.code
    ]


@remembered
def world_page(request: HttpRequest) -> HttpResponse:
    """?show=, ?focus=, ?group=, ?theme=, ?mechanism=, ?first= and ?last= year; ?table=countries gives the list."""
    form = WorldForm(request.GET)
    if not form.is_valid():
        problem = _("The map cannot be drawn from what the address asks for: see the marked fields.")
        return render(request, "countries/world.html", {"form": form, "problem": problem}, status=400)
    by_share = form.cleaned_data["show"] == "share"
    lines = _lines(request.user, form, by_share=by_share)
    table = _table(lines, by_share=by_share)
    if (file := portraits.file_asked(request, [("countries", table)], name="countries")) is not None:
        return file
    sentence = _sentence(lines, form, by_share=by_share)
    context = {
        "form": form,
        "by_share": by_share,
        "sentence": sentence,
        "svg": _map(lines, by_share=by_share, sentence=sentence),
        "regions": _by_region(lines),
        "total": sum(line.count for line in lines),
    }
    return render(request, "countries/world.html", context)


def _lines(viewer: Any, form: WorldForm, *, by_share: bool) -> list[Line]:
    """Every State, and whichever other country or area was recommended something, by name."""
    frame, narrowing = form.frame(), form.narrowing()
    counts = dict(portrait(viewer, filters=[*frame, *narrowing], facets=("country",), crossed=()).of("country"))
    whole = dict(portrait(viewer, filters=frame, facets=("country",), crossed=()).of("country")) if by_share else {}
    scope = dict([*frame, *narrowing])
    own = {"focus": "all"} if form.cleaned_data["focus"] == "all" else {}
    rows = [
        Line(
            code,
            country_words(code),
            counts.get(code, 0),
            whole.get(code, 0),
            portraits.search_url(scope, country=code),
            portraits.page_of("country", code) + (f"?{urlencode(own)}" if own else ""),
        )
        for code in {*tiles(), *counts, *whole}
    ]
    return sorted(rows, key=lambda line: line.name)


def _map(lines: list[Line], *, by_share: bool, sentence: str) -> str:
    bounds = SHARES if by_share else bounds_of([line.count for line in lines])
    shown = [
        Tile(
            line.code,
            shade_of((line.share or 0) if by_share else line.count, bounds) or (1 if line.count else 0),
            line.page,
            _tip(line, by_share=by_share),
        )
        for line in lines
    ]
    return tiles_figure(
        shown,
        bounds=bounds,
        none=_("none"),
        unit="%" if by_share else "",
        title=_("Recommendations by country"),
        sentence=sentence,
    )


def _tip(line: Line, *, by_share: bool) -> str:
    words = {"name": line.name, "n": Counted(line.count), "whole": Counted(line.whole), "share": line.share}
    if by_share:
        return _("%(name)s: %(n)s of %(whole)s recommendations, %(share)s %%") % {**words, "share": line.share or 0}
    return ngettext("%(name)s: %(n)s recommendation", "%(name)s: %(n)s recommendations", line.count) % words


def _sentence(lines: list[Line], form: WorldForm, *, by_share: bool) -> str:
    told = sum(1 for line in lines if line.count)
    what = ngettext(
        "%(n)s country or area received recommendations: %(terms)s.",
        "%(n)s countries or areas received recommendations: %(terms)s.",
        told,
    ) % {"n": Counted(told), "terms": "; ".join(_terms(form))}
    if not by_share:
        return what
    return f"{what} " + _(
        "A share is of all recommendations to the country in Tessera that the chosen mechanism and years leave."
    )


def _terms(form: WorldForm) -> list[str]:
    """What is counted, in words."""
    found = [value_words(name, value) for name, value in form.narrowing()]
    found += [value_words(name, value) for name, value in form.frame() if name in ("mechanism", "family")]
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    if first or last:
        found.append(f"{first or '…'}–{last or '…'}")
    return found or [_("about anything, by any mechanism, in any year")]


def _by_region(lines: list[Line]) -> list[tuple[str, str, list[Line]]]:
    regions = [(code, value_words("region", code)) for code in terms.codes("regions")]
    found = [(code, label, [line for line in lines if country(line.code).region == code]) for code, label in regions]
    return [one for one in found if one[2]]


def _table(lines: list[Line], *, by_share: bool) -> Figure:
    columns = [TabularColumn("iso3", "ISO 3166"), TabularColumn("country", _("Country or area"))]
    columns.append(TabularColumn("recommendations", _("Recommendations")))
    rows: list[list[Any]] = [[line.code, line.name, line.count] for line in lines]
    if by_share:
        columns += [TabularColumn("of", _("Of all to the country")), TabularColumn("per_cent", _("Per cent"))]
        rows = [[*row, line.whole, line.share] for row, line in zip(rows, lines, strict=True)]
    return Figure("", "", "", columns, rows)
