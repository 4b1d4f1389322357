"""Training the classifier on what is imported, and judging it. Writes TESSERA_HOME/models and no record."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from tessera.analysis import labelling
from tessera.recommendations.selectors.labelled import examples_labelled

MODEL, JUDGED = "labels.model", "labels.judged.json"


def classifier_path() -> Path:
    """Where the model lies."""
    path: Path = settings.TESSERA_HOME / "models" / MODEL
    return path


def classifier_load() -> labelling.Model | None:
    """The trained model, None before the first training. Raises UnreadableModel."""
    path = classifier_path()
    return labelling.load(path) if path.exists() else None


def classifier_train() -> labelling.Model:
    """Learn from the imported labels and keep the model. Raises TooFew."""
    from tessera.analysis.labelling.training import model_train

    model = model_train(examples_labelled())
    labelling.save(model, classifier_path())
    return model


def classifier_evaluate() -> dict[str, Any]:
    """Train on the earlier occasions, judge on the later, and keep the figures for the card. Raises TooFew."""
    from tessera.analysis.labelling.judging import judged_on_later

    found = judged_on_later(list(examples_labelled()))
    path = classifier_path().with_name(JUDGED)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return found


def classifier_card() -> dict[str, Any] | None:
    """What the model is, what it was learned from, how good it is and what it must not be used for; None before the
    first training. Raises UnreadableModel."""
    from tessera.analysis.labelling.card import card_of

    model = classifier_load()
    if model is None:
        return None
    path, judged = classifier_path(), classifier_path().with_name(JUDGED)
    found = card_of(model)
    found["trained"] = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    found["bytes"] = path.stat().st_size
    found["judged_on_later"] = json.loads(judged.read_text(encoding="utf-8")) if judged.exists() else None
    return found
