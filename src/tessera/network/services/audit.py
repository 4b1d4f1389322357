"""The append-only audit log: who did what to what; never passwords, strangers' e-mail addresses, or IPs."""

from __future__ import annotations

from typing import Any

from tessera.network.models import AuditEvent, Person


def audit_record(*, actor: Any, action: str, subject: str = "", **detail: Any) -> AuditEvent:
    """Record one event. `actor` is a person or None (the machine, or somebody unknown)."""
    return AuditEvent.objects.create(
        actor=actor if isinstance(actor, Person) else None, action=action, subject=subject[:300], detail=detail
    )
