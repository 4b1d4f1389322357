"""Indicators and initiatives, offered to be found. What is archived is not."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.network.findable import audience_tokens
from tessera.network.models import Organisation
from tessera.plans.models import Activity, Indicator, Initiative, Objective, Plan
from tessera.search.registry import Also, Findable, Wording, findable_register
from tessera.vocabulary import countries, terms


def entered_register() -> None:
    """Called once, by the app."""
    findable_register(
        "indicator",
        Indicator,
        label=_("Indicators"),
        rows=_indicator_rows,
        document=_indicator,
        facets=("plan", "organisation"),
        also=[
            Also(Plan, partial(_ids, Indicator, "plan")),
            Also(Activity, partial(_ids, Indicator, "activity")),
            Also(Objective, partial(_ids, Indicator, "objective")),
            Also(Organisation, partial(_ids, Indicator, "owner")),
        ],
    )
    findable_register(
        "initiative",
        Initiative,
        label=_("Initiatives"),
        rows=lambda: Initiative.objects.prefetch_related("organisations", "audience_people"),
        document=_initiative,
        facets=("country", "group", "organisation"),
        also=[Also(Organisation, partial(_ids, Initiative, "organisations"))],
    )


def _indicator_rows() -> QuerySet:
    rows = Indicator.objects.select_related("plan", "activity", "objective", "owner")
    return rows.prefetch_related("audience_people", "plan__audience_people")


def _ids(model: type[Any], path: str, records: Collection[Any]) -> QuerySet:
    found = model._default_manager.filter(**{f"{path}__in": [one.pk for one in records]})
    return found.order_by().values_list("pk", flat=True).distinct()


def _indicator(indicator: Indicator) -> Findable | None:
    if indicator.archived_at:
        return None
    owner, plan = indicator.owner, indicator.plan
    others = [indicator.part.ref, indicator.part.title, indicator.unit, indicator.source]
    others += [owner.name, owner.acronym] if owner else []
    return Findable(
        id=indicator.pk,
        wordings={"en": Wording(indicator.title, indicator.definition, " ".join(others))},
        audience=audience_tokens(indicator),
        audience_parent=audience_tokens(plan),
        url_name="web:indicator",
        url_args=(plan.code, indicator.pk),
        facets={"plan": [plan.code], "organisation": [owner.code] if owner else []},
    )


def _initiative(initiative: Initiative) -> Findable | None:
    """Not by the activities it is linked with: their plans may be for others."""
    if initiative.archived_at:
        return None
    entities = list(initiative.organisations.all())
    names = [f"{one.name} {one.acronym}" for one in entities]
    names += [countries.country_name(code) for code in initiative.countries]
    return Findable(
        id=initiative.pk,
        wordings={
            "en": Wording(
                initiative.title,
                initiative.text,
                " ".join(names),
                labels=tuple(terms.label("groups", code) for code in initiative.groups),
            )
        },
        audience=audience_tokens(initiative),
        url_name="web:initiative",
        url_args=(initiative.pk,),
        facets={
            "country": initiative.countries,
            "group": initiative.groups,
            "organisation": [one.code for one in entities],
        },
    )
