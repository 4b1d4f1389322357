"""How long it takes to place all recommendations of TESSERA_HOME in demands anew.

    TESSERA_HOME=... .venv/bin/python benchmarks/demands.py [--json]

Prints processor time, peak memory and counts. Run it on homes of two sizes to see how time grows.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    print(json.dumps(measured(), indent=2) if given.json else _said(measured()))


def measured() -> dict[str, float]:
    """Everything is placed within a transaction that is taken back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tessera.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from tessera.recommendations.models import Demand, DemandByHand, DemandPlace, SharedDemand
    from tessera.recommendations.services.demands import demands_place

    with transaction.atomic():
        for model in (DemandByHand, DemandPlace, Demand, SharedDemand):
            everything = model.objects.all()
            everything._raw_delete(everything.db)  # no look at what hangs on each
        began = time.process_time()
        done = demands_place()
        took = time.process_time() - began
        transaction.set_rollback(True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"recommendations": done.recommendations, "demands": done.demands, "shared": done.shared,
            "processor_s": took, "peak_mb": peak}  # fmt: skip


def _said(row: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:,.1f}" for name, value in row.items())


if __name__ == "__main__":
    main()
