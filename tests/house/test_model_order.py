"""Relations between models point down, as imports do: string foreign keys and history tables, too."""

from __future__ import annotations

import configparser
import re

import pytest
from django.apps import apps
from django.db import models

from .tree import ROOT


def room_order() -> dict[str, int]:
    """Each room's height, read from the import contract: one order for both."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    layers = parser["importlinter:contract:rooms"]["layers"].strip().splitlines()
    return {room: -depth for depth, layer in enumerate(layers) for room in re.findall(r"\w+", layer)}


def room_of(model: type[models.Model]) -> str | None:
    """The room a model lives in; None for Django's and third parties' models, on which any room may stand."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "tessera" else None


def upward(model: type[models.Model], order: dict[str, int]) -> list[str]:
    room, found = room_of(model), []
    for field in model._meta.get_fields():
        target = getattr(field, "remote_field", None) and field.related_model
        if field.auto_created or not target or isinstance(target, str):
            continue
        other = room_of(target)
        if room is None or other is None:
            continue
        if order[other] > order[room]:
            found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return found


def every_model() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True, include_swapped=True)


def test_every_relation_points_to_the_same_or_a_lower_room():
    order = room_order()
    assert [line for model in every_model() for line in upward(model, order)] == []


def test_history_tables_are_looked_at_too():
    assert any(m.__name__.startswith("Historical") and room_of(m) for m in every_model())


def test_a_relation_that_points_up_would_be_found():
    order = room_order()
    plan, person = apps.get_model("plans.Plan"), apps.get_model("network.Person")
    pairs = [
        (m, f.related_model) for m in every_model() for f in m._meta.get_fields() if f.is_relation and f.related_model
    ]
    assert any(room_of(a) == "plans" and room_of(b) == "network" for a, b in pairs if not isinstance(b, str))
    upside_down = {room: -height for room, height in order.items()}
    assert [line for m in every_model() for line in upward(m, upside_down)], (plan, person)


@pytest.mark.parametrize("room", ["plans", "network", "search"])
def test_the_order_knows_the_rooms_with_models(room):
    assert room in room_order()
