"""Loads the fictional plan of demo.yml and demo_activities.yml, through the same services that people use."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tessera.network.models import Group, Membership, Organisation, Person
from tessera.network.services.demo import demo_data, demo_network_load
from tessera.network.services.groups import group_create, group_member_add
from tessera.plans.models import Activity, Amendment, Evidence, FundingLine, Milestone, Obstacle, Plan
from tessera.plans.models.plan import Origin

from .activities import activity_status_set, contributions_set, dependency_add
from .amendments import amendment_adopt, amendment_propose
from .applying import changes_apply
from .delivery import delivery_add
from .demo_indicators import demo_indicators_load
from .plans import plan_adopt

FOLDER = Path(__file__).resolve().parents[1]
FOUNDED = timedelta(days=420)  # so long ago the groups were set up
STATUS_OF = {"proceed": "on-track", "delay": "delayed", "block": "blocked", "finish": "done", "drop": "dropped"}


@transaction.atomic
def demo_load() -> Plan | None:
    """Load the demonstration plan; None where it was loaded before."""
    data = _data()
    today = timezone.now().date()
    code = f"{data['code']}-{today.year - 1}-{today.year + 2}"
    if Plan.objects.filter(code__startswith=data["code"]).exists():
        return None
    organisations = {o["code"]: _organisation(o) for o in data["organisations"]}
    people = {p["key"]: _person(p, organisations) for p in data["people"]}
    secretariat = people["sec"]
    demo_network_load()
    organisations = {o.code: o for o in Organisation.objects.filter(code__startswith="demo-")}
    for group in data["groups"]:
        _group(group, organisations, people, secretariat)
    plan = plan_adopt(plan=demo_draft(code=code, by=secretariat), by=secretariat, day=date(today.year - 1, 2, 1))
    rows = {a.ref: a for a in plan.activities.all()}
    for section in data["sections"]:
        for entry in section["activities"]:
            _activity(rows[entry["ref"]], entry, rows, organisations, secretariat, today)
    for entry in data["amendments"]:
        _amendment(plan, entry, secretariat)
    demo_indicators_load(plan, data, secretariat, today)
    return plan


def demo_draft(*, code: str, by: Person) -> Plan:
    """What the plan says, as a draft that nobody has adopted."""
    data, today = _data(), timezone.now().date()
    plan = Plan(code=code, title=data["title"], summary=data["summary"], audience="public", origin=Origin.PERSON)
    plan.start, plan.end = today.year - 1, today.year + 2
    plan.save()
    changes_apply(plan=plan, changes=_parts(data, today), by=by, reason="Demonstration", origin=Origin.PERSON)
    return plan


def _data() -> dict[str, Any]:
    """demo.yml, with the groups and activities of demo_activities.yml in its sections."""
    data, more = (demo_data(FOLDER / name) for name in ("demo.yml", "demo_activities.yml"))
    data["groups"] += more["groups"]
    sections = {section["ref"]: section for section in data["sections"]}
    for section in more["sections"]:
        if section["ref"] in sections:
            sections[section["ref"]]["activities"] += section["activities"]
        else:
            data["sections"].append(section)
    return data


def _organisation(entry: dict[str, Any]) -> Organisation:
    return Organisation.objects.get_or_create(code=entry["code"], defaults=entry)[0]


def _person(entry: dict[str, Any], organisations: dict[str, Organisation]) -> Person:
    """Somebody who does not exist and cannot sign in."""
    person, new = Person.objects.get_or_create(email=entry["email"], defaults={"name": entry["name"]})
    if new:
        person.set_unusable_password()
        person.save()
        Membership.objects.create(
            person=person, role=entry["role"], organisation=organisations.get(entry.get("organisation", ""))
        )
    return person


def _group(entry: dict[str, Any], organisations: Any, people: dict[str, Person], by: Person) -> None:
    if Group.objects.filter(name=entry["name"]).exists():
        return
    group = group_create(
        name=entry["name"], purpose=entry["purpose"], coordinator=organisations[entry["coordinator"]], by=by
    )
    for key in entry["members"]:
        group_member_add(group=group, person=people[key], by=by)
    group.memberships.update(since=timezone.now().date() - FOUNDED)


def _parts(data: dict[str, Any], today: date) -> list[dict[str, Any]]:
    add = partial(dict, op="add")
    changes = [
        add(kind=kind, ref=e["ref"], values={"title": e["title"], "text": e["text"], "notes": []})
        for kind, entries in (("objective", data["objectives"]), ("strategy", data["strategy"]))
        for e in entries
    ]
    changes += [add(kind="section", ref=s["ref"], values={"title": s["title"]}) for s in data["sections"]]
    for section in data["sections"]:
        for a in section["activities"]:
            values = {
                "section": section["ref"],
                "title": a["title"],
                "text": a["text"],
                "summary": "",
                "start": today.year + a["years"][0],
                "end": today.year + a["years"][1],
                "actions": [{"title": "", "text": "", "gnr": numbers} for numbers in a["gnr"]],
                "notes": [],
            }
            changes.append(add(kind="activity", ref=a["ref"], values=values))
    return changes


def _activity(
    activity: Activity, entry: dict[str, Any], rows: Any, organisations: Any, by: Person, today: date
) -> None:
    activity.funding, activity.scope = entry.get("funding", ""), entry.get("scope", "")
    activity.working_group = Group.objects.filter(name=entry.get("group")).first()
    activity.save()
    contributions_set(
        activity=activity,
        by=by,
        lead=[organisations[c] for c in entry.get("lead", [])],
        contributing=[organisations[c] for c in entry.get("contributing", [])],
    )
    for step, days, reason in entry.get("status", []):
        activity.refresh_from_db()
        activity_status_set(
            activity=activity,
            status=STATUS_OF[step],
            version=activity.version,
            by=by,
            since=today + timedelta(days=days),
            reason=reason,
            audience="public",
        )
    for needed in entry.get("needs", []):
        dependency_add(activity=activity, needed=rows[needed], by=by)
    _delivery(activity, entry, by, today)


def _delivery(activity: Activity, entry: dict[str, Any], by: Person, today: date) -> None:
    def day(offset: int | None) -> date | None:
        return today + timedelta(days=offset) if offset is not None else None

    for m in entry.get("milestones", []):
        milestone = delivery_add(
            Milestone,
            activity=activity,
            by=by,
            audience=m["audience"],
            kind=m["kind"],
            title=m["title"],
            due=day(m["due"]),
            done_on=day(m.get("done")),
        )
        if "evidence" in m:
            delivery_add(
                Evidence, activity=activity, by=by, audience=m["audience"], milestone=milestone, **m["evidence"]
            )
    for line in entry.get("money", []):
        delivery_add(FundingLine, activity=activity, by=by, audience="public", year=today.year, **line)
    for obstacle in entry.get("obstacles", []):
        delivery_add(Obstacle, activity=activity, by=by, audience="public", **obstacle)


def _amendment(plan: Plan, entry: dict[str, Any], by: Person) -> None:
    old = getattr(Activity.objects.get(plan=plan, ref=entry["ref"]), entry["field"])
    new = entry["new"] if "new" in entry else old + entry["plus"]
    change = {"op": "change", "kind": "activity", "ref": entry["ref"], "values": {entry["field"]: [old, new]}}
    amendment = amendment_propose(plan=plan, changes=[change], reason=entry["reason"], by=by)
    Amendment.objects.filter(pk=amendment.pk).update(audience="public")
    if entry.get("decision") == "adopt":
        amendment_adopt(amendment=amendment, by=by, note=entry["note"])
