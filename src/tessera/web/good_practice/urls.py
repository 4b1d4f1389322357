"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import editing, listing

LIST = "desk-review/good-practice/"
OF = LIST + "<int:pk>/"

urlpatterns = [
    path(LIST, listing.listing, name="good-practices"),
    path(OF, listing.practice, name="good-practice"),
    path(OF + "edit/", editing.edit, name="good-practice-edit"),
    path(OF + "open/", editing.opened, name="good-practice-open"),
    path(OF + "withdraw/", editing.withdraw, name="good-practice-withdraw"),
    path("desk-review/<int:pk>/passages/<slug:key>/nominate/", editing.nominate, name="good-practice-nominate"),
]
