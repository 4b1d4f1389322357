"""How long the plan's pages take, as a ratio to a bare Django view on the same kind of server. See README.md."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from large_plan import plan_text  # noqa: E402
from load import Load, Target  # noqa: E402

COOKIE = "sessionid"
GRANIAN = ("--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--backlog", "1024")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=500)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--activities", type=int, default=0, help="import a made-up plan of this size")
    parser.add_argument("--as", dest="role", default="", help="sign in with this role, such as secretariat")
    parser.add_argument("--fresh", action="store_true", help="without an account, but every page drawn anew")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tessera-bench.") as home:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"TESSERA_HOME": home, "DJANGO_SETTINGS_MODULE": "tessera.config.settings"}
        paths = prepare(Path(home), asked.activities)
        cookie = sign_in(asked.role) if asked.role else f"{COOKIE}=nobody" if asked.fresh else ""
        queries = {name: queries_of(path, cookie) for name, path in paths.items()}
        figures = measure(asked, paths, cookie, queries)
    tell(figures, as_json=asked.json)
    return 0


def prepare(home: Path, activities: int) -> dict[str, str]:
    """A home with the plan in it; the pages to ask for."""
    import django

    django.setup()
    from tessera.cli.serve import prepare as serve_prepare
    from tessera.plans.models import Activity

    serve_prepare(demo=False)
    if activities:
        document = home / "large.txt"
        document.write_text(plan_text(activities), encoding="utf-8")
        verb = str(Path(sys.executable).with_name("tessera"))
        command = [verb, "plan", "import", str(document), "--code", "LARGE", "--public"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = Activity.objects.filter(plan__code="LARGE") if activities else Activity.objects.exclude(plan__code="LARGE")
    activity = found.select_related("plan").order_by("pk")[found.count() // 2]
    root = f"/plans/{activity.plan.code}/"
    return {"overview": root, "timeline": f"{root}timeline/", "activity": f"{root}activities/{activity.ref}/"}


def sign_in(role: str) -> str:
    """The cookie of a person with this role."""
    from django.conf import settings
    from django.test import Client

    from tessera.network.models import Membership, Person

    person = Person.objects.create(email="bench@example.org", name="Bench")
    Membership.objects.create(person=person, role=role)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries_of(path: str, cookie: str) -> int:
    """Queries of one request, after another has warmed what is kept between requests."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie} if cookie else {}, SERVER_NAME="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(path)
    return len(captured)


def measure(asked: argparse.Namespace, paths: dict[str, str], cookie: str, queries: dict[str, int]) -> list[dict]:
    with contextlib.ExitStack() as stack:
        bare_port = stack.enter_context(served("bare:application", "/"))
        port = stack.enter_context(served("tessera.config.wsgi:application", "/healthz"))
        bare = Target("bare view", bare_port, "/")
        targets = [Target(name, port, path, cookie) for name, path in paths.items()]
        load = stack.enter_context(Load(asked.concurrency))
        load.run([bare, *targets], requests=asked.requests, rounds=asked.rounds)
    return [
        {
            "page": target.name,
            "requests": len(target.seconds),
            "median_ms": round(target.at(0.5) * 1000, 2),
            "p95_ms": round(target.at(0.95) * 1000, 2),
            "median_ratio": round(target.at(0.5) / bare.at(0.5), 1),
            "p95_ratio": round(target.at(0.95) / bare.at(0.95), 1),
            "queries": queries.get(target.name, 0),
            "bytes": target.size,
        }
        for target in (bare, *targets)
    ]


@contextlib.contextmanager
def served(application: str, ready: str) -> Iterator[int]:
    """The application on granian as `tessera serve` starts it, one worker; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = str(Path(sys.executable).with_name("granian"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path[:2])}
    command = [granian, *GRANIAN, "--port", str(port), "--log-level", "warning", application]
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}{ready}")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer within 20 seconds")


def tell(figures: list[dict], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=1))
        return
    print(f"{'page':<10}{'requests':>9}{'median':>10}{'p95':>10}{'median':>9}{'p95':>7}{'queries':>9}{'bytes':>8}")
    for row in figures:
        print(
            f"{row['page']:<10}{row['requests']:>9}{row['median_ms']:>7.2f} ms{row['p95_ms']:>7.2f} ms"
            f"{row['median_ratio']:>8.1f}x{row['p95_ratio']:>6.1f}x{row['queries']:>9}{row['bytes']:>8}"
        )


if __name__ == "__main__":
    sys.exit(main())
