"""Classifying: texts a second beside a bare TF-IDF with linear machines, and how well both judge later sessions.

    .venv/bin/python benchmarks/classifying.py [--until 13] [--json] ROWS_OF_UPR_INFO.csv...

Both learn from the sessions up to `--until` and read the texts of the later ones. The peer is scikit-learn's
TfidfVectorizer (words and pairs, in two texts at least) with a LinearSVC for each issue and a threshold of nought; it
reads no actions, is unsure of nothing and orders nothing. Times are processor time of one core.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from tessera.analysis.labelling.judging import figures
from tessera.analysis.labelling.model import Guess, Reading
from tessera.analysis.labelling.model_file import model_decoded, model_encoded
from tessera.analysis.labelling.training import Example, model_train
from tessera.harvest import SourceFile, source_get

ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--until", type=int, default=13)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [one for path in given.files for one in examples(path)]
    earlier = [one for one in rows if int(one.group) <= given.until]
    later = [one for one in rows if int(one.group) > given.until]
    texts = [one.text for one in later]
    model, training = timed(lambda: model_train(earlier))
    content = model_encoded(model)
    own = model_decoded(content)
    peer, peer_training = timed(lambda: peer_train(earlier))
    best = {"tessera": 0.0, "peer": 0.0}
    for _ in range(ROUNDS):
        readings, seconds = timed(lambda: own.read(texts))
        theirs, peer_seconds = timed(lambda: peer(texts))
        best["tessera"] = max(best["tessera"], len(texts) / seconds)
        best["peer"] = max(best["peer"], len(texts) / peer_seconds)
    row = {
        "trained_on": len(earlier),
        "judged_on": len(later),
        "bytes": len(content),
        "training_seconds": {"tessera": training, "peer": peer_training},
        "texts_a_second": best,
        "speed_to_peer": best["tessera"] / best["peer"],
        "tessera": brief(figures(later, readings)),
        "peer": brief(figures(later, theirs)),
    }
    print(json.dumps(row, indent=2) if given.json else "\n".join(f"{name}: {value}" for name, value in row.items()))


def examples(path: Path) -> list[Example]:
    source = source_get("upr-info")
    assert source is not None
    read = [source.read(raw.body) for raw in source.records(SourceFile(path, path.name)) if raw.problem is None]
    return [Example(r.text, r.session, "en", r.action, issues=tuple(sorted(set(r.themes)))) for r in read]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def brief(found: dict[str, Any]) -> dict[str, Any]:
    told = {name: found["issues"][name] for name in ("micro_f1", "macro_f1")}
    return told | ({"action": found["action"]["right"]} if "action" in found else {})


def peer_train(rows: Sequence[Example]) -> Callable[[Sequence[str]], list[Reading]]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.preprocessing import MultiLabelBinarizer
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    labels = MultiLabelBinarizer()
    truth = labels.fit_transform([one.issues or () for one in rows])
    machine = OneVsRestClassifier(LinearSVC()).fit(words.fit_transform([one.text for one in rows]), truth)

    def read(texts: Sequence[str]) -> list[Reading]:
        said = labels.inverse_transform(machine.predict(words.transform(texts)))
        return [Reading({"issues": tuple(Guess(label, 1.0) for label in one)}, {}, None, 1.0) for one in said]

    return read


if __name__ == "__main__":
    main()
