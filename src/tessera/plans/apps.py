"""The plans room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "tessera.plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        from .counted import measures_register
        from .findable import findables_register
        from .findable_entered import entered_register
        from .telling import kinds_register

        findables_register()
        entered_register()
        kinds_register()
        measures_register()
