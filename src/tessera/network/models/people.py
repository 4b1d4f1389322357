"""People with an account, and the roles they hold over time."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles a person may hold; whoever has none is a public reader."""

    CIVIL_SOCIETY = "civil-society", _("Civil-society member")
    COUNTRY_TEAM = "country-team", _("Country-team member")
    FOCAL_POINT = "focal-point", _("Entity focal point")
    COORDINATOR = "coordinator", _("Working-group coordinator")
    SECRETARIAT = "secretariat", _("Secretariat")
    ADMINISTRATOR = "administrator", _("Administrator")


NETWORK_ROLES = frozenset({Role.COUNTRY_TEAM, Role.FOCAL_POINT, Role.COORDINATOR, Role.SECRETARIAT, Role.ADMINISTRATOR})
PRIVILEGED_ROLES = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR})


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. An erased person leaves an empty row behind, so that records keep their shape."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles held today; read once per loaded person."""
        today = timezone.now().date()
        return frozenset(m.role for m in self.memberships.all() if m.holds_on(today)) if self.is_active else frozenset()

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def is_of_network(self) -> bool:
        return not self.roles.isdisjoint(NETWORK_ROLES)

    @property
    def is_privileged(self) -> bool:
        return not self.roles.isdisjoint(PRIVILEGED_ROLES)

    @cached_property
    def group_ids(self) -> frozenset[int]:
        """Groups the person belongs to today."""
        today = timezone.now().date()
        return frozenset(m.group_id for m in self.group_memberships.all() if m.holds_on(today))

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        """Organisations the person acts for today."""
        today = timezone.now().date()
        return frozenset(m.organisation_id for m in self.memberships.all() if m.organisation_id and m.holds_on(today))

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return bool(self.is_active and rules.has_perm(perm, self, obj))

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(p, obj) for p in perms)


class Term(models.Model):
    """Something held from one day to another, both included; open-ended where a day is missing."""

    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Membership(Term):
    """A role that a person holds, for an organisation where there is one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "network.Organisation", models.PROTECT, null=True, blank=True, related_name="memberships"
    )

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="membership_until_after_since",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class SignInLink(models.Model):
    """A link that signs one person in once. Only the SHA-256 of its secret is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
