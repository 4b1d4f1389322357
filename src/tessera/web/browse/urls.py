"""Addresses of this package: pages that gather recommendations by mechanism, by group concerned and by theme."""

from django.urls import path

from .concerned import concerned_group_page, concerned_groups_page
from .mechanisms import mechanism_page, mechanisms_page
from .themes import theme_page, themes_page

urlpatterns = [
    path("mechanisms/", mechanisms_page, name="mechanisms"),
    path("mechanisms/<str:code>/", mechanism_page, name="mechanism"),
    path("groups-concerned/", concerned_groups_page, name="concerned-groups"),
    path("groups-concerned/<slug:code>/", concerned_group_page, name="concerned-group"),
    path("themes/", themes_page, name="themes"),
    path("themes/<str:code>/", theme_page, name="theme"),
]
