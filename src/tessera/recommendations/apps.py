"""The recommendations room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    name = "tessera.recommendations"
    label = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        from tessera.network.services.erasure import erasure_register

        from .findable import findables_register
        from .services.saved import person_forget

        findables_register()
        erasure_register("saved searches", lambda person, _words: person_forget(person))
