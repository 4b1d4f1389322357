"""How long it takes to read and group recommendations by what they demand, in memory, at three sizes.

    .venv/bin/python benchmarks/demands_read.py FILE.csv [FILE.csv ...] [--sizes 33000 100000 270000]

FILEs are UPR Info's exports. Larger sizes are made by recombining: clauses of two recommendations to a country are put
together, so that hardly a text occurs twice. Prints processor time, peak memory and the exponent of time.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
import resource
import time
from pathlib import Path

from tessera.analysis.demands import OF_ANY, OF_ANY_WEIGHT, Grouper, OfOneState, demands_read
from tessera.analysis.demands.clauses import clauses_of
from tessera.analysis.words import folded_words

Row = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[33_000, 100_000, 270_000])
    given = parser.parse_args()
    rows = [row for path in given.files for row in rows_of(path)]
    first: tuple[int, float] | None = None
    for size in given.sizes:
        seconds, groups = grouped(recombined(rows, size))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = f"{size:,} recommendations: {seconds:.1f} s of processor, {groups:,} groups, peak {peak:.0f} MB"
        if first:
            told += f", exponent {math.log(seconds / first[1]) / math.log(size / first[0]):.2f}"
        first = first or (size, seconds)
        print(told, flush=True)


def rows_of(path: Path) -> list[Row]:
    """Country and text of each row."""
    body = path.read_bytes().decode("mac_roman").replace("\r\n", "\n").replace("\r", "\n")
    return [(row["To"], row["Text"]) for row in csv.DictReader(io.StringIO(body)) if row.get("To") and row.get("Text")]


def recombined(rows: list[Row], size: int) -> list[Row]:
    """`size` rows: those that are there, then clauses of two to one country put together."""
    rnd = random.Random(7)
    by_country: dict[str, list[str]] = {}
    for country, text in rows:
        by_country.setdefault(country, []).append(text)
    made = rows[:size]
    while len(made) < size:
        country, text = rnd.choice(rows)
        other = rnd.choice(by_country[country])
        made.append((country, f"{rnd.choice(clauses_of(text))} and {rnd.choice(clauses_of(other))}"))
    return made


def grouped(rows: list[Row]) -> tuple[float, int]:
    """Seconds of processor, and how many groups and rules' demands were begun."""
    began = time.process_time()
    names = {country: folded_words(country) for country, _text in rows}
    one, across = {country: OfOneState() for country in names}, Grouper(OF_ANY, least=OF_ANY_WEIGHT)
    keys: set[tuple[str, str]] = set()
    number = 0
    for country, text in rows:
        read, own = demands_read(text, leave_out=names[country]), one[country]
        for key, part in read.ruled:
            own.find(part.block, part.words, ruled=True)
            if (country, key) not in keys:
                number += 1
                own.add(part.block, part.words, number, ruled=True)
        keys.update((country, key) for key in read.keys)
        for part in read.parts:
            if not own.find(part.block, part.words):
                number += 1
                own.add(part.block, part.words, number)
                if across.find(part.block, part.words) is None:
                    across.add(part.block, part.words, number)
    return time.process_time() - began, number + len(keys)


if __name__ == "__main__":
    main()
