"""The tables and the drawing of a brief: groups by mechanism, positions by cycle, recommendations by year."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tessera.recommendations.selectors.briefing import Briefing
from tessera.reports.charts import drawing_kept
from tessera.reports.localised import is_mirrored, language_now, number_words
from tessera.reports.strips import Strip, strips_svg
from tessera.vocabulary import terms

from .citing import position_words
from .document import Chart, Matrix
from .telling import families_of, upr_total, years_words

POSITIONS = ("supported", "partly-supported", "noted", "not-supported", "implemented", "pending")
NONE = "–"
MOST_YEARS = 24
AXIS, ROW = 5.0, 9.0  # millimetres


def tables(facts: Briefing) -> Iterator[Matrix]:
    """Those that have rows."""
    if facts.focus.total:
        yield _groups_by_family(facts)
    if facts.focus.positions:
        yield _positions_by_cycle(facts)


def chart(facts: Briefing) -> Chart | None:
    """A row of columns for each family of mechanisms; None where no year is known."""
    years = [year for year, _count in facts.focus.years][-MOST_YEARS:]
    crossed = facts.focus.crossed.get(("year", "family"), {})
    families = [one for one in families_of(facts) if any(one in crossed.get(year, {}) for year in years)]
    if not years or not families:
        return None
    own = language_now()
    strips = [
        Strip(terms.label("mechanisms", one, own), [crossed.get(year, {}).get(one, 0) for year in years])
        for one in families
    ]
    title = _("Recommendations by year and mechanism")
    said = [
        f"{strip.label}: " + "; ".join(f"{year}: {n}" for year, n in zip(years, strip.numbers, strict=True) if n)
        for strip in strips
    ]
    words = {"title": title, "description": years_words(facts)}
    key = ["strips", [[strip.label, *strip.numbers] for strip in strips], years, words, own]
    svg = drawing_kept(key, lambda: strips_svg(strips, years, **words, mirrored=is_mirrored(own)))
    return Chart(svg, title, f"{title}. {'. '.join(said)}.", AXIS + ROW * len(strips))


def _groups_by_family(facts: Briefing) -> Matrix:
    own, families = language_now(), families_of(facts)
    crossed = facts.focus.crossed.get(("group", "family"), {})
    counts = dict(facts.focus.of("group"))
    rows = [
        (
            terms.label("groups", code, own),
            *(_cell(crossed.get(code, {}).get(one, 0)) for one in families),
            number_words(counts[code]),
        )
        for code in terms.codes("groups")
        if code in counts
    ]
    by_family = dict(facts.focus.of("family"))
    total = (_("All, each counted once"), *(_cell(by_family.get(one, 0)) for one in families))
    return Matrix(
        caption=_("Recommendations by group concerned and mechanism"),
        header=(_("Group concerned"), *(terms.label("mechanisms", one, own) for one in families), _("All mechanisms")),
        rows=(*rows, (*total, number_words(facts.focus.total))),
        last_is_total=True,
    )


def _positions_by_cycle(facts: Briefing) -> Matrix:
    seen = [code for code in POSITIONS if any(code in rows for rows in facts.focus.positions.values())]
    further = {code for rows in facts.focus.positions.values() for code in rows} - set(seen)
    columns = [*seen, *sorted(further)]
    rows = []
    for cycle, counts in facts.focus.positions.items():
        total = upr_total(facts, cycle) or sum(counts.values())
        rows.append((cycle, number_words(total), *(_share(counts.get(code, 0), total) for code in columns)))
    heads = (position_words(code).capitalize() for code in columns)
    return Matrix(
        caption=_("The State’s positions on these recommendations in the Universal Periodic Review"),
        header=(_("Cycle"), _("Recommendations"), *heads),
        rows=tuple(rows),
    )


def _cell(number: int) -> str:
    return number_words(number) if number else NONE


def _share(number: int, total: int) -> str:
    """ "12 (80 %)"."""
    return f"{number_words(number)} ({round(100 * number / total)}%)" if number and total else _cell(number)
