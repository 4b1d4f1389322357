"""The chapter of a report that holds the recommendations."""

from __future__ import annotations

import re

from tessera.extraction import Line

NUMERAL = r"(?:[IVX]{1,4}|\d)?\s*\.?\s*"
HEADING = re.compile(
    NUMERAL + r"(?:conclusions?\s*(?:and\s*/\s*or|and|or)\s*recommendations?"
    r"|conclusions?\s*(?:et\s*/\s*ou|et|ou)\s*recommandations?"
    r"|conclusi(?:ones|ón)\s*(?:y\s*/\s*o|y|o)\s*recomendaci(?:ones|ón))\s*[*∗†\d]*",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"all\s+(?:the\s+)?conclusions\s+and\s*/?\s*(?:or\s+)?recommendations\s+contained"
    r"|toutes\s+les\s+conclusions\s+et\s*/?\s*(?:ou\s+)?(?:les\s+)?recommandations\s+(?:figurant|formulées|contenues)"
    r"|todas\s+las\s+conclusiones\s+y\s*/?\s*(?:o\s+)?(?:las\s+)?recomendaciones\s+(?:que\s+figuran|contenidas|formuladas)",
    re.IGNORECASE,
)
ANNEX = re.compile(r"(?:annex(?:es)?|annexes?|anexos?)(?:\s+[IVX\d]{1,3})?\s*\.?", re.IGNORECASE)


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
