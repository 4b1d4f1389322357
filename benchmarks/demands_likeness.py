"""Learns anew how alike two clauses to one State must be, from the pairs that a person judged.

    .venv/bin/python benchmarks/demands_likeness.py FILE.csv [FILE.csv ...]

FILEs are UPR Info's exports. Prints `bias` and `weights` for vocabulary/data/demand_likeness.yml; the pairs, without a
word of the texts, are in tests/analysis/demands_pairs_judged.yml.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import yaml
from demands_read import rows_of
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from tessera.analysis.demands import clause_told, clauses_read, features, gate
from tessera.analysis.words import folded_words

JUDGED = Path(__file__).parents[1] / "tests/analysis/demands_pairs_judged.yml"
HELD_BACK = 0.2  # how much the weights are held near nothing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    rows = [row for path in parser.parse_args().files for row in rows_of(path)]
    texts = {digest(state, text): (state, text) for state, text in ((s, " ".join(t.split())) for s, t in rows)}
    judged = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    seen, same = [], []
    for answer in ("same", "apart"):
        for one, at, other, at_other in judged[answer]:
            first, second = clause(texts[one], at), clause(texts[other], at_other)
            if gate(*first) == gate(*second):
                seen.append(features(clause_told(*first), clause_told(*second)))
                same.append(answer == "same")
    names = list(seen[0])
    told = np.array([[each[name] for name in names] for each in seen], float)
    scale = StandardScaler().fit(told)
    model = LogisticRegression(C=HELD_BACK, max_iter=5000).fit(scale.transform(told), same)
    weights = model.coef_[0] / scale.scale_
    print(f"# of {len(same)} pairs, {sum(same)} of them the same")
    print(f"bias: {model.intercept_[0] - weights @ scale.mean_:.3f}")
    print("weights:", *(f"  {name}: {weight:.3f}" for name, weight in zip(names, weights, strict=True)), sep="\n")


def clause(row: tuple[str, str], at: int):
    part = clauses_read(row[1], leave_out=folded_words(row[0]))[at]
    return part.block, part.words


def digest(state: str, text: str) -> str:
    return hashlib.blake2b(f"{state}|{text}".encode(), digest_size=6).hexdigest()


if __name__ == "__main__":
    main()
