"""Loads what Tessera ships: the Guidance Note's recommendations, first suggestions, and the Action Plan 2014-2017.

Safe to run at every start: what is there stays, and a person's word is never touched.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from tessera.network.models import Audience, Organisation
from tessera.network.services.organisations import organisations_load
from tessera.plans.models import (
    Activity,
    Contribution,
    GuidanceRecommendation,
    Milestone,
    Objective,
    Plan,
    Section,
    StrategyItem,
    Suggestion,
)
from tessera.plans.models.plan import Origin
from tessera.search.outbox import outbox_changed
from tessera.vocabulary.action_plan import ActionPlan, action_plan
from tessera.vocabulary.guidance_note import recommendations
from tessera.vocabulary.texts import Text

REASON = "Tessera's own words"


@transaction.atomic
def seed_load() -> None:
    """Organisations, Guidance Note, suggestions, Action Plan."""
    organisations_load()
    guidance_load()
    shipped = action_plan()
    if not Plan.objects.filter(code=shipped.code).exists():
        _plan_load(shipped)


def guidance_load() -> None:
    """Rows for the 19 recommendations, and the shipped suggestions that nobody has edited, as they are shipped now."""
    for shipped in recommendations():
        recommendation, _new = GuidanceRecommendation.objects.get_or_create(number=shipped.number)
        for one in shipped.suggestions:
            values = {
                "for_whom": one.for_whom,
                "text": one.text.in_language("en"),
                "texts": _others(one.text),
                "sources": list(one.sources),
            }
            existing = Suggestion.objects.filter(code=one.id).first()
            if existing is None:
                Suggestion.objects.create(recommendation=recommendation, code=one.id, **values)
            elif existing.version == 1 and any(getattr(existing, k) != v for k, v in values.items()):
                for name, value in values.items():
                    setattr(existing, name, value)
                existing.save()


def _plan_load(shipped: ActionPlan) -> None:
    plan = Plan(
        code=shipped.code,
        start=shipped.start,
        end=shipped.end,
        section_word=shipped.section_word,
        audience=Audience.PUBLIC,
        **_words(shipped.title, shipped.summary),
    )
    plan.adopt(day=date(shipped.start, 1, 1))
    plan._change_reason = REASON
    plan.save()
    _parts(Objective, plan, [{"ref": o.ref, **_words(o.title, o.summary)} for o in shipped.objectives])
    _parts(StrategyItem, plan, [{"ref": s.ref, **_words(s.title, s.summary)} for s in shipped.strategy])
    _parts(Section, plan, [{"ref": str(s.number), **_words(s.title)} for s in shipped.sections])
    sections = {s.ref: s for s in plan.sections.all()}
    activities = [
        {
            "ref": a.ref,
            "section": sections[str(section.number)],
            "start": a.start,
            "end": a.end,
            "actions": [_action(action.title, action.gnr, alone=len(a.actions) == 1) for action in a.actions],
            **_words(a.title, a.summary),
        }
        for section in shipped.sections
        for a in section.activities
    ]
    _parts(Activity, plan, activities)
    _delivery_load(plan, shipped)


def _action(title: Text, gnr: tuple[int, ...], *, alone: bool) -> dict[str, Any]:
    if alone:
        return {"title": "", "text": "", "gnr": list(gnr)}
    return {"title": title.in_language("en"), "titles": _others(title), "text": "", "gnr": list(gnr)}


def _delivery_load(plan: Plan, shipped: ActionPlan) -> None:
    rows = {a.ref: a for a in plan.activities.all()}
    organisations = {o.code: o for o in Organisation.objects.all()}
    for activity in shipped.activities:
        parts = [(activity.lead, Contribution.Part.LEAD)]
        parts += [(code, Contribution.Part.CONTRIBUTING) for code in activity.partners]
        for code, part in parts:
            if code in organisations:
                Contribution.objects.create(
                    activity=rows[activity.ref], organisation=organisations[code], part=part, origin=Origin.VOCABULARY
                )
        for output in activity.outputs:
            Milestone.objects.create(
                activity=rows[activity.ref],
                code=output.id,
                kind=Milestone.Kind.OUTPUT,
                title=output.title.in_language("en"),
                titles=_others(output.title),
                due=date(output.year, 12, 31),
                audience=Audience.PUBLIC,
            )


def _parts(model: type[Any], plan: Plan, rows: list[dict[str, Any]]) -> None:
    parts = [model(plan=plan, order=i, **row) for i, row in enumerate(rows)]
    outbox_changed(bulk_create_with_history(parts, model, batch_size=500, default_change_reason=REASON))


def _words(title: Text, summary: Text | None = None) -> dict[str, Any]:
    """Title and summary in English as fields, in other languages as translations."""
    others = {code: {"title": words} for code, words in _others(title).items()}
    for code, words in _others(summary).items() if summary else ():
        others.setdefault(code, {})["summary"] = words
    return {
        "title": title.in_language("en"),
        "summary": summary.in_language("en") if summary else "",
        "translations": others,
        "origin": Origin.VOCABULARY,
    }


def _others(text: Text) -> dict[str, str]:
    return {code: words for code, words in text.items() if code != "en"}
