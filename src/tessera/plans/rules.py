"""Who may do what with plans and the Guidance Note. Seeing is the audience rule's matter (network.models.audience)."""

from __future__ import annotations

from typing import Any

import rules

from tessera.network.models import Role
from tessera.plans.models import Activity, Amendment, Indicator, Initiative, Plan


@rules.predicate
def keeps_plans(person: Any) -> bool:
    """The secretariat and administrators keep the plans."""
    return _has(person, Role.SECRETARIAT, Role.ADMINISTRATOR)


@rules.predicate
def works_on_plans(person: Any) -> bool:
    """Those of the Network who carry activities: they may propose amendments."""
    return _has(person, Role.FOCAL_POINT, Role.COORDINATOR, Role.COUNTRY_TEAM)


@rules.predicate
def coordinates(person: Any, activity: Activity | None) -> bool:
    """Coordinates the activity's working group, for its coordinating entity or by name."""
    group = activity.working_group if activity else None
    if group is None or not _has(person, Role.COORDINATOR):
        return False
    if group.coordinator_id in person.organisation_ids:
        return True
    return group.pk in person.group_ids and group.memberships.filter(person=person, coordinates=True).exists()


@rules.predicate
def acts_for_contributor(person: Any, activity: Activity | None) -> bool:
    """Is focal point of an entity that leads or contributes to the activity."""
    if activity is None or not _has(person, Role.FOCAL_POINT):
        return False
    return any(c.organisation_id in person.organisation_ids for c in activity.contributions.all())


@rules.predicate
def may_see_plan(person: Any, record: Plan | Activity | Amendment | None) -> bool:
    plan = record if isinstance(record, Plan) or record is None else record.plan
    return plan is None or (plan.found_for and plan.found_for == person.pk) or plan.is_visible_to(person)


@rules.predicate
def proposed_it(person: Any, amendment: Amendment | None) -> bool:
    return amendment is not None and amendment.proposed_by_id == getattr(person, "pk", 0)


def _has(person: Any, *roles: str) -> bool:
    return bool(getattr(person, "is_authenticated", False)) and hasattr(person, "has_role") and person.has_role(*roles)


works_on_activity = keeps_plans | coordinates | acts_for_contributor

rules.add_perm("plans.keep_plan", keeps_plans & may_see_plan)
rules.add_perm("plans.import_plan", keeps_plans)
rules.add_perm("plans.propose_amendment", (keeps_plans | works_on_plans) & may_see_plan)
rules.add_perm("plans.decide_amendment", keeps_plans & may_see_plan)
rules.add_perm("plans.withdraw_amendment", (keeps_plans | proposed_it) & may_see_plan)
rules.add_perm("plans.work_on_activity", works_on_activity & may_see_plan)
rules.add_perm("plans.assign_activity", (keeps_plans | coordinates) & may_see_plan)
rules.add_perm("plans.keep_guidance", keeps_plans)


@rules.predicate
def keeps_indicator(person: Any, indicator: Indicator | None) -> bool:
    """Works on the activity that it belongs to; those of objectives are kept with the plan."""
    if indicator is None:
        return False
    return bool(works_on_activity(person, indicator.activity) if indicator.activity else keeps_plans(person))


@rules.predicate
def acts_for_owner(person: Any, indicator: Indicator | None) -> bool:
    """Is focal point of the entity that answers for the indicator."""
    return (
        indicator is not None
        and _has(person, Role.FOCAL_POINT)
        and indicator.owner_id in getattr(person, "organisation_ids", ())
    )


@rules.predicate
def coordinates_indicator(person: Any, indicator: Indicator | None) -> bool:
    return indicator is not None and bool(coordinates(person, indicator.activity))


@rules.predicate
def acts_for_initiative(person: Any, initiative: Initiative | None) -> bool:
    """Entered it, or is focal point of one of its entities."""
    if initiative is None or not _has(person, Role.FOCAL_POINT, Role.COORDINATOR, Role.COUNTRY_TEAM):
        return False
    if initiative.created_by_id == person.pk:
        return True
    return any(one.pk in person.organisation_ids for one in initiative.organisations.all())


@rules.predicate
def may_see_record(person: Any, record: Indicator | Initiative | None) -> bool:
    return record is None or record.is_visible_to(person)


enters_values = keeps_indicator | acts_for_owner
rules.add_perm("plans.keep_indicator", keeps_indicator & may_see_record)
rules.add_perm("plans.enter_value", enters_values & may_see_record)
rules.add_perm("plans.confirm_value", (keeps_plans | coordinates_indicator) & may_see_record)
rules.add_perm("plans.see_small_numbers", enters_values & may_see_record)
rules.add_perm("plans.rate_indicator", (keeps_plans | coordinates_indicator) & may_see_record)
rules.add_perm("plans.write_criteria", keeps_plans & may_see_plan)
rules.add_perm("plans.add_initiative", keeps_plans | works_on_plans)
rules.add_perm("plans.keep_initiative", (keeps_plans | acts_for_initiative) & may_see_record)
