"""Makes changes (plans/changes.py) to a plan's records: few queries however many, each record's history kept."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from tessera.plans.changes import KINDS, Change, conflicts, ref_order
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity, Plan, Section
from tessera.plans.models.plan import Origin
from tessera.plans.selectors.content import MODELS, content_now
from tessera.search.outbox import outbox_changed

BATCH = 500


@transaction.atomic
def changes_apply(*, plan: Plan, changes: list[Change], by: Any, reason: str, origin: str) -> None:
    """Make `changes` to `plan`. Refused as a whole (EditConflict) where one no longer fits."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    stale = conflicts(content_now(plan), changes)
    if stale:
        change, field = stale[0]
        raise EditConflict(
            _(
                "%(kind)s %(ref)s was changed meanwhile (%(field)s): "
                "prepare the change again from the plan as it stands."
            )
            % {"kind": change["kind"].capitalize(), "ref": change["ref"], "field": field or _("whole entry")},
            theirs=change,
        )
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_kind[change["kind"]].append(change)
    author = by if getattr(by, "pk", None) else None
    for kind in KINDS:
        if kind == "plan":
            _plan_change(plan, by_kind[kind], author, reason, origin)
        elif by_kind[kind]:
            _parts_add(plan, kind, by_kind[kind], author, reason, origin)
            _parts_change(plan, kind, by_kind[kind], author, reason, origin)
    _activities_drop(plan, by_kind["activity"], author, reason)


def _plan_change(plan: Plan, changes: list[Change], author: Any, reason: str, origin: str) -> None:
    for change in changes:
        for field, (_old, new) in change["values"].items():
            setattr(plan, field, new)
        plan.version += 1
        plan.origin = origin
        plan._history_user, plan._change_reason = author, reason[:100]
        plan.save()


def _parts_add(plan: Plan, kind: str, changes: list[Change], author: Any, reason: str, origin: str) -> None:
    sections = {s.ref: s for s in Section.objects.filter(plan=plan)} if kind == "activity" else {}
    model, existing = MODELS[kind], MODELS[kind].objects.filter(plan=plan).count()
    rows = []
    for position, change in enumerate((c for c in changes if c["op"] == "add"), start=existing):
        values = dict(change["values"])
        if kind == "activity":
            values["section"] = sections[values["section"]]
        values.setdefault("order", position)
        rows.append(model(plan=plan, ref=change["ref"], origin=origin, **values))
    if rows:
        history = {"default_user": author, "default_change_reason": reason[:100]}
        outbox_changed(bulk_create_with_history(rows, model, batch_size=BATCH, **history))


def _parts_change(plan: Plan, kind: str, changes: list[Change], author: Any, reason: str, origin: str) -> None:
    wanted = {c["ref"]: c["values"] for c in changes if c["op"] == "change"}
    if not wanted:
        return
    sections = {s.ref: s for s in Section.objects.filter(plan=plan)} if kind == "activity" else {}
    rows, fields = [], {"version", "origin", "translations"}
    for row in MODELS[kind].objects.filter(plan=plan):
        if row.ref not in wanted:
            continue
        if origin == Origin.PERSON or row.origin != Origin.VOCABULARY:
            row.translations = _still_true(row.translations, wanted[row.ref])
        for field, (_old, new) in wanted[row.ref].items():
            if field == "title" and not new and row.title:
                # A document without a heading takes the heading away; as a working title it stays.
                row.translations = {**row.translations, "en": {**row.translations.get("en", {}), "title": row.title}}
            setattr(row, field, sections[new] if field == "section" else new)
            fields.add(field)
        row.version += 1
        row.origin = origin
        rows.append(row)
    bulk_update_with_history(
        rows,
        MODELS[kind],
        sorted(fields),
        batch_size=BATCH,
        default_user=author,
        default_change_reason=reason[:100],
    )
    outbox_changed(rows)


def _still_true(translations: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Translations of what was worded anew say what no longer stands, so they go; the history keeps them.

    Tessera's own translations stay with a document's wording of the same entry: they tell what it is about.
    """
    kept = {
        code: {field: text for field, text in words.items() if field not in changed}
        for code, words in translations.items()
    }
    return {code: words for code, words in kept.items() if words}


def _activities_drop(plan: Plan, changes: list[Change], author: Any, reason: str) -> None:
    refs = [c["ref"] for c in changes if c["op"] == "drop"]
    for activity in Activity.objects.filter(plan=plan, ref__in=refs).exclude(status=Activity.Status.DROPPED):
        activity.drop()
        activity.version += 1
        activity._history_user, activity._change_reason = author, reason[:100]
        activity.save()


def parts_order(*, plan: Plan, kind: str, refs: list[str]) -> None:
    """Put the parts in the order of `refs`; others follow in their own order. Not a change of content."""
    place = {ref: i for i, ref in enumerate(refs)}
    rows = list(MODELS[kind].objects.filter(plan=plan).only("pk", "ref", "order"))
    rows.sort(key=lambda r: (place.get(r.ref, len(place)), ref_order(r.ref)))
    moved = []
    for i, row in enumerate(rows):
        if row.order != i:
            row.order = i
            moved.append(row)
    MODELS[kind].objects.bulk_update(moved, ["order"], batch_size=BATCH)
