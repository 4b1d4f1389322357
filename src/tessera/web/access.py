"""Asks whether a person may do a thing; a refusal is answered and logged in one way everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from tessera.network.services.audit import audit_record

View = Callable[..., HttpResponse]


class SignInNeeded(PermissionDenied):
    """Nobody is signed in; asking them to is the answer."""


def require(request: HttpRequest, permission: str, subject: Any = None) -> None:
    """Raise where the person may not; those who are not signed in are sent to sign in (see `guarded`)."""
    person = request.user
    if not person.is_authenticated:
        raise SignInNeeded
    if not person.has_perm(permission, subject):
        audit_record(actor=person, action="refused", subject=permission, path=request.path[:200])
        raise PermissionDenied


def export_record(request: HttpRequest, name: str) -> None:
    """Note that a person took away a list that not everybody may see."""
    if request.user.is_authenticated:
        audit_record(actor=request.user, action="export", subject=name, path=request.path[:200])


def guarded(view: View) -> View:
    """Turns SignInNeeded into the way to the sign-in page and back."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SignInNeeded:
            return redirect_to_login(request.get_full_path())

    return answer
