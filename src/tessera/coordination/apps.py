"""The coordination room as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoordinationConfig(AppConfig):
    name = "tessera.coordination"
    label = "coordination"
    verbose_name = _("Coordination")

    def ready(self) -> None:
        from . import endorsement_rules  # noqa: F401  stated once, as rules.py is
        from .counted import measures_register
        from .endorsement_telling import endorsement_kinds_register
        from .findable import findables_register
        from .findable_reports import reports_register
        from .telling import kinds_register
        from .telling_reports import report_kinds_register

        findables_register()
        reports_register()
        kinds_register()
        endorsement_kinds_register()
        report_kinds_register()
        measures_register()
