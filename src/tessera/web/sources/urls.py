"""Addresses of this package: pages of sources and imports."""

from django.urls import path

from . import imports, listing, runs

urlpatterns = [
    path("sources/", listing.source_list, name="sources"),
    path("sources/import/", imports.source_import, name="source-import"),
    path("sources/imports/<int:pk>/", runs.import_run, name="import-run"),
]
