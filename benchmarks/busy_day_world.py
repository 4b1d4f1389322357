"""Makes, in the demonstration of TESSERA_HOME, what waits on a busy day, and prints the session of its secretariat."""

from __future__ import annotations

import os
from datetime import time, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tessera.config.settings")

HELD = "Talk about hosts (fictional)"
OUTSIDER = "mira@demo.invalid"


def main() -> None:
    import django

    django.setup()
    from tessera.network.models import Person

    secretariat = Person.objects.get(email="secretariat@demo.invalid")
    report_submitted()
    meeting_held(secretariat)
    print(session_of(secretariat))


def report_submitted() -> None:
    """The country team answers what it was asked: its report waits to be approved."""
    from tessera.coordination.models import YearlyReport
    from tessera.coordination.services.yearly_reports import report_step

    waiting = YearlyReport.objects.filter(state="asked-back", organisation__code="demo-arlandia")
    report = waiting.select_related("round__plan", "organisation").latest("round__year")
    report_step(report=report, step="submit", by=report.organisation.memberships.first().person)


def meeting_held(secretariat: object) -> None:
    """A meeting of yesterday, without minutes."""
    from django.utils import timezone

    from tessera.coordination.models import WorkingGroup
    from tessera.coordination.services.meetings import meeting_call

    group = WorkingGroup.objects.get(name__startswith="Working group on training")
    meeting_call(
        working_group=group,
        title=HELD,
        day=timezone.now().date() - timedelta(days=1),
        at=time(9),
        zone="UTC",
        by=secretariat,
        audience={"audience": "public"},
    )


def session_of(person: object) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    main()
