"""Who may do what with recommendations. Seeing is the audience rule's matter (network.models.audience)."""

from __future__ import annotations

from typing import Any

import rules

from tessera.network.rules import is_coordinator, is_of_network, manages, may_see
from tessera.recommendations.models import Pack


@rules.predicate
def made_pack(person: Any, pack: Pack | None) -> bool:
    return pack is not None and pack.made_by_id is not None and pack.made_by_id == getattr(person, "pk", 0)


@rules.predicate
def may_see_pack(person: Any, pack: Pack | None) -> bool:
    return pack is None or pack.is_visible_to(person)


rules.add_perm("recommendations.import_source", manages)
rules.add_perm("recommendations.view_imports", is_of_network)
rules.add_perm("recommendations.join_records", manages & may_see)
rules.add_perm("recommendations.correct_labels", (manages | is_coordinator) & may_see)
rules.add_perm("recommendations.make_pack", is_of_network)
rules.add_perm("recommendations.keep_pack", (manages | (is_of_network & made_pack)) & may_see_pack)
rules.add_perm("recommendations.view_dispatches", is_of_network)
rules.add_perm("recommendations.log_dispatch", is_of_network & may_see_pack)
