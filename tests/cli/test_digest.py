"""`tessera digest`: real imports, a mail in a file for each person, and nothing twice, whoever is killed when."""

from __future__ import annotations

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from .conftest import TESSERA, Home

MADE = """
from tessera.network.models import Membership, Person
from tessera.recommendations.selectors.asking import Question
from tessera.recommendations.services.saved import search_save
for number in range({people}):
    person = Person.objects.create(email=f"reader{{number}}@example.org", name="Reader", language={language!r})
    Membership.objects.create(person=person, role="country-team")
    question = Question(query="registers", filters=(("country", ("NPL",)),))
    search_save(person=person, title="Registers", question=question, language="en", frequency="daily")
"""


def annotation(number: int, text: str, country: str = "Nepal") -> dict:
    return {
        "AnnotationId": str(uuid.UUID(int=number)),
        "AnnotationType": "- Recommendations",
        "Body": "- CERD",
        "Countries": [country],
        "Symbol": "CERD/C/NPL/CO/99",
        "Text": f"{number}. {text}",
        "PublicationDate": "2024-05-06",
    }


def imported(home: Home, folder: Path, *annotations: dict) -> dict:
    path = folder / "export.json"
    path.write_text(json.dumps(list(annotations)), encoding="utf-8")
    done = home.tessera("import", "uhri", path, "--json", "--complete")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def told(home: Home, *options: str) -> dict:
    done = home.tessera("digest", "--json", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mails(home: Home) -> list[email.message.EmailMessage]:
    """Django keeps the mails of one connection in one file, with a line of hyphens below each."""
    found = []
    for path in sorted((home.path / "mail").glob("*")):
        for said in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            if said.strip():
                found.append(email.message_from_bytes(said, policy=email.policy.default))
    return found


def count(home: Home) -> int:
    folder = home.path / "mail"
    return sum(1 for path in folder.iterdir() if path.stat().st_size) if folder.is_dir() else 0


def body(mail: email.message.EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()


@pytest.mark.slow
def test_what_imports_bring_change_and_take_away_is_mailed_once(home, tmp_path):
    kept, changed, gone = (annotation(n, f"Keep registers of births, the {n}th time.") for n in (1, 2, 3))
    imported(home, tmp_path, kept, changed, gone)
    home.python(MADE.format(people=1, language="fr"))
    assert told(home)["sent"] == 0
    home.python("from tessera.recommendations.models import SavedSearch as S; S.objects.update(last_run=None)")
    new = annotation(4, "Open registers of land to the Tarani.")
    other = annotation(5, "Open registers of land.", "India")
    changed["Text"] = "2. Keep complete registers of births."
    imported(home, tmp_path, kept, changed, new, other)
    assert told(home, "--dry-run") | {"dry_run": False} == {
        "people": 1, "sent": 1, "nothing_new": 0, "failed": 0, "uncertain": 0, "searches": 1, "recommendations": 3,
        "reminded": 0, "notifications": 0,
        "dry_run": False,
    }  # fmt: skip
    assert mails(home) == []
    assert told(home)["sent"] == 1
    assert told(home)["people"] == 0
    (mail,) = mails(home)
    assert mail["To"] == "reader0@example.org"
    said = body(mail)
    assert "Open registers of land to the Tarani" in said
    assert "Keep complete registers of births" in said
    assert "the 3th time" in said
    assert "the 1th time" not in said
    assert "Népal" in said
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.slow
def test_whoever_is_killed_at_any_moment_mails_nobody_twice(home, tmp_path):
    imported(home, tmp_path, annotation(1, "Keep registers of births."))
    home.python(MADE.format(people=40, language="en"))
    imported(home, tmp_path, annotation(1, "Keep registers of births."), annotation(2, "Open registers of land."))
    killed = 0
    for more in (1, 4, 9, 2):
        process = subprocess.Popen([str(TESSERA), "digest"], env=home.environment, stderr=subprocess.DEVNULL)
        enough = count(home) + more
        while process.poll() is None and count(home) < enough:
            time.sleep(0.001)
        killed += process.poll() is None
        process.kill()
        process.wait()
    assert killed == 4
    assert count(home) < 40
    last = told(home)
    to = [mail["To"] for mail in mails(home)]
    assert len(to) == len(set(to))
    assert len(to) + last["uncertain"] >= 40, "at most the mail under way is missing, and it is counted"
    assert last["uncertain"] <= killed


@pytest.mark.slow
def test_what_runs_hourly_beside_a_server_ends_with_it():
    server = (
        "import time\n"
        "from tessera.cli.frame import hourly as module\n"
        "with module.hourly('digest') as child:\n"
        "    print(child.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE, text=True)
    child = int(process.stdout.readline())
    assert os.path.exists(f"/proc/{child}")
    process.send_signal(signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 20
    while os.path.exists(f"/proc/{child}") and time.monotonic() < until:
        time.sleep(0.2)
    assert not os.path.exists(f"/proc/{child}")


def test_a_round_calls_the_verbs_and_waits_an_hour(monkeypatch):
    from tessera.cli.frame import hourly

    clock, ran = [0.0], []
    monkeypatch.setattr(hourly.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(hourly.time, "sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))
    monkeypatch.setattr(hourly.subprocess, "run", lambda command, **_kw: ran.append((clock[0], command[-1])))
    parents = iter([7] * 1_500)
    monkeypatch.setattr(hourly.os, "getppid", lambda: next(parents, 1))
    hourly._keep_running("digest,index --tidy", 7)
    assert [at for at, _verb in ran] == [60, 60, 3660, 3660, 7260, 7260]
    assert [verb for _at, verb in ran[:2]] == ["digest", "--tidy"]
