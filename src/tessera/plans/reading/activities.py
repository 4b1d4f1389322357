"""Sections and their activities: which marker means which, and where each paragraph belongs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tessera.extraction import Block, Sentence

from .drafts import Draft
from .gnr import gnr_lists
from .markers import HEADING_CHARACTERS, Marker, continues_letters, letter_at, marker_of
from .model import ReadSection, ReadWarning
from .periods import Period, timeline_line, timeline_prefix
from .table_rows import HEADING_STYLES, Columns, columns_of, heading_of_row, row_of

LONG = HEADING_CHARACTERS
QUOTED = 120  # characters of a text that a remark repeats


@dataclass(frozen=True, slots=True)
class Styles:
    """How this document marks its sections and its activities."""

    section: str
    activity: frozenset[str]


def short(said: Block | Draft) -> str:
    """The beginning of a text, to find it by."""
    return said.text if len(said.text) <= QUOTED else said.text[: QUOTED - 3] + "…"


def styles_of(found: list[tuple[Marker | None, str]]) -> Styles:
    """Tell sections from activities by which markers the document uses, not by fixed forms."""
    count = Counter(marker.style for marker, _words in found if marker)
    fine = {style for style in ("combo", "dotted", "letter") if count[style]}
    if count["word"]:
        section = "word"
    elif count["decimal"] and (fine or not (count["roman"] or count["upper"])):
        section = "decimal"
    elif count["roman"]:
        section = "roman"
    else:
        section = "upper" if count["upper"] else "decimal"
    if not fine and section != "decimal" and count["decimal"]:
        fine = {"decimal"}
    return Styles(section, frozenset(fine or {"bullet"}))


@dataclass(slots=True)
class _Section:
    number: int
    title: str
    line: int
    drafts: list[Draft] = field(default_factory=list)


class ActivitiesReader:
    """Reads the blocks of the activities' part in order."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.section_word = "section"
        self.warnings: list[ReadWarning] = []
        self.headings: list[tuple[int, int]] = []  # (number as printed, line)
        self._sections: list[_Section] = []
        self._columns: Columns | None = None
        self._section_printed = ""

    @property
    def drafts(self) -> dict[str, Draft]:
        return {d.ref: d for s in self._sections for d in s.drafts}

    def sections(self) -> tuple[ReadSection, ...]:
        self._settle()
        return tuple(
            ReadSection(s.number, s.title, s.line, tuple(d.finished() for d in s.drafts)) for s in self._sections
        )

    def is_header(self, block: Block) -> bool:
        return columns_of(block.cells) is not None

    def read(self, block: Block, marker: Marker | None, words: str, line: str) -> bool:
        """Take the next block; False where it stands before any section and belongs to none."""
        heading = heading_of_row(block.cells, self._columns)
        if heading is not None:
            self._section_named(heading, block)
            return True
        if len([c for c in block.cells if c.strip()]) > 1 or (self._columns and len(block.cells) > 1):
            return self._row(block)
        period = timeline_line(line) or timeline_line(words)
        if period:
            self._timeline(period, block)
        elif self._is_section(marker, words):
            self._section(marker, words, block)
        elif marker is not None and self._is_activity(marker):
            self._activity(marker, words, block)
        elif not self._sections:
            return False
        else:
            self._paragraph(block, line)
        return True

    def _is_section(self, marker: Marker | None, words: str) -> bool:
        return marker is not None and marker.style == self.styles.section and bool(words)

    def _section(self, marker: Marker | None, words: str, block: Block) -> None:
        number = marker.number if marker and marker.number else len(self._sections) + 1
        if marker and marker.word:
            self.section_word = marker.word
        self.headings.append((number, block.line))
        taken = {s.number for s in self._sections}
        if number in taken:
            number = max(taken) + 1
        whole = len(words) > LONG or bool(gnr_lists(words))
        title = (words.split(":", 1)[0] if whole else words).strip().rstrip(":").strip()
        self._sections.append(_Section(number, title[:400], block.line))
        if whole:  # heading and activity in one paragraph
            self._start(None, words, block)

    def _is_activity(self, marker: Marker) -> bool:
        if marker.style not in self.styles.activity:
            return False
        if marker.style != "letter" or not self._sections:
            return True
        last = next((d.letter for d in reversed(self._sections[-1].drafts) if d.letter), "")
        return continues_letters(marker.letter, last or "")

    def _activity(self, marker: Marker, words: str, block: Block) -> None:
        if not self._sections or (
            marker.style in ("combo", "dotted") and marker.number not in {s.number for s in self._sections[-1:]}
        ):
            self._implied(marker, block)
        letter = marker.letter
        if marker.style in ("bullet", "decimal"):
            letter = letter_at(marker.number or len(self._sections[-1].drafts) + 1)
        self._move_leading_timeline(words, block)
        self._start(letter, words, block)

    def _implied(self, marker: Marker, block: Block) -> None:
        """An activity whose number names a section that has no heading."""
        number = marker.number or 1
        existing = next((s for s in self._sections if s.number == number), None)
        if existing:
            self._sections.append(self._sections.pop(self._sections.index(existing)))
            return
        message = Sentence(
            "Activity %(ref)s stands under no heading; section %(number)s was added without a title.",
            ref=f"{number}{marker.letter}", number=number,
        )  # fmt: skip
        self.warnings.append(ReadWarning(None, block.line, "section-without-heading", message))
        self._sections.append(_Section(number, "", block.line))

    def _move_leading_timeline(self, words: str, block: Block) -> None:
        """A timeline printed before an activity's own words belongs to the one before, where that has none."""
        prefix = timeline_prefix(words)
        before = self._last()
        if prefix is None or before is None or before.period is not None:
            return
        before.period, before.closed = prefix[0], True
        message = Sentence(
            "The timeline “%(printed)s” is printed inside the next activity; it was given to the one before.",
            printed=prefix[0].printed,
        )
        self.warnings.append(ReadWarning(before.ref or None, block.line, "timeline-in-next", message))

    def _start(self, letter: str | None, words: str, block: Block) -> Draft:
        section = self._sections[-1]
        draft = Draft(letter, block.line, ref=self._ref(section, letter), notes=list(block.notes))
        draft.append(words, gap=True)
        section.drafts.append(draft)
        return draft

    def _ref(self, section: _Section, letter: str | None) -> str:
        dotted = letter is not None and letter.isdigit()
        ref = f"{section.number}.{letter}" if dotted else f"{section.number}{letter or ''}"
        taken, place = {d.ref for d in section.drafts}, 2
        unique = ref
        while unique in taken:
            unique, place = f"{ref}-{place}", place + 1
        return unique

    def _last(self) -> Draft | None:
        return next((s.drafts[-1] for s in reversed(self._sections) if s.drafts), None)

    def _timeline(self, period: Period, block: Block) -> None:
        section = self._sections[-1] if self._sections else None
        draft = section.drafts[-1] if section and section.drafts else None
        if draft is None:
            self._loose(
                block,
                Sentence("A timeline stands where no activity is and was left out: “%(words)s”", words=short(block)),
            )
        elif draft.period is not None:
            message = Sentence(
                "A second timeline, “%(printed)s”, is printed; the first was kept.", printed=period.printed
            )
            self.warnings.append(ReadWarning(draft.ref, block.line, "second-timeline", message))
        else:
            draft.period, draft.closed = period, True

    def _paragraph(self, block: Block, line: str) -> None:
        section = self._sections[-1]
        draft = section.drafts[-1] if section.drafts else None
        only_list = bool(gnr_lists(line)) and len(line) < 120 and line.lower().lstrip("( ").startswith(("gnr", "guid"))
        if draft is None:
            self._move_leading_timeline(line, block)
            self._start(None, line, block)
        elif not draft.closed or only_list or not block.gap:
            draft.append(line, gap=block.gap)
            draft.notes += block.notes
        elif draft.letter is None or gnr_lists(line):
            self._start(None, line, block).assigned = True
        else:
            self._loose(
                block, Sentence("A paragraph belongs to no activity and was left out: “%(words)s”", words=short(block))
            )

    def _row(self, block: Block) -> bool:
        columns = columns_of(block.cells)
        if columns is not None:
            self._columns = columns
            return True
        row = row_of(block.cells, self._columns)
        if row is None:
            self._loose(
                block,
                Sentence(
                    "A table row could not be read as an activity and was left out: “%(words)s”", words=short(block)
                ),
            )
            return True
        marker = row.marker
        if row.section and row.section != self._section_printed:
            self._section_named(row.section, block)
        whole = marker is not None and marker.style in ("combo", "dotted")
        if not self._sections or whole:
            self._activity(marker if marker and marker.letter else Marker("letter", 1, "a", 0), row.text, block)
        else:
            self._start(self._letter_of_row(marker), row.text, block)
        draft = self._sections[-1].drafts[-1]
        draft.assigned = draft.letter is not None and (marker is None or marker.style == "decimal")
        draft.period, draft.listed, draft.closed = row.period, row.gnr, True
        draft.notes += row.notes
        return True

    def _letter_of_row(self, marker: Marker | None) -> str | None:
        """As printed; none where the row has the number of its section, the next where it has no letter."""
        section = self._sections[-1]
        if marker and marker.letter:
            return marker.letter
        alone = marker is not None and marker.number == section.number and not section.drafts
        return None if alone else letter_at(len(section.drafts) + 1)

    def _section_named(self, printed: str, block: Block) -> None:
        """A section whose heading stands in a table."""
        marker = marker_of(printed)
        marker = marker if marker and marker.style in HEADING_STYLES else None
        self._section(marker, printed[marker.end :].strip() if marker else printed, block)
        self._section_printed = printed

    def _loose(self, block: Block, said: Sentence) -> None:
        self.warnings.append(ReadWarning(None, block.line, "loose-text", said))

    def _settle(self) -> None:
        """Tell a section's introduction from an activity without a letter, and letter what has none among several."""
        for section in self._sections:
            first = section.drafts[0] if section.drafts else None
            if len(section.drafts) < 2 or first is None or first.letter is not None:
                continue
            if not first.period and not first.lists:
                section.drafts.pop(0)
                message = Sentence(
                    "A paragraph before the first activity of section %(number)s was left out: “%(words)s”",
                    number=section.number, words=short(first),
                )  # fmt: skip
                self.warnings.append(ReadWarning(None, first.line, "loose-text", message))
        for section in self._sections:
            self._letter_the_unlettered(section)

    def _letter_the_unlettered(self, section: _Section) -> None:
        if len(section.drafts) < 2:
            return
        taken = {d.letter for d in section.drafts if d.letter}
        for place, draft in enumerate(section.drafts, start=1):
            if draft.letter is None:
                index = place
                while letter_at(index) in taken:
                    index += 1
                draft.letter, draft.assigned = letter_at(index), True
                taken.add(draft.letter)
                draft.ref = self._ref(section, draft.letter)
