"""`tessera import`: a source's files into the index of recommendations."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .frame import answer, failing_on, json_option, with_home

if TYPE_CHECKING:
    from tessera.recommendations.services.importing import Imported

SHOWN = 20
Progress = Callable[[int, int], None]


@click.command("import")
@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.option(
    "--complete/--part",
    default=None,
    help="The files are all that the source has, or a part; what is missing is withdrawn only if they are all.",
)
@click.option("--fetch", is_flag=True, help="Download the source's whole export first; goes on where it was cut off.")
@click.option("--address", help="Where to download it from, if not from where source.yml says.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=HEADING,...",
    help="What the columns of a spreadsheet hold; FIELD:VALUE for what is the same in all rows.",
)
@click.option("--show-map", is_flag=True, help="Print what the columns are taken for, and import nothing.")
@click.option("--public", is_flag=True, help="New records of a spreadsheet are for everybody, not the Network alone.")
@json_option
@with_home
def command(
    source: str,
    files: tuple[Path, ...],
    dry_run: bool,
    complete: bool | None,
    fetch: bool,
    address: str | None,
    columns: tuple[str, ...],
    show_map: bool,
    public: bool,
    as_json: bool,
) -> None:
    """Import FILES of SOURCE (a code of `tessera sources`, or auto).

    Each file is checked whole before anything of it is written; the same file twice changes nothing.
    """
    from tessera.harvest import columns_parse
    from tessera.recommendations.services.importing import export_fetch, files_import

    if fetch == bool(files):
        raise click.UsageError("Give FILES or --fetch, one of them.")
    if show_map:
        _map_show(source, files, columns, as_json=as_json)
        return
    if fetch:
        with failing_on(ValueError), progress_told("Downloading") as told:
            files = (export_fetch(source, address=address, progress=told),)
    with failing_on(ValueError), progress_told("Importing") as told:
        done = files_import(
            source,
            list(files),
            dry_run=dry_run,
            complete=complete,
            fetched=fetch,
            columns=columns_parse(columns) if columns else None,
            audience="public" if public else "",
            remembered=False,  # a list becomes public by a word said now, not by one said before
            progress=told,
        )
    answer(_json(source, done, dry_run=dry_run), as_json=as_json, text=lambda: "\n".join(map(_said, done)))


def _map_show(source: str, files: tuple[Path, ...], columns: tuple[str, ...], *, as_json: bool) -> None:
    from tessera.harvest import SourceFile, columns_parse
    from tessera.recommendations.services.column_maps import map_shown

    with failing_on(ValueError):
        said = columns_parse(columns) if columns else None
        shown = [map_shown(source, SourceFile(path, path.name), said) for path in files]
    answer(shown, as_json=as_json, text=lambda: "\n".join(map(_map_said, shown)))


def _map_said(shown: dict[str, Any]) -> str:
    """A table: each column, what it is taken for, why, and a sample."""
    rows = [
        (
            one["column"][:30],
            (one["field"] or "not taken") + ("" if one["sure"] or not one["field"] else " ?"),
            one["why"],
            (one["samples"] or [""])[0][:50],
        )
        for one in shown["columns"]
    ]
    lines = [shown["file"]]
    lines += [f"  {column:<30}  {name:<14}  {why:<10}  {sample}".rstrip() for column, name, why, sample in rows]
    lines += [f"  in all rows: {name} is {value}" for name, value in shown["fixed"].items()]
    lines += [f"  ! {shown['doubt']}"] if shown["doubt"] else []
    return "\n".join([*lines, f"  fields: {', '.join(shown['fields'])}"])


@contextlib.contextmanager
def progress_told(label: str) -> Iterator[Progress | None]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def told(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        yield told


def _json(source: str, done: list[Imported], *, dry_run: bool) -> dict[str, Any]:
    total = {
        name: sum(getattr(one, name) for one in done)
        for name in ("read", "created", "updated", "unchanged", "withdrawn", "recommendations")
    }
    return {
        "source": done[0].source if source == "auto" and len({d.source for d in done}) == 1 else source,
        **total,
        "skipped": [
            {"record": key or str(place), "index": place, "reason": why} for d in done for key, place, why in d.skipped
        ],
        "remarks": [
            {"record": key or str(place), "index": place, "message": said}
            for d in done
            for key, place, said in d.remarks
        ],
        "warnings": [said for d in done for said in d.warnings],
        "seconds": round(sum(d.seconds for d in done), 3),
        "dry_run": dry_run,
    }


def _said(done: Imported) -> str:
    would = "would be " if done.dry_run else ""
    lines = [
        f"{done.source}: {done.read:,} records read in {done.seconds:.1f} s; {done.created:,} {would}created, "
        f"{done.updated:,} updated, {done.unchanged:,} unchanged, {done.withdrawn:,} withdrawn, "
        f"{len(done.skipped):,} skipped."
    ]
    if not done.dry_run:
        lines.append(f"{done.recommendations:,} recommendations are new.")
    lines += [f"  ! {warning}" for warning in done.warnings]
    lines += [f"  {key or place}: {why}" for key, place, why in done.skipped[:SHOWN]]
    lines += [f"  {key or place}: {said}" for key, place, said in done.remarks[:SHOWN]]
    left = max(0, len(done.skipped) - SHOWN) + max(0, len(done.remarks) - SHOWN)
    return "\n".join([*lines, *([f"  … and {left:,} more; --json tells all."] if left else [])])
