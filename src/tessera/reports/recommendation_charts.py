"""Figures of a set of recommendations, each with its sentence and its table: by year and family, by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from tessera.recommendations.selectors.portraits import Portrait
from tessera.vocabulary import terms

from .charts import drawing_kept
from .figures import Figure
from .recommendation_drawings import Parted, YearsRow, shares_svg, years_svg
from .tabular import TabularColumn

MOST_YEARS = 80
# What is supported is darkest; what is open has no ground.
LOOKS = {
    "supported": "bar-done", "partly-supported": "bar", "mixed": "bar", "noted": "bar-planned",
    "not-supported": "muted", "implemented": "bar", "pending": "bar-open", "": "bar-open",
}  # fmt: skip
ORDER = list(LOOKS)
Counted = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many recommendations of one cycle have a position, and their share of all of that cycle in per cent."""

    position: str
    count: int
    per_cent: int

    @property
    def said(self) -> str:
        return str(self.per_cent) if self.per_cent or not self.count else "< 1"


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of the Universal Periodic Review: `total` recommendations, of which `shares` say what was answered."""

    number: str
    total: int
    shares: list[Share]


def families_by_year(found: Portrait) -> tuple[range, dict[str, list[int]]]:
    """How many recommendations of each year in each family: all years between the first and the last."""
    crossed: Counted = found.crossed.get(("year", "family"), {})
    years = range(int(found.years[0][0]), int(found.years[-1][0]) + 1) if found.years else range(0)
    families = [code for code in terms.codes("mechanisms") if found.count("family", code)]
    return years, {code: [crossed.get(str(year), {}).get(code, 0) for year in years] for code in families}


def years_figure(found: Portrait, *, years: range | None = None, most: int = 0, name: str = "") -> Figure:
    """Recommendations by year, a row for each family. `years` and `most` set the scale, for figures side by side."""
    title = _("Recommendations by year and family of mechanisms")
    if name:
        title = _("%(title)s: %(name)s") % {"title": title, "name": name}
    own, families = families_by_year(found)
    columns, rows = _years_table(own, families)
    if not families:
        return Figure(title, "", _("No recommendation here has a year and a mechanism."), columns, rows)
    sentence = _years_sentence(found)
    span = years or own
    if len(span) > MOST_YEARS:
        return Figure(title, "", sentence, columns, rows)
    lines = [
        YearsRow(
            f"{_family(code)}: {_number(found.count('family', code))}",
            [dict(zip(own, numbers, strict=True)).get(year, 0) for year in span],
        )
        for code, numbers in families.items()
    ]
    scale = max(most, *(max(line.numbers) for line in lines))
    words = {"title": title, "description": sentence}
    mirrored = get_language_bidi()
    key = ["recommendation years", [asdict(line) for line in lines], span.start, scale, words, mirrored]
    svg = drawing_kept(key, lambda: years_svg(lines, first=span.start, most=scale, **words, mirrored=mirrored))
    return Figure(title, svg, sentence, columns, rows)


def cycles_of(found: Portrait) -> list[Cycle]:
    """What was answered in each cycle of the Universal Periodic Review. What has no position in any source is said."""
    totals: Counted = found.crossed.get(("cycle", "type"), {})
    cycles = []
    for number in sorted(totals, key=lambda said: (len(said), said)):
        total = sum(totals[number].values())
        counted = dict(found.positions.get(number, {}))
        counted[""] = total - sum(counted.values())
        order = sorted(counted, key=lambda code: ORDER.index(code) if code in ORDER else len(ORDER))
        shares = [Share(code, counted[code], round(100 * counted[code] / total)) for code in order if counted[code]]
        cycles.append(Cycle(number, total, shares))
    return cycles


def positions_figure(cycles: Sequence[Cycle], words: Mapping[str, Any], *, name: str = "") -> Figure:
    """Shares of positions in each cycle. `words` names positions; "" is what no source tells."""
    title = _("Positions by cycle of the Universal Periodic Review")
    if name:
        title = _("%(title)s: %(name)s") % {"title": title, "name": name}
    columns = [
        TabularColumn("cycle", _("Cycle")),
        TabularColumn("position", _("Position")),
        TabularColumn("recommendations", _("Recommendations")),
        TabularColumn("of", _("Of recommendations in the cycle")),
        TabularColumn("per_cent", _("Per cent")),
    ]
    rows = [
        [cycle.number, str(words.get(share.position, share.position)), share.count, cycle.total, share.per_cent]
        for cycle in cycles
        for share in cycle.shares
    ]
    if not cycles:
        return Figure(title, "", _("No recommendation here is of the Universal Periodic Review."), columns, rows)
    sentence = _("Each share is of all recommendations of that cycle which are counted on this page.")
    bars = [_bar(cycle, words) for cycle in cycles]
    said = {"title": title, "description": f"{sentence} {_told(bars)}"}
    mirrored = get_language_bidi()
    key = ["recommendation positions", [asdict(bar) for bar in bars], said, mirrored]
    svg = drawing_kept(key, lambda: shares_svg(bars, **said, mirrored=mirrored))
    return Figure(title, svg, sentence, columns, rows)


def _bar(cycle: Cycle, words: Mapping[str, Any]) -> Parted:
    told = [f"{words.get(s.position, s.position)} {_number(s.count)} ({s.said} %)" for s in cycle.shares]
    label = ngettext("Cycle %(cycle)s: %(n)s recommendation", "Cycle %(cycle)s: %(n)s recommendations", cycle.total) % {
        "cycle": cycle.number,
        "n": cycle.total,
    }
    parts = [(LOOKS.get(share.position, "muted"), share.count / cycle.total) for share in cycle.shares]
    return Parted(label, parts, told)


def _told(bars: Sequence[Parted]) -> str:
    return "; ".join(f"{bar.label}: {' · '.join(bar.words)}" for bar in bars)


def _years_table(years: range, families: Mapping[str, list[int]]) -> tuple[list[TabularColumn], list[list[Any]]]:
    columns = [TabularColumn("year", _("Year")), *(TabularColumn(code, _family(code)) for code in families)]
    rows = [[year, *(numbers[at] for numbers in families.values())] for at, year in enumerate(years)]
    return columns, [row for row in rows if any(row[1:])]


def _years_sentence(found: Portrait) -> str:
    if len(found.years) == 1:
        return _("All are of %(year)s.") % {"year": found.years[0][0]}
    most = max(number for _year, number in found.years)
    year = next(year for year, number in reversed(found.years) if number == most)
    return ngettext(
        "The first is of %(first)s, the latest of %(last)s; most are of %(year)s: %(n)s recommendation.",
        "The first is of %(first)s, the latest of %(last)s; most are of %(year)s: %(n)s recommendations.",
        most,
    ) % {"first": found.years[0][0], "last": found.years[-1][0], "year": year, "n": _number(most)}


def _number(value: int) -> str:
    """As the reader's language writes numbers."""
    return format_decimal(value, locale=Locale.parse((get_language() or "en")[:2]))


def _family(code: str) -> str:
    return terms.label("mechanisms", code, (get_language() or "en")[:2])
