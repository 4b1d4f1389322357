"""Addresses of this package: pages of sources and imports."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("sources/", pending, name="sources"),
    path("sources/import/", pending, name="source-import"),
]
