"""Large imports are read in a process beside the one that writes: it knows sources, and neither settings nor models."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tessera.harvest import RawRecord, source_get
from tessera.recommendations.services import reading

from .making import annotation


@pytest.mark.parametrize("module", ["tessera.recommendations.services.reading"])
def test_what_reads_knows_no_django(module):
    said = f"import sys, {module}; print(sorted(m for m in sys.modules if m.split('.')[0] == 'django'))"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_process_beside_reads_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 40)
    raws = [RawRecord(str(n), json.dumps(annotation(n)).encode(), n) for n in range(5, 150)]
    raws[7] = raws[7]._replace(body=b"{}")
    source = source_get("uhri")
    here = [one for batch in reading.batches_read(source, raws, count=0) for one in batch]
    monkeypatch.setattr(reading, "WORTH_A_PROCESS", 1)
    beside = [one for batch in reading.batches_read(source, raws, count=len(raws)) for one in batch]
    assert beside == here
    assert [one.raw.key for one in beside] == [raw.key for raw in raws]
    assert beside[7].record is None
    assert beside[7].reason
