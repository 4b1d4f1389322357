"""`tessera plan`: import a plan document, show a plan, list the plans."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .frame import Failure, answer, failing_on, json_option, with_home

if TYPE_CHECKING:
    from tessera.plans.services.importing import ImportPreview

LINE_CHARACTERS = 80


@click.group("plan")
def command() -> None:
    """The register of action plans."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", help="Code of the plan; taken from its title and years if not given.")
@click.option("--public", is_flag=True, help="A new plan is for the public; else it is for the Network.")
@click.option("--dry-run", is_flag=True, help="Say what would change and write nothing.")
@json_option
@with_home()
def plan_import(file: Path, code: str | None, public: bool, dry_run: bool, as_json: bool) -> None:
    """Import a plan document (.docx or .txt).

    What people have entered stays. An adopted plan takes the changes as a proposed amendment.
    """
    from tessera.network.models.audience import OPERATOR
    from tessera.plans.services.importing import plan_import_apply, plan_import_preview

    number = None
    with failing_on(ValueError):
        preview = plan_import_preview(file, code=code)
        if not dry_run:
            done = plan_import_apply(preview, by=OPERATOR, audience="public" if public else "network")
            number = done.amendment.number if done.amendment else None
    answer(
        {
            "code": preview.code,
            "title": preview.read.title,
            **preview.counts,
            "warnings": [{k: w[k] for k in ("ref", "line", "code", "message")} for w in preview.warnings],
            "amendment": number,
            "dry_run": dry_run,
        },
        as_json=as_json,
        text=lambda: _said(preview, number, dry_run=dry_run),
    )


def _said(preview: ImportPreview, amendment: int | None, *, dry_run: bool) -> str:
    lines = [f"{preview.code}: {preview.read.title}"]
    counts = preview.counts
    would = "would be " if dry_run else ""
    lines.append(f"{counts['created']} {would}created, {counts['updated']} updated, {counts['unchanged']} unchanged.")
    if amendment:
        lines.append(f"The plan is adopted: the changes are amendment {amendment} to decide on.")
    elif dry_run and preview.becomes_amendment:
        lines.append("The plan is adopted: the changes would be an amendment to decide on.")
    lines += [line for change in preview.changes for line in _change_lines(change)]
    if preview.warnings:
        lines.append(f"{len(preview.warnings)} found odd:")
    lines += [f"  line {w['line'] or '–'}: {w['message']}" for w in preview.warnings]
    return "\n".join(lines)


def _change_lines(change: dict[str, Any]) -> list[str]:
    """One line for a part, and one for each of its fields that is worded anew."""
    sign = {"add": "+", "change": "~", "drop": "-"}[change["op"]]
    values = change["values"]
    if change["op"] != "change":
        return [
            f"  {sign} {change['kind']} {change['ref']} {_short(values.get('title') or values.get('text'))}".rstrip()
        ]
    fields = [f"      {field}: {_short(old)} → {_short(new)}" for field, (old, new) in values.items()]
    return [f"  {sign} {change['kind']} {change['ref']}", *fields]


def _short(value: Any) -> str:
    """A value on one line."""
    if value in (None, "", []):
        return "nothing"
    words = " ".join(str(value).split())
    return words if len(words) <= LINE_CHARACTERS else words[: LINE_CHARACTERS - 1] + "…"


@command.command("show")
@click.argument("code", required=False)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As it stood at the end of a day (UTC).")
@json_option
@with_home()
def plan_show(code: str | None, day: datetime | None, as_json: bool) -> None:
    """Show a plan: the one with CODE, else the current one."""
    from django.utils import timezone

    from tessera.network.models.audience import OPERATOR
    from tessera.plans.selectors.plans import plan_current, plan_get
    from tessera.reports.plan_document import day_end, plan_json, plan_json_at

    plan = plan_get(OPERATOR, code) if code else plan_current(OPERATOR, timezone.now().date())
    if plan is None:
        raise Failure(f"There is no plan with the code {code}." if code else "There is no plan yet; import one.")
    document = plan_json_at(plan, OPERATOR, day_end(day.date())) if day else plan_json(plan)
    if document is None:
        raise Failure(f"{plan.code} was not in Tessera on {day:%Y-%m-%d}.")
    answer(document, as_json=as_json, text=lambda: _told(document))


def _told(document: dict[str, Any]) -> str:
    lines = [f"{document['code']}: {document['title']}"]
    for section in document["sections"]:
        lines.append(f"\n{section['number']}. {section['title']}")
        for a in section["activities"]:
            years = "–".join(str(y) for y in dict.fromkeys((a["start"], a["end"])) if y)
            gnr = ", ".join(map(str, a["gnr"])) or "none"
            lines.append(f"  {a['ref']:<4} {a['title'] or a['text'][:70]} [{years or 'no years'}; GNR {gnr}]")
    return "\n".join(lines)


@command.command("list")
@json_option
@with_home()
def plan_list(as_json: bool) -> None:
    """List the plans."""
    from tessera.network.models.audience import OPERATOR
    from tessera.plans.selectors.plans import plans_listed

    rows = [
        {
            "code": p.code,
            "title": p.title,
            "state": p.state,
            "period": {"start": p.start, "end": p.end},
            "audience": p.audience,
            "activities": p.activity_count,
        }
        for p in plans_listed(OPERATOR)
    ]
    said = "\n".join(f"{r['code']:<20} {r['state']:<8} {r['title']}" for r in rows)
    answer(rows, as_json=as_json, text=said or "There is no plan yet; import one.")
