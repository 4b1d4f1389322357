"""Who may do what in this room. Seeing is the audience rule's matter (network.models.audience)."""

from __future__ import annotations

from typing import Any

import rules

from tessera.network.rules import is_of_network, manages
from tessera.recommendations.models import Pack


@rules.predicate
def made_pack(person: Any, pack: Pack | None) -> bool:
    return pack is not None and pack.made_by_id is not None and pack.made_by_id == getattr(person, "pk", 0)


@rules.predicate
def may_see_pack(person: Any, pack: Pack | None) -> bool:
    return pack is None or pack.is_visible_to(person)


rules.add_perm("recommendations.make_pack", is_of_network)
rules.add_perm("recommendations.keep_pack", (manages | (is_of_network & made_pack)) & may_see_pack)
rules.add_perm("recommendations.view_dispatches", is_of_network)
rules.add_perm("recommendations.log_dispatch", is_of_network & may_see_pack)
