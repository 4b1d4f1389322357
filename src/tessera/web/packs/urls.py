"""Addresses of this package: country briefs and dissemination packs."""

from __future__ import annotations

from django.urls import path

from . import brief, editing, listing, pack

urlpatterns = [
    path("countries/<str:code>/brief/", brief.country_brief, name="country-brief"),
    path("countries/<str:code>/brief/<str:language>.<str:form>", brief.country_brief_file, name="country-brief-file"),
    path("packs/", listing.pack_list, name="packs"),
    path("packs/new/", editing.pack_new, name="pack-new"),
    path("packs/dispatches/", listing.dispatch_list, name="pack-dispatches"),
    path("packs/<int:pk>/", pack.pack, name="pack"),
    path("packs/<int:pk>/pack.<str:form>", pack.pack_file, name="pack-file"),
    path("packs/<int:pk>/note/", editing.pack_note, name="pack-note"),
    path("packs/<int:pk>/audience/", editing.pack_audience, name="pack-audience"),
    path("packs/<int:pk>/archive/", editing.pack_archive_page, name="pack-archive"),
    path("packs/<int:pk>/dispatches/add/", editing.dispatch_new, name="pack-dispatch-add"),
]
