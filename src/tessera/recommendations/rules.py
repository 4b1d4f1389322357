"""Who may do what with recommendations. Seeing is the audience rule's matter (network.models.audience).

Those of the Network say what is done; they and civil society say how far it is carried out, civil society in its own
name. Whoever entered something edits it and takes it back; the secretariat and administrators do so for all. What
civil society says is made public by the secretariat alone, since being named can put people at risk.
"""

from __future__ import annotations

from typing import Any

import rules

from tessera.network.rules import is_civil_society, is_coordinator, is_of_network, manages, may_see
from tessera.recommendations.models import Assessment, OfRecommendation, Pack, SavedSearch


@rules.predicate
def made_pack(person: Any, pack: Pack | None) -> bool:
    return pack is not None and pack.made_by_id is not None and pack.made_by_id == getattr(person, "pk", 0)


@rules.predicate
def may_see_pack(person: Any, pack: Pack | None) -> bool:
    return pack is None or pack.is_visible_to(person)


@rules.predicate
def sees_it(person: Any, entry: OfRecommendation | None) -> bool:
    return entry is not None and entry.is_visible_to(person)


@rules.predicate
def entered_it(person: Any, entry: OfRecommendation | None) -> bool:
    return entry is not None and entry.created_by_id is not None and entry.created_by_id == getattr(person, "pk", 0)


@rules.predicate
def is_not_archived(_person: Any, entry: OfRecommendation | None) -> bool:
    return entry is not None and entry.archived_at is None


@rules.predicate
def may_still_enter(person: Any, entry: OfRecommendation | None) -> bool:
    """Holds, today, a role by which such a thing is entered."""
    return bool(is_of_network(person) or (isinstance(entry, Assessment) and is_civil_society(person)))


@rules.predicate
def is_signed_in(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


@rules.predicate
def saved_it(person: Any, saved: SavedSearch | None) -> bool:
    return saved is not None and saved.person_id == getattr(person, "pk", 0)


keeps_entry = (manages | (entered_it & may_still_enter)) & sees_it

rules.add_perm("recommendations.import_source", manages)
rules.add_perm("recommendations.view_imports", is_of_network)
rules.add_perm("recommendations.join_records", manages & may_see)
rules.add_perm("recommendations.join_demands", manages)
rules.add_perm("recommendations.correct_labels", (manages | is_coordinator) & may_see)
rules.add_perm("recommendations.review_labels", manages | is_coordinator)
rules.add_perm("recommendations.make_pack", is_of_network)
rules.add_perm("recommendations.keep_pack", (manages | (is_of_network & made_pack)) & may_see_pack)
rules.add_perm("recommendations.view_dispatches", is_of_network)
rules.add_perm("recommendations.log_dispatch", is_of_network & may_see_pack)
rules.add_perm("recommendations.add_follow_up", is_of_network & may_see)
rules.add_perm("recommendations.add_assessment", (is_of_network | is_civil_society) & may_see)
rules.add_perm("recommendations.assess_for_others", is_of_network)
rules.add_perm("recommendations.edit_entry", keeps_entry & is_not_archived)
rules.add_perm("recommendations.archive_entry", keeps_entry)
rules.add_perm("recommendations.release_assessment", manages)
rules.add_perm("recommendations.save_search", is_signed_in)
rules.add_perm("recommendations.keep_search", is_signed_in & saved_it)
