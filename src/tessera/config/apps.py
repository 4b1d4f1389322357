"""Registers the numbered system checks when Django starts."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "tessera.config"
    label = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registering is its effect
