"""Addresses of this package: pages of recommendations and of the documents they stand in."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("recommendations/", pending, name="recommendations"),
    path("recommendations/<int:pk>/", pending, name="recommendation"),
    path("documents/", pending, name="documents"),
    path("documents/<int:pk>/", pending, name="document"),
]
