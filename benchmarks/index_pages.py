"""How long the pages and the API of recommendations take, on the recommendations of TESSERA_HOME. See README.md.

    TESSERA_HOME=... .venv/bin/python benchmarks/index_pages.py [--requests 200] [--concurrency 1] [--json]

The thirty queries of searching.py through the search page and through the API, each page drawn anew (as for somebody
with a session), and the pages of the country with most recommendations: times in milliseconds and as ratios to a bare
Django view on the same kind of server, queries, bytes compressed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlencode

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from load import Load, Target  # noqa: E402
from pages import COOKIE, queries_of, served  # noqa: E402
from searching import QUERIES  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--requests", type=int, default=5, help="of each address")
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tessera.config.settings"
    import django

    django.setup()
    cookie = f"{COOKIE}=nobody"  # nobody's session: no page is remembered for it
    groups = addresses()
    queries = {name: max(queries_of(path, cookie) for path in paths[:5]) for name, paths in groups.items()}
    with (
        served("bare:application", "/") as bare_port,
        served("tessera.config.wsgi:application", "/healthz") as port,
        Load(asked.concurrency) as load,
    ):
        bare = Target("bare view", bare_port, "/")
        targets = {name: [Target(name, port, path, cookie) for path in paths] for name, paths in groups.items()}
        everything = [bare, *(one for several in targets.values() for one in several)]
        load.run(everything, requests=asked.requests, rounds=1)
    figures = [figure("bare view", [bare], bare, 0)]
    figures += [figure(name, several, bare, queries[name]) for name, several in targets.items()]
    print(json.dumps(figures, indent=1) if asked.json else "\n".join(map(said, figures)))
    return 0


def addresses() -> dict[str, list[str]]:
    """Addresses by what they are called here."""
    from tessera.network.models.audience import OPERATOR
    from tessera.recommendations.selectors.portraits import portrait

    (first, _most), (second, _next) = portrait(OPERATOR, facets=("country",), crossed=()).of("country")[:2]
    asked = [urlencode({"q": query}) for query in QUERIES]
    return {
        "search page": [f"/recommendations/?{one}" for one in asked],
        "API": [f"/api/v1/recommendations?{one}" for one in asked],
        "country": [f"/countries/{first}/", f"/countries/{second}/"],
        "country, all": [f"/countries/{first}/?focus=all"],
        "compare": [f"/countries/compare/?a={first}&b={second}"],
    }


def figure(name: str, targets: list[Target], bare: Target, queries: int) -> dict[str, object]:
    every = Target(name, 0, "", seconds=[s for one in targets for s in one.seconds])
    return {
        "page": name,
        "requests": len(every.seconds),
        "median_ms": round(every.at(0.5) * 1000, 1),
        "p95_ms": round(every.at(0.95) * 1000, 1),
        "median_ratio": round(every.at(0.5) / bare.at(0.5), 1),
        "p95_ratio": round(every.at(0.95) / bare.at(0.95), 1),
        "queries": queries,
        "bytes": max(one.size for one in targets),
    }


def said(row: dict[str, object]) -> str:
    return (
        f"{row['page']:<14}{row['requests']:>6} requests, median {row['median_ms']:>7} ms ({row['median_ratio']}x), "
        f"p95 {row['p95_ms']:>7} ms ({row['p95_ratio']}x), {row['queries']} queries, {row['bytes']:,} bytes"
    )


if __name__ == "__main__":
    sys.exit(main())
