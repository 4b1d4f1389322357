"""The addresses of indicators, resources and initiatives, for the table of all addresses."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tessera.network.models import Organisation
from tessera.plans.models import Indicator, IndicatorValue, Initiative, Objective
from tessera.plans.services.indicator_values import value_add
from tessera.plans.services.indicators import criteria_write, indicator_add
from tessera.plans.services.initiatives import initiative_add

PUBLIC = {"audience": "public"}
CODE = "AP-2030-2033"


def indicator_addresses(everybody: frozenset[str], keepers: frozenset[str]) -> dict[str, tuple[list, frozenset[str]]]:
    network = everybody - {"reader", "civil_society"}
    workers, confirmers = keepers | {"focal_point", "coordinator"}, keepers | {"coordinator"}
    one, value = [CODE, "INDICATOR"], [CODE, "INDICATOR", "VALUE"]
    return {
        "web:indicators": ([CODE], everybody),
        "web:rating-criteria": ([CODE], everybody),
        "web:rating-criteria-new": ([CODE], keepers),
        "web:indicator-add": ([CODE, "activity", "1a"], workers),
        "web:indicator": (one, everybody),
        "web:indicator-edit": (one, workers),
        "web:indicator-archive": (one, workers),
        "web:indicator-restore": (one, workers),
        "web:indicator-rate": (one, confirmers),
        "web:indicator-rows": ([CODE, "COUNTED"], everybody),
        "web:indicator-value-add": (one, workers),
        "web:indicator-value-edit": (value, workers),
        "web:indicator-value-step": ([*value, "confirm"], confirmers),
        "web:indicator-file": (value, network),
        "web:resources": ([CODE], everybody),
        "web:funding-lines": ([CODE], everybody),
        "web:initiatives": ([], everybody),
        "web:initiative": (["INITIATIVE"], everybody),
        "web:initiative-overlaps": ([], everybody),
        "web:initiative-new": ([], network),
        "web:initiative-edit": (["INITIATIVE"], keepers | {"focal_point"}),
        "web:initiative-archive": (["INITIATIVE"], keepers | {"focal_point"}),
        "web:initiative-restore": (["INITIATIVE"], keepers | {"focal_point"}),
    }


def indicators_made(activity, cast) -> dict[str, int]:
    """A typed indicator with a draft, a counted one, criteria, an initiative of the focal point's entity."""
    by = cast.secretariat
    Objective.objects.create(plan=activity.plan, ref="a", title="Common ground")
    typed = indicator_add(part=activity, by=by, audience=PUBLIC, title="People trained", unit="people", target=40)
    counted = indicator_add(part=activity, by=by, audience=PUBLIC, title="Meetings", measure="meetings.held")
    criteria_write(plan=activity.plan, words=dict.fromkeys(("approaches", "meets", "exceeds"), "..."), after=0, by=by)
    draft = value_add(
        indicator=typed, by=by, end=date(2030, 6, 30), value=12, file=SimpleUploadedFile("list.txt", b"signed")
    )
    entities = Organisation.objects.filter(code="ohchr")
    initiative = initiative_add(by=by, audience=PUBLIC, organisations=entities, title="Rights in every office")
    return {"INDICATOR": typed.pk, "COUNTED": counted.pk, "VALUE": draft.pk, "INITIATIVE": initiative.pk}


def indicators_state() -> list:
    return [
        list(model.objects.order_by("pk").values_list("version", "archived_at"))
        for model in (Indicator, IndicatorValue, Initiative)
    ] + [list(IndicatorValue.objects.values_list("state"))]
