"""The search room as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tessera.search"
    label = "search"
