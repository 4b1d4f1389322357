"""Addresses of this package: pages that gather recommendations by mechanism, by group concerned and by theme."""

from django.http import Http404
from django.urls import path


def pending(*_args, **_kwargs):
    raise Http404


urlpatterns = [
    path("mechanisms/", pending, name="mechanisms"),
    path("mechanisms/<str:code>/", pending, name="mechanism"),
    path("groups-concerned/", pending, name="concerned-groups"),
    path("groups-concerned/<slug:code>/", pending, name="concerned-group"),
    path("themes/", pending, name="themes"),
    path("themes/<slug:code>/", pending, name="theme"),
]
