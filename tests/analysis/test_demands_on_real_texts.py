"""How many of the pairs that a person found to ask one State for the same are found; no text is kept here."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
import yaml

from tessera.analysis.words import folded_words

from .demand_groups import groups

READ = Path(__file__).with_name("demands_read_by_a_person.yml")
LEAST = {"1 to 5": 0.60, "6": 0.36}  # docs/explanation/demands.md has the figure of each reading


def digest(state: str, text: str) -> str:
    return hashlib.blake2b(f"{state}|{text}".encode(), digest_size=6).hexdigest()


@pytest.fixture(scope="module")
def texts(shared_data) -> list[tuple[str, str]]:
    """State and text of each recommendation, in order."""
    found = []
    for name in ("1-5", "6-9", "10-13", "14-17"):
        path = shared_data / "upr-info" / f"{name}.csv"
        with path.open(encoding="mac_roman", newline="") as file:
            body = file.read().replace("\r\n", "\n").replace("\r", "\n")
        for row in csv.DictReader(io.StringIO(body)):
            if row.get("Text") and row.get("To") and "oluntary" not in (row.get("Response") or ""):
                found.append((row["To"], " ".join(row["Text"].split())))
    return found


def demands_of_each(texts: list[tuple[str, str]], states: set[str]) -> dict[str, set[object]]:
    found = {}
    for state in states:
        own = [text for name, text in texts if name == state]
        for text, demands in zip(own, groups(own, leave_out=folded_words(state)), strict=True):
            found[digest(state, text)] = demands
    return found


@pytest.mark.parametrize("which", LEAST)
def test_what_a_person_found_to_be_the_same_is_mostly_found(texts, which):
    readings = yaml.safe_load(READ.read_text(encoding="utf-8"))["readings"]
    chosen = [reading for number, reading in readings.items() if (number == 6) == (which == "6")]
    pairs = [(seed, one) for reading in chosen for seed, ones in reading.items() for one in ones]
    by_digest = {digest(state, text): state for state, text in texts}
    assert all(by_digest[one] == by_digest[other] for one, other in pairs)
    found = demands_of_each(texts, {by_digest[seed] for seed, _one in pairs})
    hits = sum(bool(found[one] & found[other]) for one, other in pairs)
    assert hits / len(pairs) >= LEAST[which]
