"""Tessera's addresses, with the kitchen sink beside them under /sink/."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from tessera.config import urls as root

from . import pages


def fails(request):
    raise RuntimeError("deliberate")


def forbids(request):
    raise PermissionDenied


def suspects(request):
    raise SuspiciousOperation("deliberate")


urlpatterns = [
    path("sink/", pages.sink, name="sink"),
    path("sink/list/", pages.rows_list, name="sink-list"),
    path("sink/kinds/", pages.kinds_list, name="sink-kinds"),
    path("sink/form/", pages.form, name="sink-form"),
    path("sink/fails/", fails),
    path("sink/forbids/", forbids),
    path("sink/suspects/", suspects),
    path("api/fails/", fails),
    path("api/forbids/", forbids),
    *root.urlpatterns,
]
handler400, handler403, handler404, handler500 = root.handler400, root.handler403, root.handler404, root.handler500
