"""Addresses of this package: pages of treaties and of who is bound by them."""

from __future__ import annotations

from django.urls import path

from . import country, matrix, treaties, treaty

urlpatterns = [
    path("ratifications/", treaties.treaty_list, name="ratifications"),
    path("ratifications/all.<str:form>", matrix.matrix_download, name="ratifications-matrix"),
    path("ratifications/<slug:code>/", treaty.treaty_page, name="treaty"),
    path("countries/<str:code>/ratifications/", country.country_page, name="country-ratifications"),
]
