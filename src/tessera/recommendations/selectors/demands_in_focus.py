"""What the mechanisms asked of a country about minorities and racial discrimination, demand by demand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tessera.analysis.tagging import in_focus

from .demands import Wording, places, title_of


@dataclass(frozen=True, slots=True)
class InFocus:
    """`text` is the shortest typical wording, in `language`; `recommendations` are the numbers of those that make the
    demand, `groups` the codes of whom they concern."""

    demand: int
    text: str
    language: str
    recommendations: tuple[int, ...]
    groups: tuple[str, ...]


def demands_in_focus(viewer: Any, country: str) -> list[InFocus]:
    """Those that the most recommendations make come first. Of demands whose recommendations have the same words, as
    those that ask for two things at once, the first stands for all."""
    made: dict[int, dict[int, Wording]] = defaultdict(dict)
    groups: dict[int, set[str]] = defaultdict(set)
    told = list(places(viewer).filter(demand__country=country).select_related("recommendation"))
    makes: dict[int, set[int]] = defaultdict(set)
    for one in told:
        makes[one.recommendation_id].add(one.leads)
    for one in told:
        asked = one.recommendation
        if in_focus(groups=asked.groups, themes=asked.themes, body=asked.body, text=asked.text):
            made[one.leads][asked.pk] = (asked.text.strip(" .;"), asked.language, len(makes[asked.pk]))
            groups[one.leads].update(asked.groups)
    found = [
        InFocus(pk, *title_of(list(wordings.values())), tuple(sorted(wordings)), tuple(sorted(groups[pk])))
        for pk, wordings in made.items()
    ]
    by_text: dict[tuple[str, str], InFocus] = {}
    for one in sorted(found, key=lambda one: (-len(one.recommendations), one.demand)):
        by_text.setdefault((one.text, one.language), one)
    return list(by_text.values())
