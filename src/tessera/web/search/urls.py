"""Address of the search page."""

from django.urls import path

from . import page

urlpatterns = [path("search/", page.search_page, name="search")]
