"""The history of a plan: who changed what, when, for which reason, as far as the viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Case, Model, Value, When
from django.utils.translation import gettext_lazy as _

from tessera.network.models.audience import OPERATOR, audience_q
from tessera.plans.models import Activity, Amendment, Plan

from .newest import MODELS, OF_ACTIVITY, newest_changed

KINDS = {model._meta.model_name: model._meta.verbose_name for model in MODELS}
JOINED = {
    **dict.fromkeys(MODELS, ("history_user",)),
    **dict.fromkeys(OF_ACTIVITY, ("history_user", "activity")),
    Amendment: ("history_user", "plan"),
}
SIGNS = {"added": _("was added"), "changed": _("was changed"), "removed": _("was removed")}
SILENT = {"version", "order", "translations", "origin", "updated_at", "created_at"}


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `author` and `reason` are empty for whoever is not of the Network: they are not for everybody."""

    at: datetime
    kind: str
    ref: str
    what: str
    sign: str
    author: str
    reason: str
    fields: tuple[str, ...]
    key: str

    @property
    def kind_label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def sign_label(self) -> str:
        return str(SIGNS[self.sign])

    @property
    def field_labels(self) -> str:
        """The changed fields by their names for people."""
        model = apps.get_model("plans", self.kind)
        return ", ".join(str(model._meta.get_field(name).verbose_name) for name in self.fields)


def plan_history(
    plan: Plan, viewer: Any, *, activity: Activity | None = None, limit: int = 100, compared: bool = True
) -> list[Event]:
    """The latest changes of a plan, or of one of its activities, the newest first.

    Not `compared`, an event does not say which fields changed, which spares a query for each.
    """
    since = _open_since(plan, viewer)

    def rows_of(models: Iterable[type[Model]]) -> list[Any]:
        rows: list[Any] = []
        for model in models:
            found = _rows(model, plan, viewer, activity)
            rows += since(found).select_related(*JOINED[model]).order_by("-history_date", "-history_id")[:limit]
        rows.sort(key=lambda r: (r.history_date, r.history_id), reverse=True)
        return rows[:limit]

    newest, until = newest_changed(plan, activity, limit * 4)
    rows = rows_of(newest)
    if until and (len(rows) < limit or rows[-1].history_date <= until):  # much of the latest is not for this viewer
        rows = rows_of(MODELS)
    named = viewer is OPERATOR or getattr(viewer, "is_of_network", False)
    return [_event(row, named=named, compared=compared) for row in rows]


def _open_since(plan: Plan, viewer: Any) -> Callable[[Any], Any]:
    """Leaves out of a query what happened while the plan was not for this viewer."""
    if viewer is OPERATOR:
        return lambda rows: rows
    open_then = Case(When(audience_q(viewer, Plan), then=Value(True)), default=Value(False))
    states = plan.history.annotate(open_then=open_then).order_by("-history_date", "-history_id")
    closed = next((at for at, was_open in states.values_list("history_date", "open_then") if not was_open), None)
    return lambda rows: rows.filter(history_date__gt=closed) if closed else rows


def _rows(model: type[Model], plan: Plan, viewer: Any, activity: Activity | None) -> Any:
    """States of records that are, and were then, for this viewer: of the whole plan, or of one activity."""
    if model in OF_ACTIVITY:
        seen = model.objects.visible_to(viewer).filter(
            **{"activity": activity} if activity else {"activity__plan": plan}
        )
        return model.history.filter(id__in=seen.values("pk")).filter(audience_q(viewer, model))
    if model is Activity and activity:
        return model.history.filter(id=activity.pk)
    if activity:
        return model.history.none()
    if model is Plan:
        return plan.history.all()
    if model is Amendment:
        seen = Amendment.objects.visible_to(viewer).filter(plan=plan)
        return Amendment.history.filter(id__in=seen.values("pk")).filter(audience_q(viewer, Amendment))
    return model.history.filter(plan_id=plan.pk)


def _event(row: Any, *, named: bool, compared: bool) -> Event:
    model = row.instance_type
    activity = getattr(row, "activity", None)
    ref = activity.ref if activity else getattr(row, "ref", "") or getattr(row, "code", "") or ""
    return Event(
        at=row.history_date,
        kind=model._meta.model_name,
        ref=ref or str(getattr(row, "number", "")),
        what=getattr(row, "title", "") or getattr(row, "reason", "") or getattr(row, "text", "")[:120],
        sign={"+": "added", "~": "changed", "-": "removed"}[row.history_type],
        author=str(row.history_user) if named and row.history_user else "",
        reason=(row.history_change_reason or "") if named else "",
        fields=_fields_changed(row) if compared else (),
        key=f"{model._meta.model_name}-{row.history_id}",
    )


def _fields_changed(row: Any) -> tuple[str, ...]:
    before = row.prev_record if row.history_type == "~" else None
    if before is None:
        return ()
    names = (f.name for f in row.instance_type._meta.concrete_fields)
    return tuple(n for n in names if n not in SILENT and getattr(row, n, None) != getattr(before, n, None))
