"""`tessera sources`: where recommendations come from."""

from __future__ import annotations

import click

from .frame import answer, json_option, with_home


@click.command("sources")
@json_option
@with_home
def command(as_json: bool) -> None:
    """List the sources that can be imported, how much each has given, and when."""
    from tessera.recommendations.selectors.sources import sources_listed

    rows = [
        {
            "code": row.source.code,
            "title": row.source.title,
            "formats": list(row.source.formats),
            "records": row.records,
            "last_import": row.last_import.isoformat(timespec="seconds") if row.last_import else None,
        }
        for row in sources_listed()
    ]
    said = [f"{r['code']:<22} {r['records']:>9,}  {(r['last_import'] or 'never')[:10]}  {r['title']}" for r in rows]
    answer(rows, as_json=as_json, text="\n".join(said))
