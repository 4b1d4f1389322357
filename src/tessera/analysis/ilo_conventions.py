"""Conventions of the ILO by their numbers, as texts cite them: "ILO Conventions Nos. 138 and 182", "C169"."""

from __future__ import annotations

import re
from functools import cache

from tessera.vocabulary.treaties import treaties

ILO = (
    r"\bILO\b|\bInternational Labou?r Organi[sz]ation|\bOIT\b|\bOrganizacion Internacional del Trabajo|\bМОТ\b"
    "|العمل الدولية|劳工组织"
)
BEFORE_NUMBER = re.compile(
    r"(?:\bNo?s?\.?|\bn[°ºo]s?\.?|№|\bnum\.?|\bnumbers?|\bConventions?|\bConvenios?|\bILO|\bOIT|\bC"
    r"|[,&/(-]|\band|\bor|\bet|\by|\bи)\s*$",
    re.IGNORECASE,
)
OF_ARTICLE = re.compile(
    r"\b(?:articles?|art\.?|paragraphs?|para\.?)\s+(?:\d+\s*(?:,|and|\(\d+\))?\s*)*$", re.IGNORECASE
)
NUMBER = re.compile(r"(?<![\d/])(\d{2,3})(?![\d/%])")
ALONE = re.compile(
    r"(?:\bConvention|\bConvenio)s?\s+(?:Nos?\.?|n[°º]|num\.?)\s*$|\bC\.?\s?$|\(Nos?\.?\s*$", re.IGNORECASE
)
NEAR_BEFORE, NEAR_AFTER = 260, 60


def conventions_numbered(plain: str) -> list[tuple[str, int, int]]:
    """Code, start and end of each. Numbers count beside the ILO's name, or where they can be nothing else."""
    numbers = [m for m in NUMBER.finditer(plain) if int(m[1]) in _by_number()]
    if not numbers:
        return []
    anchors = [m.start() for m in re.finditer(ILO, plain)]
    found = []
    for m in numbers:
        code, lead = _by_number()[int(m[1])], plain[max(0, m.start() - 30) : m.start()]
        if OF_ARTICLE.search(lead):
            continue
        near = any(-NEAR_AFTER <= m.start() - anchor <= NEAR_BEFORE for anchor in anchors)
        if (near and BEFORE_NUMBER.search(lead)) or ALONE.search(lead):
            found.append((code, m.start(), m.end()))
    return found


@cache
def _by_number() -> dict[int, str]:
    return {one.number: one.code for one in treaties().values() if one.number}
