"""Addresses of this package: pages of treaties and of who is bound by them."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("ratifications/", pending, name="ratifications"),
    path("ratifications/<slug:code>/", pending, name="treaty"),
]
