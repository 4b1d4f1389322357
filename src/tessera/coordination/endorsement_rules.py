"""Who may do what in an endorsement: run it, speak for an entity, comment. Objections stay with those who take part."""

from __future__ import annotations

from typing import Any

import rules

from tessera.coordination.models import Comment, Endorsement, Invitation
from tessera.coordination.rules import coordinates
from tessera.network.models import Role
from tessera.network.rules import is_coordinator, is_of_network, manages

Subject = Endorsement | Invitation | Comment | None


def round_of(subject: Subject) -> Endorsement | None:
    return subject if isinstance(subject, Endorsement) or subject is None else subject.endorsement


@rules.predicate
def sees(person: Any, subject: Subject) -> bool:
    found = round_of(subject)
    return found is not None and found.is_visible_to(person)


@rules.predicate
def runs_its_group(person: Any, subject: Subject) -> bool:
    """Coordinates the working group that the endorsement belongs to."""
    found = round_of(subject)
    return found is not None and found.working_group is not None and coordinates(person, found.working_group)


@rules.predicate
def set_it_up(person: Any, subject: Subject) -> bool:
    """Entered the endorsement, and coordinates still."""
    found = round_of(subject)
    if found is None or not getattr(person, "roles", None):
        return False
    return found.created_by_id == person.pk and person.has_role(Role.COORDINATOR)


@rules.predicate
def speaks(person: Any, subject: Subject) -> bool:
    """Speaks today for the invited entity; of a whole round, for any of its entities."""
    found = round_of(subject)
    if found is None:
        return False
    mine = Invitation.objects.spoken_for_by(person).filter(endorsement=found)
    return (mine.filter(pk=subject.pk) if isinstance(subject, Invitation) else mine).exists()


@rules.predicate
def speaks_by_role(person: Any, invitation: Invitation | None) -> bool:
    """Speaks for the invited entity by a role, not as an alternate whom somebody named."""
    if invitation is None:
        return False
    return Invitation.objects.spoken_for_by(person, only_by_role=True).filter(pk=invitation.pk).exists()


@rules.predicate
def wrote_it(person: Any, subject: Subject) -> bool:
    return isinstance(subject, Comment) and subject.created_by_id == getattr(person, "pk", 0)


runs = (manages | runs_its_group | set_it_up) & sees
inside = (is_of_network | speaks) & sees

rules.add_perm("coordination.create_endorsement", manages | is_coordinator)
rules.add_perm("coordination.run_endorsement", runs)
rules.add_perm("coordination.see_inside_endorsement", inside)
rules.add_perm("coordination.comment_on_endorsement", inside)
rules.add_perm("coordination.answer_endorsement", (runs | speaks) & sees)
rules.add_perm("coordination.name_alternate", (runs | speaks_by_role) & sees)
rules.add_perm("coordination.change_comment", runs | (wrote_it & inside))
