"""Addresses of this package: pages of what is done about a recommendation, and of how it is assessed."""

from __future__ import annotations

from django.urls import path

from . import entries, lists, page

OF = "recommendations/<int:pk>/follow-up/"
ENTRY = OF + "<str:kind>/<int:entry>/"

urlpatterns = [
    path("follow-up/", lists.follow_up_list, name="follow-ups"),
    path(OF, page.follow_up, name="follow-up"),
    path(OF + "<str:kind>/add/", entries.entry_new, name="follow-up-add"),
    path(ENTRY + "edit/", entries.entry_edit, name="follow-up-edit"),
    path(ENTRY + "archive/", entries.entry_gone, name="follow-up-archive"),
    path(ENTRY + "restore/", entries.entry_back, name="follow-up-restore"),
]
