"""The desk review as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskReviewConfig(AppConfig):
    name = "tessera.desk_review"
    label = "desk_review"
    verbose_name = _("Desk review")

    def ready(self) -> None:
        from . import tasks  # noqa: F401  what services announce comes into the queue
        from .counted import measures_register
        from .findable import findables_register

        findables_register()
        measures_register()
