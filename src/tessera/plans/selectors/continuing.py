"""What continues from plan to plan, and two plans compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from tessera.network.models.audience import audience_q
from tessera.plans.changes import Change, changes_between
from tessera.plans.models import Activity, Continuation, Plan

from .content import content_now

WORDING = ("title", "text", "summary", "actions")


@dataclass(frozen=True, slots=True)
class Pair:
    """An activity of two plans; `change` says what differs between their contents, None where nothing does."""

    old: Activity
    new: Activity
    change: Change | None
    linked: bool


@dataclass(slots=True)
class Compared:
    """Activities of the newer plan as the older one had them (carried, or reworded), new ones, and those that ended.

    `rest` are the changes of objectives, strategy and sections; `gone` their parts that only the older plan has.
    """

    carried: list[Pair] = field(default_factory=list)
    reworded: list[Pair] = field(default_factory=list)
    new: list[Activity] = field(default_factory=list)
    ended: list[tuple[Activity, str]] = field(default_factory=list)
    rest: list[Change] = field(default_factory=list)
    gone: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Continued:
    """What an activity continues, and as what it continues, as far as the viewer may see the other plans."""

    earlier: list[Continuation]
    later: list[Continuation]


def activity_continued(activity: Activity, viewer: Any) -> Continued:
    """Where an activity came from and went; a plan in which it ended is told, too."""
    rows = (
        Continuation.objects.filter(Q(activity=activity) | Q(earlier=activity))
        .filter(audience_q(viewer, Plan, prefix="plan__") & audience_q(viewer, Plan, prefix="earlier__plan__"))
        .select_related("plan", "activity", "earlier__plan")
    )
    return Continued(
        earlier=[row for row in rows if row.activity_id == activity.pk],
        later=[row for row in rows if row.earlier_id == activity.pk],
    )


def plans_compared(old: Plan, new: Plan) -> Compared:
    """Two plans, which the caller has found for a viewer.

    An activity is the same where one continues the other, at once or through plans between them, else where their
    wording is the same to the letter. It counts as carried while title, text, summary and recommendations are the same.
    """
    contents = content_now(old), content_now(new)
    olds = list(Activity.objects.filter(plan=old).select_related("plan"))
    news = list(Activity.objects.filter(plan=new).select_related("plan"))
    origins, notes = _origins(new, {a.pk for a in olds}), _notes(old, new)
    by_pk, by_words = {a.pk: a for a in olds}, {_words(a): a for a in reversed(olds) if _words(a)}
    result, met = Compared(), set()
    for activity in news:
        linked = by_pk.get(origins.get(activity.pk, 0))
        before = linked or by_words.get(_words(activity))
        if before is None or (not linked and before.pk in met):
            result.new.append(activity)
            continue
        met.add(before.pk)
        pair = Pair(before, activity, _change(contents, before, activity), linked is not None)
        same = not pair.change or not set(pair.change["values"]) & set(WORDING)
        (result.carried if same else result.reworded).append(pair)
    result.ended = [(a, notes.get(a.pk, "")) for a in olds if a.pk not in met]
    result.rest, result.gone = _rest(*contents)
    return result


def _origins(new: Plan, wanted: set[int]) -> dict[int, int]:
    """Of the new plan's activities, the one of the older plan that each continues, through however many plans."""
    steps = dict(Continuation.objects.filter(activity__isnull=False).values_list("activity_id", "earlier_id"))
    found = {}
    for pk in new.activities.values_list("pk", flat=True):
        at, passed = steps.get(pk), {pk}
        while at is not None and at not in wanted and at not in passed:
            passed.add(at)
            at = steps.get(at)
        if at in wanted:
            found[pk] = at
    return found


def _notes(old: Plan, new: Plan) -> dict[int, str]:
    """Why activities of the older plan ended, where the newer one says so."""
    rows = Continuation.objects.filter(plan=new, earlier__plan=old, activity__isnull=True)
    return dict(rows.values_list("earlier_id", "note"))


def _words(activity: Activity) -> str:
    """What an activity without a link is known by: its text, else its title."""
    return " ".join((activity.text or activity.title).casefold().split())


def _change(contents: tuple[Any, Any], old: Activity, new: Activity) -> Change | None:
    before, after = (
        {"activity": {new.ref: content["activity"][ref]}}
        for content, ref in zip(contents, (old.ref, new.ref), strict=True)
    )
    changes = changes_between(before, after)
    return changes[0] if changes else None


def _rest(old: Any, new: Any) -> tuple[list[Change], list[tuple[str, str, str]]]:
    kinds = ("objective", "strategy", "section")
    changes = changes_between({k: old[k] for k in kinds}, {k: new[k] for k in kinds})
    gone = [(k, ref, part["title"]) for k in kinds for ref, part in old[k].items() if ref not in new[k]]
    return changes, gone
