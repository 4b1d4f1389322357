"""Fifty people edit the same tasks at once, through the pages of a running server. Is any word of theirs lost?

    .venv/bin/python benchmarks/editing.py [--people 50] [--rounds 6]
    script/postgres .venv/bin/python benchmarks/editing.py

Each person, in each round, opens the form of one of ten tasks, adds a word of their own to its details and saves; where
somebody saved meanwhile, they read the newer version and add their word to that. Now and then they post an update or
read the group's page. At the end every word that the server said it had saved must stand in its task.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from pages import served  # noqa: E402

TASKS, TRIES = 10, 60


@dataclass
class Seen:
    """What all the people together were answered."""

    seconds: list[float] = field(default_factory=list)
    statuses: collections.Counter[str] = field(default_factory=collections.Counter)
    words: list[tuple[int, str]] = field(default_factory=list)
    updates: int = 0
    given_up: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, status: int, seconds: float) -> None:
        with self.lock:
            self.statuses[f"{what} {status}"] += 1
            self.seconds.append(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tessera-bench.") as home:
        os.environ |= {"TESSERA_HOME": home, "DJANGO_SETTINGS_MODULE": "tessera.config.settings"}
        slug, tasks, cookies = prepared(given.people)
        seen, began = Seen(), time.monotonic()
        with served("tessera.config.wsgi:application", "/healthz") as port:
            people = [
                threading.Thread(
                    target=person, args=(seed, f"http://127.0.0.1:{port}", slug, tasks, cookie, given, seen)
                )
                for seed, cookie in enumerate(cookies)
            ]
            for one in people:
                one.start()
            for one in people:
                one.join()
        return told(seen, time.monotonic() - began)


def prepared(count: int) -> tuple[str, list[int], list[str]]:
    """A group with one member for each person, its tasks, and a cookie for each person."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0, interactive=False)
    from tessera.coordination.services.groups import member_add, working_group_create
    from tessera.coordination.services.tasks import task_add
    from tessera.network.models import Membership, Organisation, Person

    group = working_group_create(name="Statistics", mandate="Agree what is counted.", coordinators=[], by=None)
    cookies = []
    for number in range(count):
        entity = Organisation.objects.create(code=f"entity-{number}", name=f"Entity {number}", kind="un-entity")
        one = Person.objects.create(email=f"person{number}@example.org", name=f"Person {number}")
        Membership.objects.create(person=one, role="focal-point", organisation=entity)
        member_add(group=group, organisation=entity, person=one, by=None)
        client = Client()
        client.force_login(one, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    tasks = [task_add(by=None, title=f"Task {n}", working_group=group, text="Words:").pk for n in range(TASKS)]
    return group.slug, tasks, cookies


def person(seed: int, root: str, slug: str, tasks: list[int], cookie: str, rounds: int, seen: Seen) -> None:
    """What one person does."""
    import requests
    from django.conf import settings

    draw, session = random.Random(seed), requests.Session()
    session.cookies.set(settings.SESSION_COOKIE_NAME, cookie)
    for number in range(rounds):
        task = draw.choice(tasks)
        word = f"w{seed}x{number}"
        if edited(session, f"{root}/tasks/{task}/edit/", word, seen):
            seen.words.append((task, word))
        else:
            seen.given_up += 1
        if draw.random() < 0.3:
            form = opened(session, f"{root}/working-groups/{slug}/updates/add/", "update form", seen)
            if (
                sent(session, f"{root}/working-groups/{slug}/updates/add/", {**form, "text": word}, "update", seen)
                == 302
            ):
                with seen.lock:
                    seen.updates += 1
        opened(session, f"{root}/working-groups/{slug}/", "group page", seen)


def edited(session: Any, url: str, word: str, seen: Seen) -> bool:
    """Add the word to the newest version, as often as it takes."""
    form = opened(session, url, "task form", seen)
    for _try in range(TRIES):
        if word not in form.get("text", "").split():
            form["text"] = f"{form.get('text', '')} {word}"
        status = sent(session, url, form, "task", seen)
        if status == 302:
            return True
        if status != 422:
            return False
        form = opened(session, url, "task form", seen)
    return False


def opened(session: Any, url: str, what: str, seen: Seen) -> dict[str, str]:
    """The fields of the page's form, as a browser would send them."""
    from lxml import html

    began = time.monotonic()
    answer = session.get(url, timeout=120)
    seen.note(what, answer.status_code, time.monotonic() - began)
    forms = [one for one in html.fromstring(answer.content).forms if "csrfmiddlewaretoken" in one.fields]
    forms = [one for one in forms if {"text", "version"} & set(one.fields)]
    if not forms:
        return {}
    return dict(forms[0].form_values())


def sent(session: Any, url: str, form: dict[str, str], what: str, seen: Seen) -> int:
    began = time.monotonic()
    answer = session.post(url, data=form, headers={"Referer": url}, allow_redirects=False, timeout=120)
    seen.note(what, answer.status_code, time.monotonic() - began)
    return int(answer.status_code)


def told(seen: Seen, seconds: float) -> int:
    """Print what came of it; 1 where a word was lost or a page failed."""
    from django.db import connection

    from tessera.coordination.models import Task, Update

    texts = {task.pk: set(task.text.split()) for task in Task.objects.all()}
    lost = [word for task, word in seen.words if word not in texts[task]]
    edits = sum(task.version - 1 for task in Task.objects.all())
    updates = Update.objects.count()
    failed = sum(count for name, count in seen.statuses.items() if int(name.split()[-1]) >= 500)
    ordered = sorted(seen.seconds)
    at = {share: ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 for share in (0.5, 0.95, 1.0)}
    print(f"{connection.vendor}: {len(ordered)} requests in {seconds:.1f} s; {dict(sorted(seen.statuses.items()))}")
    print(f"p50 {at[0.5]:.0f} ms, p95 {at[0.95]:.0f} ms, longest {at[1.0]:.0f} ms; error pages {failed}")
    print(f"words saved {len(seen.words)} ({edits} edits kept), lost {len(lost)}, given up {seen.given_up};", end=" ")
    print(f"updates posted {seen.updates}, kept {updates}")
    return int(bool(lost or failed or seen.given_up or edits != len(seen.words) or updates != seen.updates))


if __name__ == "__main__":
    sys.exit(main())
