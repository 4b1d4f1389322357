"""Addresses of this package: pages of saved searches, and their feeds."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("saved-searches/", pending, name="saved-searches"),
]
