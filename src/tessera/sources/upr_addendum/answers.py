"""What words say of the recommendations that they name, in codes of the positions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tessera.analysis.recommending_states import states_in

RECOMMENDATION = (
    r"(?:(?:the|this|these|those|all|following|above|said|such)\s+)*(?:\w+[\s-]+){0,3}?(?:recommendations?\b|‡)"
)
UNDECIDED = "undecided"  # the State says that it cannot say yet
LONGEST_HEADING = 200
LABEL = 4  # words of a line that is nothing but a position
PARENTHESIS = re.compile(r"\(([^()]{3,300}(?:\([^()]*\)[^()]*)*)\)")


def position_of(words: str) -> str:
    """The position; partly-supported where a part is accepted and another is not; "" where nothing is said."""
    found: list[str] = []
    for position, patterns in _facts()["positions"].items():
        for pattern in patterns:
            words, count = pattern.subn(" ", words)
            if count and position not in found:
                found.append(position)
    if "supported" in found and {"not-supported", UNDECIDED} & set(found):
        return "partly-supported"
    return "" if not found else "pending" if found[0] == UNDECIDED else found[0]


def heading_position(line: str) -> str:
    """The position of what stands below a heading; "" where the line is no such heading."""
    if len(line) > LONGEST_HEADING or not _facts()["heading"].match(line):
        return ""
    return next((p for p, words in _facts()["headings"].items() if any(w.search(line) for w in words)), "")


def label_position(line: str) -> str:
    """The position where a line says nothing else, as a cell of a table does: "Supported", "Position: noted."."""
    marked = _facts()["answers"].match(line)
    bare = (line[marked.end() :] if marked else line).strip(" .;–-")
    return heading_position(bare) if bare and len(bare.split()) <= LABEL and "ecommend" not in bare else ""


def answer_of(text: str) -> str:
    """The State's own words, where the recommendation is printed again before them."""
    if marked := _facts()["answers"].search(text):
        return text[marked.end() :].strip()
    ends = [one.end() for one in PARENTHESIS.finditer(text) if states_in(one[1])]
    return text[ends[-1] :].lstrip(" .;:,–-") if ends else text


@cache
def _facts() -> dict[str, Any]:
    facts = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{reco}", RECOMMENDATION), re.IGNORECASE)

    return {
        "positions": {p: [compiled(one) for one in said] for p, said in facts["positions"].items()},
        "heading": compiled(facts["heading"]),
        "headings": {p: [compiled(one) for one in said] for p, said in facts["headings"].items()},
        "answers": compiled(facts["answers"]),
    }
