"""`tessera report`: makes one of the reports as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .frame import Failure, answer, failing_on, with_home


@click.command("report")
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="List the reports and what each needs.")
@click.option("--plan", help="Code of a plan.")
@click.option("--country", help="A country, by name or alpha-3 code.")
@click.option("--group", help="A group concerned, by code; for group-update a working group, as in its address.")
@click.option("--theme", help="A theme, by code or label.")
@click.option("--mechanism", help="A mechanism, by code.")
@click.option("--year", help="A year, or years such as 2014-2017.")
@click.option("--since", help="The first day that is told of, such as 2026-03-01.")
@click.option("--document", multiple=True, help="A reviewed document, by its number; may be given several times.")
@click.option("--kind", help="A kind of country document, such as cca or undaf.")
@click.option("--region", help="A region or sub-region, by code.")
@click.option("--by", help="Columns: document, country, region, kind or year.")
@click.option("--lang", default="en", show_default=True, help="Language of the frame: en, fr, es, ar, ru or zh.")
@click.option("--for", "readers", default="country-team", show_default=True, help="For whom it is made.")
@click.option("--format", "form", help="docx, pdf, xlsx, html or csv; taken from the file's name if not given.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@with_home
def command(name: str | None, listing: bool, form: str | None, out: Path | None, **asked: Any) -> None:
    """Make a report and write it to a file."""
    from tessera.reports.offered import Asked, report_made, reports_offered

    offered = reports_offered()
    if listing:
        answer(None, as_json=False, text="\n".join(_line(one) for one in offered.values()))
        return
    if name is None or name not in offered:
        known = ", ".join(offered)
        raise click.UsageError(f"There is no report {name!r}; known are {known}." if name else f"Name one of: {known}.")
    if out is None:
        raise click.UsageError("Say where the file goes with --out FILE.")
    form = (form or out.suffix.lstrip(".")).lower()
    report = offered[name]
    if form not in report.formats:
        raise click.UsageError(f"{name} can be made as {', '.join(report.formats)}, not as {form or 'nothing'}.")
    for option, value in asked.items():
        if value and option not in (*report.takes, "lang", "readers"):
            raise click.UsageError(f"{name} takes no --{option}.")
    with failing_on(ValueError):
        body = report_made(report, Asked(form=form, **asked))
    try:
        out.write_bytes(body)
    except OSError as error:
        raise Failure(f"{out} cannot be written ({error.strerror}).") from error
    answer(None, as_json=False, text=f"{out}: {len(body):,} bytes.")


def _line(report: Any) -> str:
    options = " ".join(f"--{option}" for option in report.takes)
    return f"{report.name:<15} {', '.join(report.formats):<22} {report.title} [{options}]"
