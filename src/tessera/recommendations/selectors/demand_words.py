"""How rare the words of recommendations are: from this the weights of the vocabulary are made."""

from __future__ import annotations

from tessera.analysis.demands import phrased, weights_of
from tessera.analysis.words import folded_words
from tessera.recommendations.models import Recommendation

from .demands_waiting import KINDS


def word_weights_found() -> dict[int, list[str]]:
    """Stems by their weight, of all English recommendations whose texts differ."""
    rows = Recommendation.objects.filter(language="en", kind__in=KINDS, withdrawn=None, joined_to=None)
    texts = rows.order_by("text").values_list("text", flat=True).distinct()
    return weights_of(folded_words(phrased(text)) for text in texts.iterator(chunk_size=2_000))
