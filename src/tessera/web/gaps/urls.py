"""Addresses of this package."""

from __future__ import annotations

from django.urls import path

from . import listing, one

OF = "desk-review/<int:pk>/gaps/"

urlpatterns = [
    path(OF, listing.gaps, name="gaps"),
    path(OF + "compare/", listing.compare, name="gaps-compare"),
    path(OF + "<int:demand>/", one.gap, name="gap"),
]
