"""An activity while its paragraphs are still being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from .footnotes import footnotes_taken
from .gnr import GnrList, gnr_lists
from .markers import heading_of
from .model import ReadAction, ReadActivity
from .periods import Period, timeline_prefix, timeline_within


@dataclass(slots=True)
class Draft:
    """Paragraphs and what stood around them. `closed` once its timeline line was read."""

    letter: str | None
    line: int
    ref: str = ""
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    period: Period | None = None
    listed: GnrList | None = None
    closed: bool = False
    assigned: bool = False

    def append(self, text: str, *, gap: bool) -> None:
        """A further paragraph, or, without a gap, the next line of the last one."""
        if self.paragraphs and not gap:
            self.paragraphs[-1] += " " + text
        elif text:
            self.paragraphs.append(text)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs).strip()

    @property
    def lists(self) -> list[GnrList]:
        """Printed lists of recommendations, or that of the table's column."""
        return gnr_lists(self.text) or ([self.listed] if self.listed else [])

    def finished(self) -> ReadActivity:
        text, inline = footnotes_taken(self.text)
        period = self.period or timeline_within(text)
        actions = _actions(text, gnr_lists(text), self.listed)
        return ReadActivity(
            ref=self.ref,
            letter=self.letter,
            title=title_of(text),
            text=text,
            start=period.start if period else None,
            end=period.end if period else None,
            timeline_printed=period.printed if period else None,
            gnr=tuple(dict.fromkeys(n for action in actions for n in action.gnr)),
            actions=actions,
            line=self.line,
            notes=(*self.notes, *inline),
        )


def title_of(text: str) -> str | None:
    """The heading: before the colon, or a short first paragraph of its own; never a timeline printed before it."""
    prefix = timeline_prefix(text)
    words = text[prefix[1] :].lstrip(" .;,") if prefix else text
    found = heading_of(words)
    if found:
        return found
    first, _line, rest = words.partition("\n")
    alone = (
        rest.strip() and len(first) <= 120 and not first.rstrip().endswith((".", ";", ")")) and " will " not in first
    )
    return first.strip().rstrip(":") if alone else None


def _actions(text: str, lists: list[GnrList], listed: GnrList | None) -> tuple[ReadAction, ...]:
    """One action for each printed list; what follows the last list belongs to the last action."""
    if not lists:
        return (ReadAction(text, _once(listed.numbers) if listed else ()),)
    bounds = [0, *(found.end for found in lists[:-1]), len(text)]
    return tuple(
        ReadAction(text[start:end].strip(), _once(found.numbers))
        for found, start, end in zip(lists, bounds, bounds[1:], strict=False)
    )


def _once(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
