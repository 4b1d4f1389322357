"""Addresses of this package: pages of countries: the map, one country, two beside one another."""

from django.http import Http404
from django.urls import path

from .country import country_page
from .world import world_page


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("countries/", world_page, name="countries"),
    path("countries/compare/", pending, name="compare"),
    path("countries/<str:code>/", country_page, name="country"),
]
