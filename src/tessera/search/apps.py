"""The search room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "tessera.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from .outbox import signals_connect

        signals_connect()
