"""What the network offers to be found, and who a viewer is in the words of the index.

The tokens say the same as network.models.audience.audience_q; a test holds them together.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tessera.network.models import Audience, Audienced, Group, Operator, Organisation
from tessera.network.services.erasure import erasure_register
from tessera.search.asked import EVERYTHING_SEEN
from tessera.search.outbox import outbox_forget
from tessera.search.registry import PUBLIC, Also, Findable, Wording, findable_register


def findables_register() -> None:
    """Called once, by the app."""
    findable_register(
        "group",
        Group,
        label=_("Groups"),
        rows=lambda: Group.objects.select_related("coordinator"),
        document=_group,
        also=[Also(Organisation, _groups_of)],
    )
    findable_register("organisation", Organisation, label=_("Organizations"), document=_organisation)
    erasure_register("search", lambda _person, _words: outbox_forget())


def viewer_tokens(viewer: Any) -> frozenset[str]:
    """The audiences that a viewer belongs to today."""
    if isinstance(viewer, Operator):
        return EVERYTHING_SEEN
    if not getattr(viewer, "is_authenticated", False) or not viewer.roles:
        return PUBLIC
    tokens = {Audience.PUBLIC.value, f"person:{viewer.pk}", *(f"group:{pk}" for pk in viewer.group_ids)}
    if viewer.is_of_network:
        tokens.add(Audience.NETWORK.value)
    return frozenset(tokens)


def audience_tokens(record: Audienced) -> frozenset[str]:
    """The audience of a record; empty, so that nobody finds it, where its group or people are missing.

    Of many records, load them with their `audience_people` prefetched.
    """
    if record.audience == Audience.GROUP:
        return frozenset({f"group:{record.audience_group_id}"} if record.audience_group_id else ())
    if record.audience == Audience.PEOPLE:
        return frozenset(f"person:{person.pk}" for person in record.audience_people.all())
    return frozenset({str(Audience(record.audience).value)})


def _group(group: Group) -> Findable:
    coordinator = group.coordinator
    others = f"{coordinator.name} {coordinator.acronym}" if coordinator else ""
    return Findable(
        id=group.pk,
        wordings={"en": Wording(group.name, group.purpose, others)},
        audience=PUBLIC,
        url_name="web:group",
        url_args=(group.pk,),
    )


def _organisation(organisation: Organisation) -> Findable:
    """Found by the Network, whose page it is. Everybody finds the activities that an organisation takes part in."""
    others = {code: Wording(name, organisation.acronym) for code, name in organisation.names.items()}
    return Findable(
        id=organisation.pk,
        wordings={"en": Wording(organisation.name, organisation.acronym), **others},
        audience=frozenset({Audience.NETWORK.value}),
        url_name="web:organisation",
        url_args=(organisation.code,),
        references=tuple(r for r in (organisation.acronym, organisation.code) if r),
    )


def _groups_of(organisations: Any) -> QuerySet:
    return Group.objects.filter(coordinator__in=[o.pk for o in organisations]).values_list("pk", flat=True)
