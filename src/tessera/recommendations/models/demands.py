"""Who asks for the same: a demand is what is asked of one State, a shared demand the same asked of any.

Both keep their numbers for good: whatever is read later joins those that are there. What is shown of them is made of
the recommendations in them that a reader may see; a demand has no audience, words or title of its own.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .by_hand import ActByHand
from .recommendations import Recommendation

KEY, BLOCK = 120, 400


class SharedDemand(models.Model):
    """`key` says what is demanded where a rule reads it (analysis.demands), else `block` and `stems` of its first text
    do. One that a person joined to another leads to it."""

    key = models.CharField(max_length=KEY, blank=True)
    block = models.CharField(max_length=BLOCK, blank=True)
    stems = models.TextField(blank=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined_here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="shared_demand_by_key")
        ]
        verbose_name = _("shared demand")
        verbose_name_plural = _("shared demands")

    def __str__(self) -> str:
        return self.key or self.stems[:60]


class Demand(models.Model):
    """What is asked of a country (ISO 3166 alpha-3). `first` is the recommendation that began it; `shared` waits until
    the shared demands are told; `pinned` says that a person chose it. The rest as in SharedDemand."""

    country = models.CharField(_("country"), max_length=3)
    shared = models.ForeignKey(SharedDemand, models.PROTECT, null=True, related_name="demands")
    key = models.CharField(max_length=KEY, blank=True)
    block = models.CharField(max_length=BLOCK, blank=True)
    stems = models.TextField(blank=True)
    first = models.ForeignKey(Recommendation, models.SET_NULL, null=True, related_name="+", db_index=False)
    pinned = models.BooleanField(default=False)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined_here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "key"], condition=~models.Q(key=""), name="demand_by_key")
        ]
        indexes = [models.Index(fields=["country"], name="demand_country")]
        verbose_name = _("demand")
        verbose_name_plural = _("demands")

    def __str__(self) -> str:
        return f"{self.country} {self.key or self.stems[:60]}"


class DemandPlace(models.Model):
    """A recommendation is one of those that make a demand; it may make several.

    `fingerprint` and `version` are those of the words and of the rules by which it was placed. What a person placed is
    `pinned`.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="demand_places")
    demand = models.ForeignKey(Demand, models.CASCADE, related_name="places")
    fingerprint = models.BigIntegerField()
    version = models.PositiveSmallIntegerField()
    pinned = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "demand"], name="demand_place_once")]
        verbose_name = _("place in a demand")

    def __str__(self) -> str:
        return f"{self.recommendation_id} in {self.demand_id}"


class DemandByHand(ActByHand):
    """A person joined a demand to another, or set recommendations apart from it; or did so with shared demands.

    Of demands, `demand` was joined to `other`, or from `demand` was set apart what became `other`; of shared demands
    `shared` and `other_shared`, and `demand` is what was set apart. `moved` are ids of recommendations and of the
    demands in which they stood, and whether they were pinned there. Kept for good.
    """

    class Act(models.TextChoices):
        JOIN = "join", _("Joined")
        APART = "apart", _("Set apart")
        JOIN_SHARED = "join-shared", _("Joined across countries")
        APART_SHARED = "apart-shared", _("Set apart across countries")

    act = models.CharField(max_length=12, choices=Act.choices)
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="acts")
    other = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="acts_as_other")
    shared = models.ForeignKey(SharedDemand, models.PROTECT, null=True, related_name="acts")
    other_shared = models.ForeignKey(SharedDemand, models.PROTECT, null=True, related_name="acts_as_other")
    moved: Any = models.JSONField(default=list)

    class Meta(ActByHand.Meta):
        verbose_name = _("demands by hand")

    def __str__(self) -> str:
        return f"{self.act} {self.demand_id or self.shared_id} {self.other_id or self.other_shared_id}"
