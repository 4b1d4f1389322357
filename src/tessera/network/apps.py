"""The network room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "tessera.network"
    label = "network"
    verbose_name = _("Network")

    def ready(self) -> None:
        from .findable import findables_register
        from .services.erasure import erasure_register
        from .services.notifications import notifications_forget

        findables_register()
        erasure_register("notifications", lambda person, _words: notifications_forget(person))
