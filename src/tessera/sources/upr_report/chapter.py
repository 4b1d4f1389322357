"""The chapter of a report that holds the recommendations."""

from __future__ import annotations

import re

from tessera.extraction import Line

HEADING = re.compile(
    r"(?:[IVX]{1,4}|\d)?\s*\.?\s*conclusions?\s*(?:and\s*/\s*or|and|or)\s*recommendations?\s*[*∗†\d]*", re.IGNORECASE
)
ENDING = re.compile(r"all\s+(?:the\s+)?conclusions\s+and\s*/?\s*(?:or\s+)?recommendations\s+contained", re.IGNORECASE)
ANNEX = re.compile(r"annex(?:es)?(?:\s+[IVX\d]{1,3})?\s*\.?", re.IGNORECASE)


def chapter_lines(lines: list[Line]) -> list[Line]:
    """From behind the last heading of the chapter to the sentence that closes it, or to the annex."""
    begin = next((at + 1 for at in range(len(lines) - 1, -1, -1) if HEADING.fullmatch(lines[at].text)), 0)
    chapter = []
    for at, line in enumerate(lines[begin:], start=begin):
        bare = re.sub(r"^\d{1,3}\s*\.\s*", "", line.text)
        following = " ".join(after.text for after in lines[at + 1 : at + 3])
        if ENDING.match(f"{bare} {following}".strip()) or ANNEX.fullmatch(line.text):
            break
        chapter.append(line)
    return chapter
