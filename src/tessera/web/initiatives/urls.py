"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import editing, listing, overlaps

ONE = "initiatives/<int:pk>/"

urlpatterns = [
    path("initiatives/", listing.initiative_list, name="initiatives"),
    path("initiatives/new/", editing.initiative_new, name="initiative-new"),
    path("initiatives/overlaps/", overlaps.overlap_list, name="initiative-overlaps"),
    path(ONE, listing.initiative, name="initiative"),
    path(ONE + "edit/", editing.initiative_edit, name="initiative-edit"),
    path(ONE + "archive/", editing.initiative_gone, name="initiative-archive"),
    path(ONE + "restore/", editing.initiative_back, name="initiative-restore"),
]
