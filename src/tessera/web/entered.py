"""What pages with forms ask of records that carry an audience: may they be changed, and between form and service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

APART = ("audience", "audience_group", "audience_people", "version")


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(permission, subject)


def audience_of(data: dict[str, Any]) -> dict[str, Any]:
    """Who may see what a form enters, as services take it."""
    return {
        "audience": data["audience"],
        "group": data["audience_group"],
        "people": tuple(data["audience_people"]),
    }


def own_of(data: dict[str, Any]) -> dict[str, Any]:
    """What a form says of the record itself."""
    return {name: value for name, value in data.items() if name not in APART}


def as_entered(record: Any, *names: str) -> dict[str, Any]:
    """What a form that changes the record begins with."""
    many = {"audience_people": [person.pk for person in record.audience_people.all()]}
    return {name: getattr(record, name) for name in (*names, "audience", "audience_group", "version")} | many
