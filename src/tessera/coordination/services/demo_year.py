"""Loads the year of demo_year.yml: further fictional groups with their meetings, and the reports of all entities."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from tessera.coordination.models import ReportEntry, ReportRound, YearlyReport
from tessera.network.models import Group, Organisation, Person
from tessera.network.services.demo import demo_data
from tessera.plans.models import Activity
from tessera.search.outbox import outbox_changed

from .demo import PLAN, group_load

DATA = Path(__file__).resolve().parents[1] / "demo_year.yml"
State = YearlyReport.State
SUBMITTED = (State.SUBMITTED, State.ASKED_BACK, State.APPROVED)


@transaction.atomic
def demo_year_load() -> int:
    """Load the groups and reports that are missing; returns how many, 0 where all were there.

    Stands on the demonstration plan and on its round of yearly reports (demo_reports).
    """
    data = demo_data(DATA)
    secretariat = Person.objects.filter(email=data["secretariat"]).first()
    if secretariat is None:
        return 0
    circles = {g.name: g for g in Group.objects.filter(working_group__isnull=True)}
    waiting = [entry for entry in data["groups"] if entry["circle"] in circles]
    for entry in waiting:
        group_load(_whole(entry, data), circles[entry["circle"]], secretariat)
    found = ReportRound.objects.filter(plan__code__startswith=PLAN).order_by("year").first()
    return len(waiting) + (_reports(found, data["reports"], secretariat) if found else 0)


def _whole(entry: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The entry of a group with what all of them share."""
    place = {"zone": data["zone"], "place": "Online"}
    return {**entry, "first": data["first"], "meetings": [place | meeting for meeting in entry["meetings"]]}


def _reports(found: ReportRound, data: dict[str, Any], by: Person) -> int:
    """A report of each entity and field presence that the round had not asked."""
    asked = found.reports.values("organisation")
    waiting = Organisation.objects.filter(code__startswith="demo-", kind__in=data["kinds"]).exclude(pk__in=asked)
    chance = random.Random(data["seed"])  # noqa: S311  made-up data, the same each time
    organisations = list(waiting.order_by("code"))
    chance.shuffle(organisations)
    states = [State(state) for state, number in data["states"].items() for _ in range(number)]
    states += [State.NOT_BEGUN] * (len(organisations) - len(states))
    rows = [
        _report(found, one, state, data, chance) for one, state in zip(organisations, states, strict=False)
    ]  # fmt: skip
    idle = [row for row in rows if row.state == State.NOT_BEGUN]
    for row in idle[:1]:
        days, row.extension_reason = data["more_time"]
        row.extended_to = timezone.now().date() + timedelta(days=days)
    for row in idle[1:2]:
        row.absent = data["absent"]
    told = {"default_user": by, "default_change_reason": "Demonstration"}
    reports = bulk_create_with_history(rows, YearlyReport, **told)
    bulk_create_with_history(list(_entries(found, reports, data, chance)), ReportEntry, **told)
    outbox_changed(reports)
    return len(reports)


def _report(
    found: ReportRound, organisation: Organisation, state: State, data: dict[str, Any], chance: random.Random
) -> YearlyReport:
    row = YearlyReport(round=found, organisation=organisation, state=state)
    if state != State.NOT_BEGUN:
        row.summary, row.learned = chance.choice(data["summaries"]), chance.choice(data["learned"])
    if state in SUBMITTED:
        first = datetime.combine(found.opens, time(9), tzinfo=timezone.get_current_timezone())
        row.submitted_at = first + timedelta(days=chance.randint(5, 50), minutes=chance.randint(0, 480))
    if state == State.APPROVED:
        row.approved_at = row.submitted_at + timedelta(days=chance.randint(1, 6))
    if state == State.ASKED_BACK:
        row.question = data["question"]
    return row


def _entries(
    found: ReportRound, reports: list[YearlyReport], data: dict[str, Any], chance: random.Random
) -> Iterator[ReportEntry]:
    """What each report says of the activities of its entity in that year; of other work where it has none."""
    running = Activity.objects.filter(plan=found.plan, start__lte=found.year, end__gte=found.year)
    theirs: dict[int, list[int]] = defaultdict(list)
    for organisation, activity in running.order_by("order").values_list("contributions__organisation", "pk"):
        theirs[organisation].append(activity)
    for report in reports:
        if report.state == State.NOT_BEGUN:
            continue
        for activity in theirs.get(report.organisation_id) or [None]:
            words = chance.choice(data["done"]).format(a=chance.randint(2, 9), b=chance.randint(10, 80))
            own = report.organisation.countries
            countries = own or sorted(chance.sample(data["countries"], chance.randint(1, 3)))
            yield ReportEntry(
                report=report,
                activity_id=activity,
                text=words,
                late=chance.choice(data["late"]),
                learned=chance.choice(data["learned"]),
                countries=countries,
            )
