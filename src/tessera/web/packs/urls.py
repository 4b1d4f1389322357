"""Addresses of this package: country briefs and dissemination packs."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("packs/", pending, name="packs"),
    path("countries/<str:code>/brief/", pending, name="country-brief"),
]
