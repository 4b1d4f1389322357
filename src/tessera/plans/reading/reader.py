"""From a file to a ReadPlan: blocks are read once, in order, by a small machine that knows which part it is in."""

from __future__ import annotations

import re
from pathlib import Path

from tessera.extraction import Document, Sentence, read_blocks

from .activities import ActivitiesReader, styles_of
from .anomalies import activity_warnings, plan_warnings
from .footnotes import REFERENCE
from .items import ItemsReader
from .markers import PAGE_NUMBER, Marker, marker_of, part_of
from .model import PlanDocumentError, ReadPlan, ReadWarning
from .opening import code_of, opening_of, period_of

Line = tuple[int, str, str, bool, Marker | None, tuple[str, ...], tuple[str, ...]]


def read_plan(path: Path, *, name: str = "") -> ReadPlan:
    """Read a plan document (.txt or .docx); `name` is what people call it, where that is not its name on disk.

    Raises UnreadableFile where the file cannot be read and PlanDocumentError where it holds no plan; each says so in
    one sentence.
    """
    return plan_of(read_blocks(path, name=name), name=name or path.name)


def plan_of(document: Document, *, name: str = "the document") -> ReadPlan:
    """The plan that a document's blocks tell."""
    machine = _Machine(document)
    machine.run()
    sections = machine.activities.sections()
    if not any(section.activities for section in sections):
        raise PlanDocumentError(
            Sentence(
                "“%(name)s” holds no plan that can be read: no section with an activity was found, such as “1. Title” "
                "followed by “a) Text”.",
                name=name,
            )
        )
    title, introduction = opening_of(machine.opening)
    start, end = period_of(title, introduction, sections)
    warnings = [
        *(ReadWarning(None, 1, "encoding", words) for words in document.warnings),
        *machine.warnings,
        *machine.activities.warnings,
        *activity_warnings(sections, machine.activities.drafts, start, end),
        *plan_warnings(sections, machine.activities.headings),
    ]
    return ReadPlan(
        title=title or re.sub(r"\.\w{1,5}$", "", name),
        code=code_of(title, start, end),
        introduction="\n\n".join([*introduction, *machine.leads]),
        start=start,
        end=end,
        section_word=machine.activities.section_word,
        objectives=machine.objectives.items(titled=False),
        strategy=machine.strategy.items(titled=True),
        sections=sections,
        warnings=tuple(sorted(warnings, key=lambda w: (w.line, w.code))),
    )


class _Machine:
    """Hands each block to the reader of the part it stands in."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks
        self.opening: list[str] = []
        self.leads: list[str] = []
        self.warnings: list[ReadWarning] = []
        self.objectives = ItemsReader()
        self.strategy = ItemsReader()
        lines = [f"{b.number} {b.text}".strip() for b in self.blocks]
        self.markers = [marker_of(line) if not b.cells else None for line, b in zip(lines, self.blocks, strict=True)]
        self.words = [line[m.end :].strip() if m else line for line, m in zip(lines, self.markers, strict=True)]
        self.parts = [None if b.cells else part_of(w) for w, b in zip(self.words, self.blocks, strict=True)]
        self.lines = lines
        self.explicit = "activities" in self.parts
        self.activities = ActivitiesReader(styles_of(self._markers_of_activities()))

    def _markers_of_activities(self) -> list[tuple[Marker | None, str]]:
        """Markers and words that may belong to activities, for telling how this document numbers."""
        inside, found = not self.explicit, []
        for part, marker, words in zip(self.parts, self.markers, self.words, strict=True):
            if part:
                inside = part == "activities" or (not self.explicit and inside)
            elif inside:
                found.append((marker, words))
        return found

    def run(self) -> None:
        part: str | None = None
        for at, block in enumerate(self.blocks):
            if REFERENCE.search(block.text):
                message = Sentence(
                    "A footnote stands inline, as a conversion left it; it was taken out of the text and kept."
                )
                self.warnings.append(ReadWarning(None, block.line, "inline-footnote", message))
            if self._is_part_heading(at, part):
                part = self.parts[at]
            elif not block.cells and PAGE_NUMBER.fullmatch(self.lines[at]):
                message = Sentence(
                    "A page number stands alone in the text (“%(words)s”); it was left out.", words=self.lines[at]
                )
                self.warnings.append(ReadWarning(None, block.line, "page-number", message))
            elif part in ("objectives", "strategy") and not self._starts_activities(at, part):
                reader = self.objectives if part == "objectives" else self.strategy
                reader.read(block, self.markers[at], self.words[at])
            elif part == "activities" or self._starts_activities(at, part):
                part = "activities"
                self._activity(at)
            else:
                self.opening.append(self.lines[at])

    def _is_part_heading(self, at: int, part: str | None) -> bool:
        """Within the activities, a heading numbered like a section is a section whatever its words."""
        if self.parts[at] is None:
            return False
        marker = self.markers[at]
        if part == "activities" and marker is not None:
            return marker.style != self.activities.styles.section and marker.style in ("roman", "upper", "decimal")
        return True

    def _starts_activities(self, at: int, part: str | None) -> bool:
        """Whether sections begin here although no heading says "Activities"."""
        if self.explicit:
            return False
        if self.blocks[at].cells:
            return part is None or self.activities.is_header(self.blocks[at])
        marker, style = self.markers[at], self.activities.styles.section
        if marker is None or marker.style != style:
            return False
        return part is None or not re.search(r"^to\s|[.;]$", self.words[at], re.IGNORECASE)

    def _activity(self, at: int) -> None:
        block = self.blocks[at]
        if not self.activities.read(block, self.markers[at], self.words[at], self.lines[at]):
            self.leads.append(self.lines[at])
