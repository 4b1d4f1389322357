"""Addresses of this package: pages of what is done about a recommendation, and of how it is assessed."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("recommendations/<int:pk>/follow-up/", pending, name="follow-up"),
]
