"""Drawings of one or more reviewed documents, each with its sentence and its table. Documents are never ranked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from django.utils.text import Truncator
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tessera.desk_review.selectors.comparison import ANY, Comparison
from tessera.reports.bars import Amount, bars_svg
from tessera.reports.charts import drawing_kept
from tessera.reports.figures import Figure
from tessera.reports.localised import number_words
from tessera.reports.recommendation_drawings import Parted, shares_svg
from tessera.reports.tabular import TabularColumn
from tessera.vocabulary import terms

from .words import code_words, criterion_words, rating_words

LONGEST_LABEL = 54  # characters that a bar has room for
LOOKS = {
    "exceeds": "bar-done", "meets": "bar", "approaches": "bar-planned", "missing": "bar-open", "silent": "muted",
}  # fmt: skip


def figures_of(found: Comparison) -> list[tuple[str, Figure]]:
    """By name, as their tables are asked for."""
    figures = [("groups", groups_figure(found)), ("how", how_figure(found))]
    return [*figures, ("ratings", ratings_figure(found))] if len(found.documents) > 1 else figures


def groups_figure(found: Comparison) -> Figure:
    """How many passages name each group, as the machine suggests."""
    told = [(code, found.count(found.documents, code).machine) for code in terms.codes("groups")]
    return _amounts(
        _("Passages by group concerned"), "groups", told, _("A passage that names two groups counts twice.")
    )


def how_figure(found: Comparison) -> Figure:
    """How many passages address groups in each way, as the machine suggests."""
    told = [(code, found.count(found.documents, ANY, code).machine) for code in terms.codes("how")]
    return _amounts(_("Passages by how groups are addressed"), "how", told, "")


def _amounts(title: str, family: str, told: Sequence[tuple[str, int]], remark: str) -> Figure:
    amounts = [Amount(code_words(family, [code]), number) for code, number in told if number]
    columns = [TabularColumn(family, title), TabularColumn("passages", _("Passages suggested"))]
    rows = [[one.label, one.number] for one in amounts]
    if not amounts:
        return Figure(title, "", _("The machine suggests no passage."), columns, rows)
    said = " ".join(part for part in (_("As the machine suggests; no finding."), remark) if part)
    words = {"title": title, "description": f"{said} {'; '.join(f'{one.label}: {one.number}' for one in amounts)}"}
    key = ["desk review", family, [asdict(one) for one in amounts], words]
    return Figure(
        title, _drawn(key, lambda mirrored: bars_svg(amounts, **words, mirrored=mirrored)), said, columns, rows
    )


def ratings_figure(found: Comparison) -> Figure:
    """Of each criterion, how many documents have which rating: a person's where there is one."""
    title = _("Ratings by criterion")
    sentence = _(
        "Each bar is all documents that the criterion applies to. A person’s rating stands above the machine’s."
    )
    columns = [
        TabularColumn("criterion", _("Criterion")),
        TabularColumn("rating", _("Rating")),
        TabularColumn("documents", _("Documents")),
    ]
    told = {code: found.ratings_of(found.documents, code) for code in found.criteria}
    rows = [[criterion_words(c), rating_words(r), n] for c, counted in told.items() for r, n in counted.items()]
    bars = [_bar(code, counted) for code, counted in told.items() if counted]
    if not bars:
        return Figure(title, "", _("No criterion applies to these documents."), columns, rows)
    words = {
        "title": title,
        "description": f"{sentence} {'; '.join(map(_told, bars))}",
    }
    key = ["desk review ratings", [asdict(one) for one in bars], words]
    return Figure(
        title, _drawn(key, lambda mirrored: shares_svg(bars, **words, mirrored=mirrored)), sentence, columns, rows
    )


def _bar(criterion: str, counted: dict[str, int]) -> Parted:
    total = sum(counted.values())
    told = [(code, counted[code]) for code in LOOKS if code in counted]
    parts = [(LOOKS[code], number / total) for code, number in told]
    label = Truncator(criterion_words(criterion)).chars(LONGEST_LABEL)
    return Parted(label, parts, [f"{rating_words(code)}: {number_words(number)}" for code, number in told])


def _told(bar: Parted) -> str:
    return f"{bar.label}: {' · '.join(bar.words)}"


def _drawn(key: list[object], draw: Callable[[bool], str]) -> str:
    mirrored = get_language_bidi()
    return drawing_kept([*key, mirrored], lambda: draw(mirrored))
