"""Pages without what stands around the text: running heads and feet, footnotes and endnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..laid_pages import LaidPage, Stretch
from ..numbered import RUNNING
from ..pages import EDGE, NOTE, NOTES, SMALL

ENDNOTES = re.compile(
    r"(?:end|foot)?notes?(?: and references| de fin| finales| de fim)?|notas(?: finales| finais)?|примечания|الحواشي",
    re.IGNORECASE,
)
ANNEX = re.compile(r"(?:annex|annexe|anexo|appendix|приложение|مرفق)\b.{0,80}", re.IGNORECASE)
MOST_NUMBERS = 3  # of a running head
PARAGRAPH = re.compile(r"\d{1,3}\.(?:\d{1,3})?")
REPEATED = 3  # pages on which the same words stand at the edge
LAST = 0.4  # of the document: endnotes begin no earlier


@dataclass(frozen=True, slots=True)
class Body:
    """A page's own text. `page` keeps what is drawn."""

    page: LaidPage
    stretches: tuple[Stretch, ...]


@dataclass(slots=True)
class Bodies:
    """All pages' own text, the letters' usual size, and the notes."""

    size: float
    pages: list[Body] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def bodies(pages: Iterable[LaidPage]) -> Bodies:
    """Parts the text of a document from what stands around it."""
    several = list(pages)
    found = Bodies(usual_size(several))
    repeated = _repeated(several)
    in_endnotes = False
    for page in several:
        kept: list[Stretch] = []
        in_notes = False
        for at, one in enumerate(page.stretches):
            before = page.stretches[at - 1] if at else None
            if _at_edge(one, page) and (RUNNING.fullmatch(one.text) or _patterns(one) & repeated):
                continue
            in_notes = in_notes or _is_note(one, before, page, found.size)
            if page.number > LAST * len(several) and ENDNOTES.fullmatch(one.text.strip()):
                in_endnotes = True
            elif in_endnotes and one.size >= SMALL * found.size and ANNEX.fullmatch(one.text):
                in_endnotes = False
            if in_notes or in_endnotes:
                found.notes.append(f"{one.mark} {one.text}".strip())
            else:
                kept.append(one)
        found.pages.append(Body(page, tuple(kept)))
    return found


def usual_size(pages: Iterable[LaidPage]) -> float:
    """The size in which most letters are set, in points; 0 where there are none."""
    letters: Counter[float] = Counter()
    for page in pages:
        for one in page.stretches:
            letters[round(one.size * 2) / 2] += len(one.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _repeated(pages: list[LaidPage]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({text for one in page.stretches if _at_edge(one, page) for text in _patterns(one)})
    return frozenset(text for text, count in seen.items() if count >= REPEATED)


def _patterns(one: Stretch) -> frozenset[str]:
    """What may come again at another page's edge: the same words, and those whose numbers count as the pages do.

    The number that words begin with stays: "12. The State …" is a paragraph and no running head.
    """
    first = PARAGRAPH.match(one.text)
    own = first[0] if first else ""
    parts = re.split(r"(\d{1,4})", one.text[len(own) :].casefold())
    counts = range(1, len(parts), 2)
    if len(counts) > MOST_NUMBERS:
        return frozenset({one.text.casefold()})
    found = {own}
    for at, part in enumerate(parts):
        either = {part, f"#{int(part) - one.page}"} if at in counts else {part}
        found = {before + behind for before in found for behind in either}
    return frozenset(found)


def _at_edge(one: Stretch, page: LaidPage) -> bool:
    return not EDGE * page.height < one.bottom < (1 - EDGE) * page.height


def _is_note(one: Stretch, before: Stretch | None, page: LaidPage, usual: float) -> bool:
    """A small line at the foot that begins with a raised sign; what goes on beside a mark in the text is none."""
    if one.bottom > NOTES * page.height or one.size >= SMALL * usual:
        return False
    if before is not None and before.is_level_with(one):
        return False
    return bool(one.mark or NOTE.match(one.text))
