"""Addresses of this package: pages of recommendations and of the documents they stand in."""

from django.http import Http404
from django.urls import path

from . import search_page


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("recommendations/", search_page.search_page, name="recommendations"),
    path("recommendations/values/<slug:facet>/", search_page.values_page, name="recommendation-values"),
    path("recommendations/<int:pk>/", pending, name="recommendation"),
    path("documents/", pending, name="documents"),
    path("documents/<int:pk>/", pending, name="document"),
]
