"""`tessera serve`: prepare the database, the plan and the static files, then serve the pages."""

from __future__ import annotations

import os
import socket
import time

import click

from .frame import Failure, note, with_home
from .frame.hourly import hourly
from .frame.team import team


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", help="Port to serve (8000).")
@click.option("--bind", help="Address to listen on (127.0.0.1).")
@click.option("--workers", type=click.IntRange(1, 64), help="Server processes (2).")
@click.option("--demo", is_flag=True, help="Add a labelled fictional data set that fills every page.")
def command(port: int | None, bind: str | None, workers: int | None, demo: bool) -> None:
    """Prepare everything that is missing and serve the pages until stopped with Ctrl-C."""
    for name, value in (("PORT", port), ("TESSERA_BIND", bind), ("TESSERA_WORKERS", workers)):
        if value is not None:
            os.environ[name] = str(value)
    serve(demo=demo)


@with_home(migrated=False)
def serve(*, demo: bool) -> None:
    from django.conf import settings

    environment = settings.ENVIRONMENT
    port_ensure_free(environment.bind, environment.port)
    started = time.perf_counter()
    prepare(demo=demo)
    _checks_report()
    greet(environment.public_url, seconds=time.perf_counter() - started)
    verbs = ["digest"] if environment.digests else []
    with hourly(*verbs, "silence", "index --tidy"), team(environment.readers):
        _run_server(bind=environment.bind, port=environment.port, workers=environment.workers)


def port_ensure_free(bind: str, port: int) -> None:
    """Raises Failure where somebody listens already, before anything else is done."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(bind, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Failure(
            f"Port {port} at {bind} cannot be used ({error.strerror}): "
            "stop what listens there, or choose another with PORT."
        ) from None


# The fictional data set, in the order in which its parts rest on one another.
DEMO = (
    "tessera.plans.services.demo.demo_load",
    "tessera.coordination.services.demo.demo_work_load",
    "tessera.coordination.services.demo_endorsements.demo_endorsements_load",
    "tessera.coordination.services.demo_reports.demo_reports_load",
    "tessera.coordination.services.demo_year.demo_year_load",
    "tessera.coordination.services.demo_review.demo_plan_review_load",
    "tessera.recommendations.services.demo.demo_recommendations_load",
    "tessera.desk_review.services.demo.demo_reviews_load",
)


def prepare(*, demo: bool) -> None:
    """Database, plan, index and static files, each said and each a no-op when done before."""
    from django.utils.module_loading import import_string

    from tessera.plans.services.seed import seed_load
    from tessera.recommendations.services.demands import demands_place
    from tessera.search.writer import index_write_soon

    from .frame.home import database_migrate
    from .frame.static_files import static_files_collect

    if database_migrate():
        note("The database is up to date.")
    seed_load()
    note("The vocabulary and the Action Plan are loaded.")
    if demo and sum(bool(import_string(load)()) for load in DEMO):
        demands_place()
        note("A fictional data set, labelled as such, is loaded.")
    index_write_soon()
    if static_files_collect():
        note("Style sheets and scripts are collected.")


def greet(address: str, *, seconds: float) -> None:
    from tessera.network.services.sign_in import first_administrator_link

    note(f"\nTessera is ready after {seconds:.1f} s:\n\n    {address}/\n")
    if link := first_administrator_link():
        note(f"Nobody administers it yet. This link signs the first administrator in, once:\n\n    {link}\n")
    note("Ctrl-C stops it.")


def _checks_report() -> None:
    """Misconfiguration stops the start where it is dangerous, and is said where it is not."""
    from django.core import checks

    found = checks.run_checks()
    for message in found:
        if message.level >= checks.WARNING and message.id and message.id.startswith("tessera."):
            note(f"{message.id}: {message.msg}")
    if any(message.is_serious() for message in found):
        first = next(message for message in found if message.is_serious())
        raise Failure(f"Tessera does not start with this configuration ({first.id}): {first.msg}")


def _run_server(*, bind: str, port: int, workers: int) -> None:
    """Workers are forked from this process, so that they start with everything loaded."""
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()
    Granian(
        "tessera.config.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        blocking_threads_idle_timeout=600,
        backlog=1024,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        websockets=False,
    ).serve()
