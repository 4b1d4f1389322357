"""Searching: the first 20, the exact total and the counts of five facets, beside the peer's way.

    TESSERA_HOME=... .venv/bin/python benchmarks/searching.py [--rounds 5] [--json]

On the recommendations of TESSERA_HOME (import some first: benchmarks/corpus.py makes as many as wanted). Thirty
queries, all asked once to warm up and then `--rounds` times, each round of both in turn: of Tessera through `search()`,
as its server runs it (config/wsgi.py), with everything that a page needs (parsing, who may see what, snippets); of the
peer as SQLite FTS5 with its porter stemmer, its best 20, a count, and one GROUP BY for each facet. The peer has the
same texts and labels, and sorted tables in memory-mapped files.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

FACETS = ("country", "mechanism", "year", "theme", "group")
# Tessera's query, and the same of FTS5: rare and frequent words, phrases, beginnings, Boolean questions.
QUERIES = {
    "torture": "torture", "judiciary": "judiciary", "disability": "disability", "migrant": "migrant",
    "climate": "climate", "women": "women", "children": "children", "people": "people", "detained": "detained",
    "discrimination": "discrimination", "bias*": "bias*", "democra*": "democra*", "gender equality": "gender equality",
    '"sexual orientation"': '"sexual orientation"', '"rule of law"': '"rule of law"', "cyberbullying": "cyberbullying",
    "bias AND technology": "bias AND technology", "judicial NOT independence": "judicial NOT independence",
    "minorities": "minorities", "indigenous": "indigenous",
    '"people of African descent"': '"people of african descent"',
    "racial discrimination": "racial discrimination", "caste OR descent": "caste OR descent",
    "(women OR girls) AND education": "(women OR girls) AND education", "ratify convention": "ratify convention",
    "national human rights institution": "national human rights institution", "police": "police",
    '"hate speech"': '"hate speech"', "trafficking": "trafficking", "law": "law",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tessera.config.settings"
    import django

    django.setup()
    importlib.import_module("tessera.config.wsgi")
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        peer, records = peer_make(Path(folder) / "peer.sqlite3")
        print(f"The peer was built in {time.monotonic() - began:.0f} s.", file=sys.stderr)
        row = measured(peer, given.rounds)
    row = {"records": records, "queries": len(QUERIES), "rounds": given.rounds, **row}
    print(json.dumps(row, indent=2) if given.json else said(row))


def measured(peer: sqlite3.Connection, rounds: int) -> dict[str, Any]:
    times: dict[str, dict[str, list[float]]] = {"tessera": {}, "peer": {}}
    totals: dict[str, dict[str, int]] = {"tessera": {}, "peer": {}}
    asks = {"tessera": lambda query, _match: ours(query), "peer": lambda _query, match: theirs(peer, match)}
    for number in range(rounds + 1):
        for who, ask in asks.items():
            for query, match in QUERIES.items():
                seconds, total = timed(partial(ask, query, match))
                totals[who][query] = total
                if number:
                    times[who].setdefault(query, []).append(seconds * 1000)
    figures = {who: figures_of(rows) for who, rows in times.items()}
    ratio = figures["peer"]["mean_ms"] / figures["tessera"]["mean_ms"]
    return {**figures, "times_faster_on_average": ratio, "totals": totals}


def timed(ask: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    total = ask()
    return time.perf_counter() - began, total


def figures_of(rows: dict[str, list[float]]) -> dict[str, float]:
    every = sorted(one for times in rows.values() for one in times)
    return {
        "mean_ms": statistics.fmean(every),
        "p50_ms": statistics.median(every),
        "p95_ms": every[int(len(every) * 0.95)],
        "slowest_ms": every[-1],
    }


def ours(query: str) -> int:
    from tessera.search.find import search

    return search(
        frozenset({"public"}), query, kinds=["recommendation"], facets=FACETS, limit=20, names=False, count_kinds=False
    ).total


def theirs(peer: sqlite3.Connection, match: str) -> int:
    peer.execute("SELECT rowid, text FROM words WHERE words MATCH ? ORDER BY rank LIMIT 20", (match,)).fetchall()
    total = peer.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0]
    for facet in FACETS:
        peer.execute(
            f"SELECT value, count(*) FROM words JOIN of_{facet} ON of_{facet}.record = words.rowid"
            " WHERE words MATCH ? GROUP BY value",
            (match,),
        ).fetchall()
    return int(total)


def peer_make(path: Path) -> tuple[sqlite3.Connection, int]:
    from tessera.search.registry import kinds

    peer = sqlite3.connect(path)
    peer.execute("PRAGMA journal_mode=OFF")
    peer.execute("PRAGMA mmap_size=4000000000")
    peer.execute("PRAGMA cache_size=-400000")
    peer.execute("CREATE VIRTUAL TABLE words USING fts5(text, labels, tokenize='porter unicode61 remove_diacritics 2')")
    for facet in FACETS:
        peer.execute(f"CREATE TABLE of_{facet} (record INTEGER, value TEXT, PRIMARY KEY (record, value)) WITHOUT ROWID")
    count = 0
    for columns in kinds()["recommendation"].rows().iterator(chunk_size=5000):
        count += 1
        found = kinds()["recommendation"].document(columns)
        [said] = found.wordings.values()
        peer.execute(
            "INSERT INTO words (rowid, text, labels) VALUES (?, ?, ?)", (found.id, said.text, " ".join(said.labels))
        )
        for facet in FACETS:
            values = found.facets[facet]
            peer.executemany(f"INSERT OR IGNORE INTO of_{facet} VALUES (?, ?)", [(found.id, str(v)) for v in values])
    peer.execute("INSERT INTO words(words) VALUES ('optimize')")
    peer.execute("ANALYZE")
    peer.commit()
    return peer, count


def said(row: dict[str, Any]) -> str:
    def one(who: str) -> str:
        return ", ".join(f"{re.sub('_ms$', '', k)} {v:.2f}" for k, v in row[who].items())

    return (
        f"{row['records']:,} recommendations, {row['queries']} queries x {row['rounds']}, in ms.\n"
        f"Tessera: {one('tessera')}\nFTS5: {one('peer')}\n"
        f"{row['times_faster_on_average']:.1f} times faster on average."
    )


if __name__ == "__main__":
    main()
