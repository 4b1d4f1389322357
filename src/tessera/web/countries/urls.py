"""Addresses of this package: pages of countries: the map, one country, two beside one another."""

from django.urls import path

from .compare import compare_page
from .country import country_page
from .world import world_page

urlpatterns = [
    path("countries/", world_page, name="countries"),
    path("countries/compare/", compare_page, name="compare"),
    path("countries/<str:code>/", country_page, name="country"),
]
