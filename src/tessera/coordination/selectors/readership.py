"""For whom a document is made: anybody of the Network, or everybody. Nobody in particular reads by these."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser

from tessera.network.models import Role


class AnyOfNetwork:
    """Sees what every member of the Network sees: nothing that is for one group or for named people."""

    pk = 0
    is_authenticated = is_active = is_of_network = True
    is_privileged = False
    roles = frozenset({Role.FOCAL_POINT})
    group_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Reads; may do nothing."""
        return False


NETWORK, PUBLIC = "network", "public"


def readership(name: str) -> Any:
    """A viewer that stands for all readers of a document."""
    return AnyOfNetwork() if name == NETWORK else AnonymousUser()
