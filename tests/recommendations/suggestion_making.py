"""Suggestions of a made-up model, and a model that is really trained on made-up texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tessera.analysis.labelling import Model
from tessera.analysis.labelling.training import model_train
from tessera.recommendations.models import LabelAnswer, LabelModel, LabelSuggestion, Recommendation
from tessera.recommendations.services.reviewing import label_answer_give
from tests.analysis.labelling.made_up import examples

from .making import annotation, export, imported

BARE = {"Themes": [], "Sdgs": [], "AffectedPersons": []}
TEXTS = (
    "The State should adopt a law on drinking water and wells in each district.",
    "The State should publish figures on detention on remand and prisons.",
    "The State should continue to work on minority languages and national minorities.",
)


def records_bare(folder: Path, texts: tuple[str, ...] = TEXTS) -> list[Recommendation]:
    """Records whose source gives no label."""
    rows = [annotation(n, Text=f"<p>{n}. {text}</p>", **BARE) for n, text in enumerate(texts, 1)]
    imported(export(folder, rows))
    return list(Recommendation.objects.order_by("pk"))


def trained(count: int = 240, *, seed: int = 1) -> Model:
    return model_train(examples(count, seed=seed))


def suggestion(record: Recommendation, label: str = "roma", *, field: str = "groups", **said: Any) -> LabelSuggestion:
    model, _ = LabelModel.objects.get_or_create(version="labels made-up")
    values = {"code": label, "confidence": 0.8, "given": True, "margin": 0.5, "teaches": 0.5, **said}
    return LabelSuggestion.objects.create(recommendation=record, model=model, field=field, label=label, **values)


def answer_made(person: Any) -> LabelAnswer:
    """An answer of this person's that stands, to a suggestion of the first record."""
    one = suggestion(Recommendation.objects.order_by("pk")[0], "Women", field="persons", code="")
    return label_answer_give(suggestion=one, said="yes", by=person)
