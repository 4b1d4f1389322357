"""What a pack says, in one language, before it has a format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tessera.recommendations.models import Recommendation
from tessera.reports.briefs.document import Quote, Section


@dataclass(frozen=True, slots=True)
class PackTold:
    """`facts` are pairs of a label and words; `words` further words of the frame, by name; `records` the same
    recommendations as those of the sections, for tables."""

    language: str
    mirrored: bool
    title: str
    facts: tuple[tuple[str, str], ...]
    note: str
    about: str
    use_heading: str
    use: tuple[str, ...]
    sections: tuple[Section, ...]
    words: dict[str, str]
    records: tuple[Recommendation, ...]

    def quotes(self) -> Iterator[Quote]:
        for section in self.sections:
            yield from section.quotes
