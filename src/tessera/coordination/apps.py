"""The coordination room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoordinationConfig(AppConfig):
    name = "tessera.coordination"
    label = "coordination"
    verbose_name = _("Coordination")

    def ready(self) -> None:
        from .telling import kinds_register

        kinds_register()
