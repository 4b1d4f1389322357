"""The network's records; one module per cluster of them."""

from .audience import Audience, Audienced, AudiencedQuerySet, Operator
from .audit import AuditEvent
from .notifications import MailChoice, Notification
from .organisations import Group, GroupMember, Organisation
from .people import Membership, Person, Role, SignInLink

__all__ = [
    "Audience",
    "Audienced",
    "AudiencedQuerySet",
    "AuditEvent",
    "Group",
    "GroupMember",
    "MailChoice",
    "Membership",
    "Notification",
    "Operator",
    "Organisation",
    "Person",
    "Role",
    "SignInLink",
]
