"""The doctor finds what is broken, and ends with 1 then."""

from __future__ import annotations

import json
from pathlib import Path

from tessera.cli.doctor import fonts_of_pdf

from .conftest import Home, on_postgresql


def found(home: Home, **environment: str) -> tuple[int, dict[str, str]]:
    done = home.tessera("doctor", "--json", **environment)
    report = json.loads(done.stdout)
    assert report["ok"] is (done.returncode == 0)
    return done.returncode, {c["name"]: c["state"] for c in report["checks"]}


def test_a_well_kept_home_is_well(home):
    code, states = found(home)
    assert code == 0
    assert states["database"] == states["migrations"] == states["secret key"] == states["home"] == "well"
    assert {
        "disk",
        "search index",
        "fonts for Arabic",
        "fonts for Chinese",
        "fonts for PDF",
        "Chromium",
        "Tesseract",
    } <= states.keys()


def test_it_names_the_packages_whose_fonts_a_pdf_needs(monkeypatch):
    monkeypatch.setattr("tessera.reports.typesetting._installed", frozenset)
    (finding,) = fonts_of_pdf()
    assert finding.state == "look"
    assert "fonts-noto-core" in finding.message
    assert "fonts-droid-fallback" in finding.message


def test_it_speaks_to_people_too(home):
    done = home.tessera("doctor")
    assert done.returncode == 0
    assert "migrations: all applied" in done.stdout


def test_a_key_that_others_can_read_is_broken(home):
    (home.path / "secret-key").chmod(0o644)
    code, states = found(home)
    assert code == 1
    assert states["secret key"] == "broken"
    assert states["configuration tessera.E003"] == "broken"


def test_a_misconfiguration_is_found_by_its_number(home):
    code, states = found(home, TESSERA_URL="http://tessera.example.org", TESSERA_DEBUG="on")
    assert code == 1
    assert states["configuration tessera.E001"] == "broken"
    assert states["configuration tessera.W001"] == "look"


def test_a_database_that_does_not_answer_is_broken(home):
    code, states = found(home, DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert code == 1
    assert states["database"] == "broken"


def test_missing_migrations_are_seen_and_left_to_the_next_start(home):
    home.python("from django.db.migrations.recorder import MigrationRecorder as R; R.Migration.objects.all().delete()")
    code, states = found(home)
    assert states["migrations"] == "look"
    assert code == 0


def test_a_damaged_database_is_broken(home):
    if on_postgresql():
        return  # PostgreSQL looks after its own files
    database = Path(home.path / "tessera.sqlite3")
    home.python("from django.db import connection as c; c.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')")
    data = bytearray(database.read_bytes())
    for start in range(3 * 4096, len(data), 2 * 4096):
        data[start : start + 2048] = b"\xff" * 2048
    database.write_bytes(data)
    code, states = found(home)
    assert code == 1
    assert states["database"] == "broken"
