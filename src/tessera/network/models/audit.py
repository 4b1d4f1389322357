"""The append-only audit log of security events."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditSeal(models.Model):
    """Holds a row while an erasure is at work; the triggers of the audit log look for it."""

    opened_at = models.DateTimeField(auto_now_add=True)


@contextlib.contextmanager
def audit_log_opened() -> Iterator[None]:
    """Open the log for the transaction at work; nobody else ever sees it open, since the row is gone at its end."""
    with transaction.atomic():
        seal = AuditSeal.objects.create()
        yield
        seal.delete()


class AuditEventQuerySet(models.QuerySet):
    """Refuses what the database would refuse, too, save while the log is open."""

    def delete(self) -> Any:
        raise TypeError("audit events are never deleted")


class AuditEvent(models.Model):
    """One thing that happened, never changed afterwards; the database refuses it (see the migration's triggers).

    The one exception is the erasure of a person at risk, which opens the log for its own transaction.
    """

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    action = models.CharField(_("what"), max_length=60, db_index=True)
    subject = models.CharField(_("to what"), max_length=300, blank=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit event")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("audit events are never deleted")
