"""The audience rule: who may see a record. Built here once; every room's records that carry an audience use it.

A record is for the public, the Network, one group, or named people. Whoever may sign in and holds a role today sees
what is public, what is the Network's if the role is one of the Network's, their groups' records, and what names them.
Everybody else sees what is public, whatever they saw before. Nobody sees more by rank: the secretariat, too, must be
named or belong to the group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .people import Person


class Audience(models.TextChoices):
    PUBLIC = "public", _("Public")
    NETWORK = "network", _("Network")
    GROUP = "group", _("One group")
    PEOPLE = "people", _("Named people")


class Operator:
    """Whoever runs commands on the machine itself: may read everything, since the files are theirs anyway."""

    is_authenticated = True
    is_active = True


OPERATOR = Operator()


def audience_q(viewer: Any, model: type[Audienced], *, prefix: str = "") -> Q:
    """The condition under which `viewer` may see a record of `model` reached by `prefix` (such as "activity__").

    Named people are matched by a subquery, so that no row comes twice.
    """
    if isinstance(viewer, Operator):
        return Q()
    seen = Q(**{f"{prefix}audience": Audience.PUBLIC})
    if not getattr(viewer, "is_authenticated", False) or not viewer.roles:  # who is kept out holds no role either
        return seen
    person: Person = viewer
    if person.is_of_network:
        seen |= Q(**{f"{prefix}audience": Audience.NETWORK})
    if person.group_ids:
        seen |= Q(**{f"{prefix}audience": Audience.GROUP, f"{prefix}audience_group__in": person.group_ids})
    named = model._meta.get_field("audience_people").remote_field.through
    mine = named._default_manager.filter(person_id=person.pk).values(f"{model._meta.model_name}_id")
    return seen | Q(**{f"{prefix}audience": Audience.PEOPLE, f"{prefix}id__in": mine})


def none_or_seen_q(viewer: Any, model: type[Audienced], *, field: str, prefix: str) -> Q:
    """The condition under which there is nothing at `field`, or `viewer` may see what `prefix` leads to."""
    seen = audience_q(viewer, model, prefix=prefix)
    return Q(**{f"{field}__isnull": True}) | seen if seen else seen  # an empty condition is no part of an "or"


class AudiencedQuerySet(models.QuerySet):
    def visible_to(self, viewer: Any) -> Self:
        """The records of this query that `viewer` may see."""
        return self.filter(self.model.visibility_q(viewer))


class Audienced(models.Model):
    """Base of every record with an audience. The default is the Network."""

    audience = models.CharField(_("audience"), max_length=10, choices=Audience.choices, default=Audience.NETWORK)
    audience_group = models.ForeignKey(
        "network.Group", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    audience_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("named people")
    )

    objects = AudiencedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visibility_q(cls, viewer: Any) -> Q:
        """Override where a record is seen only with the one it belongs to: and the two conditions."""
        return audience_q(viewer, cls)

    def is_visible_to(self, viewer: Any) -> bool:
        return type(self)._default_manager.visible_to(viewer).filter(pk=self.pk).exists()
