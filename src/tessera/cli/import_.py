"""`tessera import`: a source's files into the index of recommendations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .frame import answer, failing_on, json_option, progress, with_home

if TYPE_CHECKING:
    from tessera.recommendations.services.importing import Imported

SHOWN = 20


@click.command("import")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@click.option(
    "--complete/--part",
    default=None,
    help="The files are all that the source has, or a part; what is missing is withdrawn only if they are all.",
)
@json_option
@with_home
def command(source: str, files: tuple[Path, ...], dry_run: bool, complete: bool | None, as_json: bool) -> None:
    """Import FILES of SOURCE (a code of `tessera sources`, or auto).

    Each file is checked whole before anything of it is written; the same file twice changes nothing.
    """
    from tessera.recommendations.services.importing import files_import

    with failing_on(ValueError), progress_told() as told:
        done = files_import(source, list(files), dry_run=dry_run, complete=complete, progress=told)
    answer(_json(source, done, dry_run=dry_run), as_json=as_json, text=lambda: "\n".join(map(_said, done)))


def progress_told() -> Any:
    """A bar on a terminal; nothing elsewhere."""
    import contextlib
    import sys

    if not sys.stderr.isatty():
        return contextlib.nullcontext(None)
    return _bar()


def _bar() -> Any:
    import contextlib

    @contextlib.contextmanager
    def bar() -> Any:
        with progress(range(0), label="Importing", length=1) as shown:
            last = 0

            def told(done: int, of: int) -> None:
                nonlocal last
                shown.length = of
                shown.update(done - last if done > last else done)
                last = done

            yield told

    return bar()


def _json(source: str, done: list[Imported], *, dry_run: bool) -> dict[str, Any]:
    total = {
        name: sum(getattr(one, name) for one in done)
        for name in ("read", "created", "updated", "unchanged", "withdrawn", "recommendations")
    }
    return {
        "source": done[0].source if source == "auto" and len({d.source for d in done}) == 1 else source,
        **total,
        "skipped": [{"record": key or str(place), "index": place, "reason": why} for d in done for key, place, why in d.skipped],
        "remarks": [
            {"record": key or str(place), "index": place, "message": said} for d in done for key, place, said in d.remarks
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
