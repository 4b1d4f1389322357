"""Kills an import at random moments and runs it again: does it end as one that was never killed?

    .venv/bin/python benchmarks/killing.py uhri-40k.json --kills 50 [--seed 1]

Each time in a TESSERA_HOME of its own: `tessera import uhri FILE` gets SIGKILL, with all of its processes, after a
random share of the time that an undisturbed import took, and is run again. What the database holds (records,
attestations as they came, what the index was to be told) and what the index finds are then compared with the
undisturbed import.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESSERA = Path(sys.executable).with_name("tessera")
ASKED = ("torture", "discriminat*", "NOT zzz", '"rule of law"', "women AND minorities")
TABLES = (
    "SELECT body, kind, paragraph, heading, text, language, countries, addressees, states, states_printed, position,"
    " date, year, cycle, session, themes, persons, groups, intersections, goals, guidance, bucket, fingerprint,"
    " withdrawn, joined_to_id FROM recommendations_recommendation",
    "SELECT a.source, a.key, a.scope, a.digest, a.gone_id IS NULL, b.body, r.text FROM recommendations_attestation a"
    " JOIN recommendations_attestationbody b ON b.attestation_id = a.id"
    " JOIN recommendations_recommendation r ON r.id = a.recommendation_id",
    "SELECT symbol, title, body, countries, date FROM recommendations_document",
    "SELECT code, label FROM recommendations_themelabel",
    "SELECT count(*) FROM search_outbox",
    "SELECT state, count(*) FROM recommendations_importrun GROUP BY state",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty"
        tessera(empty, "migrate")
        undisturbed = copied(empty, Path(folder) / "undisturbed")
        began = time.monotonic()
        tessera(undisturbed, "import", "uhri", given.file)
        length, wanted = time.monotonic() - began, state_of(undisturbed)
        print(f"undisturbed: {length:.1f} s; {wanted}", flush=True)
        draw, wrong, cut = random.Random(given.seed), 0, 0
        for number in range(given.kills):
            home = copied(empty, Path(folder) / f"killed-{number}")
            after = draw.uniform(0.02, 1.0) * length
            was_cut = killed(home, given.file, after)
            between = progress_of(home)
            tessera(home, "import", "uhri", given.file)
            same = state_of(home) == wanted
            cut, wrong = cut + was_cut, wrong + (not same)
            said = "the same end" if same else f"ANOTHER END: {state_of(home)}"
            print(f"{number + 1}: killed after {after:.1f} s with {between}; run again: {said}", flush=True)
            shutil.rmtree(home)
    print(f"{given.kills} kills, {cut} before the end; {wrong} ended otherwise.")
    return 1 if wrong else 0


def copied(of: Path, to: Path) -> Path:
    shutil.copytree(of, to)
    return to


def tessera(home: Path, *words: object) -> str:
    command = [str(TESSERA), *map(str, words)]
    environment = {**os.environ, "TESSERA_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"tessera {words[0]}: {done.stderr.strip()}")
    return done.stdout


def killed(home: Path, file: Path, after: float) -> bool:
    """Whether it was still at work."""
    command = [str(TESSERA), "import", "uhri", str(file)]
    environment = {**os.environ, "TESSERA_HOME": str(home)}
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    at_work = started.poll() is None
    if at_work:
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    return at_work


def progress_of(home: Path) -> str:
    with sqlite3.connect(home / "tessera.sqlite3") as database:
        rows = database.execute("SELECT count(*) FROM recommendations_attestation").fetchone()[0]
        left = database.execute("SELECT count(*) FROM search_outbox").fetchone()[0]
    return f"{rows:,} records written, {left:,} errands of the index open"


def state_of(home: Path) -> str:
    """A short name of all that is there, whatever its ids and times, and what the index finds."""
    digest = hashlib.sha256()
    with sqlite3.connect(home / "tessera.sqlite3") as database:
        for query in TABLES:
            for row in sorted(map(repr, database.execute(query))):
                digest.update(row.encode())
        records = database.execute("SELECT count(*) FROM recommendations_recommendation").fetchone()[0]
    found = [json.loads(tessera(home, "search", query, "--limit", "0", "--json"))["total"] for query in ASKED]
    return f"{records:,} recommendations, {digest.hexdigest()[:12]}, found {found}"


if __name__ == "__main__":
    sys.exit(main())
