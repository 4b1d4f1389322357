"""Finds what an address names for the person who asks; what they may not see does not exist for them.

A silence period whose end has come is closed before its round is shown.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tessera.coordination.models import Comment, Endorsement, Invitation, TextVersion
from tessera.coordination.selectors.comments import comment_get
from tessera.coordination.selectors.endorsements import endorsement_get, invitation_get, version_get
from tessera.coordination.services.silence import silence_settle

Crumbs = list[tuple[str, str]]
APART = ("audience", "audience_group", "audience_people", "version")


def round_or_404(request: HttpRequest, pk: int) -> Endorsement:
    found = endorsement_get(request.user, pk)
    if found is not None and silence_settle(found):
        found = endorsement_get(request.user, pk)
    if found is None:
        raise Http404(_("There is no such endorsement that you may see."))
    return found


def invitation_or_404(request: HttpRequest, pk: int, entity: int) -> Invitation:
    found = invitation_get(request.user, round_or_404(request, pk), entity)
    if found is None:
        raise Http404(_("This organization is not invited."))
    return found


def version_or_404(request: HttpRequest, found: Endorsement, number: int) -> TextVersion:
    version = version_get(request.user, found, number)
    if version is None:
        raise Http404(_("There is no such version that you may see."))
    return version


def comment_or_404(request: HttpRequest, found: Endorsement, pk: int) -> Comment:
    comment = comment_get(request.user, found, pk)
    if comment is None:
        raise Http404(_("There is no such comment that you may see."))
    return comment


def address(found: Endorsement) -> str:
    return reverse("web:endorsement", args=[found.pk])


def matrix_address(found: Endorsement) -> str:
    return reverse("web:endorsement-comments", args=[found.pk])


def crumbs(found: Endorsement | None = None, *, matrix: bool = False) -> Crumbs:
    """Where a page stands: pairs of label and address."""
    trail: Crumbs = [(_("Endorsements"), reverse("web:endorsements"))]
    if found is not None:
        trail.append((found.title, address(found)))
        if matrix:
            trail.append((_("Comments"), matrix_address(found)))
    return trail


def may(request: HttpRequest, permission: str, subject: Any = None) -> bool:
    """Whether the page offers to do something; doing it asks again."""
    return request.user.is_authenticated and request.user.has_perm(f"coordination.{permission}", subject)


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
