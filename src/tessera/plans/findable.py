"""What the plans offer to be found: plans and their parts, milestones, the Guidance Note and its suggestions."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from tessera.network.findable import audience_tokens
from tessera.network.models import Organisation
from tessera.plans.models import (
    Activity,
    Contribution,
    GuidanceRecommendation,
    GuidanceWording,
    Milestone,
    Objective,
    Plan,
    Section,
    StrategyItem,
    Suggestion,
)
from tessera.plans.selectors.guidance import wording_in
from tessera.search.registry import PUBLIC, Also, Findable, Wording, findable_register

PLAN_FACETS = ("plan", "year")
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
TITLE = 100
PARTS = (
    ("objective", Objective, _("Objectives"), "web:plan-text", "objectives"),
    ("strategy", StrategyItem, _("Strategy items"), "web:plan-text", "strategy"),
    ("section", Section, _("Sections"), "web:plan-text", "section-{}"),
)
MILESTONE_AUDIENCES = ("audience_people", "activity__plan__audience_people")


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "plan",
        Plan,
        label=_("Plans"),
        rows=lambda: Plan.objects.prefetch_related("audience_people"),
        document=_plan,
        facets=PLAN_FACETS,
    )
    for code, model, label, page, anchor in PARTS:
        findable_register(
            code,
            model,
            label=label,
            rows=partial(_part_rows, model),
            document=partial(_part, page=page, anchor=anchor),
            facets=PLAN_FACETS,
            also=[Also(Plan, partial(_ids, model, "plan"))],
        )
    _work_register()
    _guidance_register()


def _work_register() -> None:
    findable_register(
        "activity",
        Activity,
        label=_("Activities"),
        rows=_activity_rows,
        document=_activity,
        facets=(*PLAN_FACETS, "gnr", "status", "organisation"),
        also=[
            Also(Plan, partial(_ids, Activity, "plan")),
            Also(Contribution, lambda rows: [c.activity_id for c in rows]),
            Also(Organisation, partial(_ids, Activity, "contributions__organisation")),
        ],
    )
    findable_register(
        "milestone",
        Milestone,
        label=_("Milestones and outputs"),
        rows=lambda: Milestone.objects.select_related("activity__plan").prefetch_related(*MILESTONE_AUDIENCES),
        document=_milestone,
        facets=(*PLAN_FACETS, "gnr"),
        also=[
            Also(Activity, partial(_ids, Milestone, "activity")),
            Also(Plan, partial(_ids, Milestone, "activity__plan")),
        ],
    )


def _guidance_register() -> None:
    findable_register(
        "guidance",
        GuidanceRecommendation,
        label=_("Guidance Note recommendations"),
        rows=lambda: GuidanceRecommendation.objects.prefetch_related("wordings"),
        document=_guidance,
        facets=("gnr",),
        also=[Also(GuidanceWording, lambda rows: [w.recommendation_id for w in rows])],
    )
    findable_register(
        "suggestion",
        Suggestion,
        label=_("Practical suggestions"),
        rows=lambda: Suggestion.objects.prefetch_related("audience_people"),
        document=_suggestion,
        facets=("gnr",),
    )


def _activity_rows() -> QuerySet:
    return _part_rows(Activity).prefetch_related("contributions__organisation").select_related("working_group")


def _part_rows(model: type[Any]) -> QuerySet:
    return model.objects.select_related("plan").prefetch_related("plan__audience_people")


def _ids(model: type[Any], path: str, records: Collection[Any]) -> QuerySet:
    """Ids of those records of `model` that belong to one of `records` by `path`."""
    found = model._default_manager.filter(**{f"{path}__in": [r.pk for r in records]})
    return found.order_by().values_list("pk", flat=True).distinct()


def _plan(plan: Plan) -> Findable:
    return Findable(
        id=plan.pk,
        wordings=_wordings(plan, plan.language, unnamed=plan.code),
        audience=audience_tokens(plan),
        url_name="web:plan",
        url_args=(plan.code,),
        references=(plan.code,),
        facets={"plan": [plan.code], "year": _years(plan)},
    )


def _part(part: Objective | StrategyItem | Section, *, page: str, anchor: str) -> Findable:
    return Findable(
        id=part.pk,
        wordings=_wordings(part, part.plan.language, unnamed=part.ref),
        audience=PUBLIC,
        audience_parent=audience_tokens(part.plan),
        url_name=page,
        url_args=(part.plan.code,),
        anchor=anchor.format(part.ref),
        references=(part.ref,),
        facets={"plan": [part.plan.code], "year": _years(part.plan)},
    )


def _activity(activity: Activity) -> Findable:
    organisations = [c.organisation for c in activity.contributions.all()]
    names = [f"{o.name} {o.acronym}" for o in organisations]
    names += [activity.working_group.name] if activity.working_group else []
    actions = [f"{a.get('title', '')} {a.get('text', '')}" for a in activity.actions]
    others = " ".join([activity.scope, *actions, *names, *(f"GNR {n}" for n in activity.gnr)])
    return Findable(
        id=activity.pk,
        wordings=_wordings(activity, activity.plan.language, unnamed=activity.ref, others=others),
        audience=PUBLIC,
        audience_parent=audience_tokens(activity.plan),
        url_name="web:activity",
        url_args=(activity.plan.code, activity.ref),
        references=(activity.ref,),
        facets={
            "plan": [activity.plan.code],
            "year": _years(activity),
            "gnr": activity.gnr,
            "status": [activity.status],
            "organisation": [o.code for o in organisations],
        },
    )


def _milestone(milestone: Milestone) -> Findable:
    activity = milestone.activity
    titles = {activity.plan.language[:2]: milestone.title, **milestone.titles}
    return Findable(
        id=milestone.pk,
        wordings={code: Wording(title, milestone.note) for code, title in titles.items()},
        audience=audience_tokens(milestone),
        audience_parent=audience_tokens(activity.plan),
        url_name="web:activity",
        url_args=(activity.plan.code, activity.ref),
        anchor="milestones",
        facets={
            "plan": [activity.plan.code],
            "year": [milestone.due.year] if milestone.due else [],
            "gnr": activity.gnr,
        },
    )


def _guidance(recommendation: GuidanceRecommendation) -> Findable:
    number = recommendation.number
    entered = {(number, w.language): w for w in recommendation.wordings.all()}
    told = {code: wording_in(number, code, entered) for code in LANGUAGES}
    return Findable(
        id=number,
        wordings={code: Wording(w.title, w.summary) for code, w in told.items()},
        audience=PUBLIC,
        url_name="web:guidance-item",
        url_args=(number,),
        references=(f"GNR {number}",),
        facets={"gnr": [number]},
    )


def _suggestion(suggestion: Suggestion) -> Findable | None:
    if suggestion.archived_at:
        return None
    number = suggestion.recommendation_id
    texts = {"en": suggestion.text, **suggestion.texts}
    return Findable(
        id=suggestion.pk,
        wordings={code: Wording(Truncator(t).chars(TITLE), t, f"GNR {number}") for code, t in texts.items()},
        audience=audience_tokens(suggestion),
        url_name="web:guidance-item",
        url_args=(number,),
        anchor="suggestions",
        facets={"gnr": [number]},
    )


def _wordings(part: Any, written: str, *, unnamed: str, others: str = "") -> dict[str, Wording]:
    """A part's words in the language it was written in, then in the others. A part without a title is called by its
    beginning."""
    found = {}
    for code in dict.fromkeys((written[:2], *part.translations)):
        own = part.translations.get(code, {})
        asked = {f: own.get(f, "") for f in ("title", "summary", "text")}
        if code == written[:2]:
            asked = {f: getattr(part, f) or own.get(f, "") for f in asked}
        text = "\n".join(t for t in (asked["summary"], asked["text"]) if t)
        title = asked["title"] or Truncator(text).chars(TITLE) or unnamed
        found[code] = Wording(title, text, others if code == written[:2] else "")
    return found


def _years(record: Plan | Activity) -> list[int]:
    first, last = record.start or record.end, record.end or record.start
    return list(range(first, min(last, first + 50) + 1)) if first and last else []
