"""`tessera search`: the index of recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from .frame import answer, failing_on, json_option, with_home

if TYPE_CHECKING:
    from tessera.recommendations.selectors.finding import Answer

FIRST_YEAR, LAST_YEAR = 1900, 2100
VALUES = ("country", "group", "theme", "sdg", "gnr", "position", "state", "intersection", "type")


def _filters(function: Any) -> Any:
    for name in reversed(VALUES):
        word = f"Only this {name}; several with commas between are any of them."
        function = click.option(f"--{name}", multiple=True, help=word)(function)
    return function


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@_filters
@click.option("--mechanism", multiple=True, help="A body (cerd) or a family of them (treaty-body).")
@click.option("--from", "first", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="From this year on.")
@click.option("--to", "last", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Until this year.")
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0, 10_000), default=0)
@click.option("--newest", is_flag=True, help="The newest first, not the best.")
@click.option("--exact", is_flag=True, help="Without other names of the same people.")
@json_option
@with_home
def command(
    query: tuple[str, ...],
    mechanism: tuple[str, ...],
    first: int | None,
    last: int | None,
    limit: int,
    offset: int,
    newest: bool,
    exact: bool,
    as_json: bool,
    **values: tuple[str, ...],
) -> None:
    """Search recommendations: words, "phrases", AND OR NOT, parentheses, prefix*, NEAR/5, field:value."""
    from tessera.network.models.audience import OPERATOR
    from tessera.recommendations.selectors.finding import filter_value, mechanism_filter, recommendations_find
    from tessera.recommendations.selectors.shapes import answer_shape

    with failing_on(ValueError):
        filters = [(name, filter_value(name, one)) for name, given in values.items() for one in given]
        filters += [mechanism_filter(one) for one in mechanism]
    if first or last:
        filters.append(("year", f"{first or FIRST_YEAR}-{last or LAST_YEAR}"))
    found = recommendations_find(
        OPERATOR,
        " ".join(query),
        filters=filters,
        limit=max(limit, 1),
        offset=offset,
        names=not exact,
        order="newest" if newest else "",
    )
    told = answer_shape(found, url_of=lambda record: f"/recommendations/{record.pk}/")
    told["hits"] = told["hits"][:limit]
    answer(told, as_json=as_json, text=lambda: _said(found))


def _said(found: Answer) -> str:
    lines = [f"{found.total:,} recommendations ({found.results.took_ms:.1f} ms)."]
    lines += [f"  Also searched: {', '.join(one.others)}." for one in found.results.widened]
    for one in found.found:
        r = one.record
        where = f"{r.document or r.body} {r.paragraph}".strip()
        snippet = "".join(piece for piece, _hit in one.snippet)
        lines.append(f"  {', '.join(r.countries)} {r.year or ''} {where}: {snippet}")
    return "\n".join(lines)
