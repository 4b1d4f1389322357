"""A plan and all that the Network knows of it as of a day, as plain data: what a review freezes and compares.

The shape, with JSON values (days as 2015-06-30, amounts as strings):

    {"as_of": day, "plan": {"code", "state"}, "content": changes.Content,
     "activities": [{"key", "activity", "status", "since", "funding", "gnr", "leads", "contributing"}],
     "milestones": [{"key", "activity", "audience", "kind", "title", "due", "done_on"}],
     "money":      [{"key", "activity", "audience", "donor", "year", "currency", "asked", "pledged", "received",
                    "spent"}],
     "evidence":   [{"key", "activity", "audience", "milestone", "title", "url"}],
     "obstacles":  [{"key", "activity", "audience", "text", "response", "resolved_on"}],
     "indicators": [{"key", "activity", "objective", "audience", "title", "unit", "baseline", "value", "target",
                    "share", "until", "shown_by"}]}

"activity" is a reference of the plan; "key" names a row, such as "milestone:12". In it is what was recorded by the end
of the day and is for the public or the whole Network, then and now; entries for one group or for named people are not
frozen, since a review is read by others.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Value

from tessera.network.models import Audience, Organisation
from tessera.network.models.audience import OPERATOR
from tessera.plans.models import Activity, Contribution, Evidence, FundingLine, Milestone, Obstacle, Plan
from tessera.plans.selectors.content import content_at

from .frozen_indicators import indicator_rows

Body = dict[str, Any]
Row = dict[str, Any]

WIDE = (Audience.PUBLIC, Audience.NETWORK)
KINDS = ("activities", "milestones", "money", "evidence", "obstacles", "indicators")
AMOUNTS = ("asked", "pledged", "received", "spent")
FIELDS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "milestones": (Milestone, ("kind", "title", "due", "done_on")),
    "money": (FundingLine, ("donor", "year", "currency", *AMOUNTS)),
    "evidence": (Evidence, ("milestone_id", "title", "url")),
    "obstacles": (Obstacle, ("text", "response", "resolved_on")),
}
KEYS = {"milestones": "milestone", "money": "money", "evidence": "evidence", "obstacles": "obstacle"}


def plan_body(plan: Plan, day: date, *, of_network: bool | None = None) -> Body | None:
    """The plan as of the end of `day` in UTC; None where it did not exist yet.

    Where it is for one reader alone, `of_network` says which and spares reading indicators for both (body_for still
    takes the other rows away).
    """
    moment = datetime.combine(day, time.max, tzinfo=UTC)
    content = content_at(plan, OPERATOR, moment)
    if content is None:
        return None
    then = plan.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()
    activities = list(Activity.history.as_of(moment).filter(plan_id=plan.pk))
    activities.sort(key=lambda a: (a.order, a.pk))
    refs = {a.pk: a.ref for a in activities}
    body: Body = {"as_of": day, "plan": {"code": plan.code, "state": then.state}, "content": content}
    body["activities"] = _activities(activities, moment)
    audiences = _audiences_now(refs)
    for kind in FIELDS:
        body[kind] = _rows(kind, refs, audiences, moment, day)
    _evidence_joined(body)
    body["indicators"] = indicator_rows(plan, day, of_network=of_network)
    return json.loads(_canonical(body))


def body_digest(body: Body) -> str:
    """The SHA-256 of a body, however its keys are ordered."""
    return hashlib.sha256(_canonical(body).encode()).hexdigest()


def body_for(body: Body, *, of_network: bool) -> Body:
    """What of a body is for the reader: those outside the Network see its public rows alone."""
    if of_network:
        return body
    public = {
        kind: [row for row in body[kind] if row.get("audience", Audience.PUBLIC) == Audience.PUBLIC] for kind in KINDS
    }
    return {**body, **public}


def rows_by_key(body: Body) -> dict[str, Row]:
    """Every row of a body by its key, each with the kind of row it is."""
    return {row["key"]: {**row, "of": kind} for kind in KINDS for row in body[kind]}


def _canonical(body: Body) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else format(Decimal(value), "f")


def _activities(activities: list[Activity], moment: datetime) -> list[Row]:
    parts: dict[tuple[int, str], list[str]] = {}
    wanted = {a.pk for a in activities}
    names = {o.pk: o.acronym or o.name for o in Organisation.objects.only("pk", "acronym", "name")}
    for one in Contribution.history.as_of(moment).filter(activity_id__in=wanted):
        parts.setdefault((one.activity_id, one.part), []).append(names[one.organisation_id])
    return [
        {
            "key": f"activity:{a.ref}",
            "activity": a.ref,
            "status": a.status,
            "since": a.status_since,
            "funding": a.funding,
            "gnr": a.gnr,
            "leads": sorted(parts.get((a.pk, Contribution.Part.LEAD), ())),
            "contributing": sorted(parts.get((a.pk, Contribution.Part.CONTRIBUTING), ())),
        }
        for a in activities
    ]


def _audiences_now(refs: dict[int, str]) -> dict[tuple[str, int], str]:
    """Who may see each record today, by kind and id, in one query."""
    queries = [
        model.objects.order_by()
        .filter(activity__in=refs)
        .values_list(Value(kind, output_field=CharField()), "pk", "audience")
        for kind, (model, _names) in FIELDS.items()
    ]
    return {(kind, pk): audience for kind, pk, audience in queries[0].union(*queries[1:], all=True)}


def _rows(
    kind: str, refs: dict[int, str], audiences: dict[tuple[str, int], str], moment: datetime, day: date
) -> list[Row]:
    model, names = FIELDS[kind]
    place = {pk: at for at, pk in enumerate(refs)}
    then = [row for row in model.history.as_of(moment).filter(activity_id__in=refs) if (kind, row.pk) in audiences]
    rows = []
    for row in sorted(then, key=lambda row: (place[row.activity_id], row.pk)):
        both = {row.audience, audiences[kind, row.pk]}
        if both <= set(WIDE):
            narrow = Audience.NETWORK if Audience.NETWORK in both else Audience.PUBLIC
            known = {"key": f"{KEYS[kind]}:{row.pk}", "activity": refs[row.activity_id], "audience": narrow}
            rows.append(known | {name: getattr(row, name) for name in names})
    return _as_known(rows, day)


def _as_known(rows: list[Row], day: date) -> list[Row]:
    """What is said to happen later had not happened."""
    for row in rows:
        for name in ("done_on", "resolved_on"):
            if row.get(name) and row[name] > day:
                row[name] = None
    return rows


def _evidence_joined(body: Body) -> None:
    """Evidence names its milestone, unless that one is not frozen."""
    frozen = {row["key"] for row in body["milestones"]}
    for row in body["evidence"]:
        key = f"milestone:{row.pop('milestone_id')}"
        row["milestone"] = key if key in frozen else None
