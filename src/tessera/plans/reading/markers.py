"""What a line starts with: the number of a section, the letter of an activity, a bullet; and what a heading says."""

from __future__ import annotations

import re
from dataclasses import dataclass

ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN = r"(?=[IVXL])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"  # 1 to 99
SECTION_WORDS = (
    "section", "pillar", "theme", "area", "component", "chapter", "priority", "cluster", "workstream", "goal", "axis",
    "outcome",
)  # fmt: skip
# Order matters: the first pattern that fits says what the marker is.
PATTERNS = (
    ("word", re.compile(
        rf"(?P<word>{'|'.join(SECTION_WORDS)})(?:\s+area)?\s+(?P<number>\d{{1,3}}|{ROMAN}|[A-H])\b\s*[:.)–—-]?\s*",
        re.IGNORECASE,
    )),
    ("combo", re.compile(r"\(?(?P<number>\d{1,3})\s?\.?\(?(?P<letter>[a-z]{1,2})(?:[).:]\s*|\s+(?=[A-Z“\"'(]))")),
    ("dotted", re.compile(r"(?P<number>\d{1,3})\.(?P<letter>\d{1,3})[.):]?\s+")),
    ("decimal", re.compile(r"(?P<number>\d{1,3})[.):]\s*(?=\D)")),
    ("letter", re.compile(r"(?:\((?P<inside>[a-z]{1,2})\)\s*|(?P<letter>[a-z]{1,2})(?:\)\s*|[.:]\s+))")),
    ("roman", re.compile(rf"\(?(?P<number>{ROMAN})[.):]\s*(?=\S)")),
    ("upper", re.compile(r"\(?(?P<number>[A-H])[.)]\s+")),
    ("bullet", re.compile(r"[•▪◦·●○■*–—-]\s+")),
)  # fmt: skip
OBJECTIVES = re.compile(
    r"(?:the\s+)?(?:(?:main|general|specific|overall|strategic|key|plan)\s+){0,2}(?:objectives?|goals|aims)"
    r"(?:\s+of\s+(?:the|this)\s+.{1,60})?",
    re.IGNORECASE,
)
STRATEGY = re.compile(
    r"(?:the\s+)?(?:(?:implementation|overall|general|working)\s+)?(?:strategy|modalities|arrangements|approach|methods)"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?(?:implementation|action\s+plan|plan|work\s+plan|network).{0,40})?",
    re.IGNORECASE,
)
ACTIVITIES = re.compile(
    r"(?:the\s+)?(?:(?:action|work)\s+plan\s+|planned\s+|key\s+|priority\s+|main\s+)?"
    r"(?:activities|actions|action\s+points|action\s+plan\s+matrix|matrix\s+of\s+activities)"
    r"(?:\s+(?:of|under)\s+(?:the|this)\s+.{1,60})?",
    re.IGNORECASE,
)
PARTS = (("objectives", OBJECTIVES), ("strategy", STRATEGY), ("activities", ACTIVITIES))
PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,3})?", re.IGNORECASE)
HEADING_CHARACTERS = 180


@dataclass(frozen=True, slots=True)
class Marker:
    """`number` of a section, `letter` of an activity ("" where the marker has none), where the words begin."""

    style: str
    number: int | None
    letter: str
    end: int
    word: str = ""


def marker_of(line: str) -> Marker | None:
    """The marker at the start of a line; None where the line starts with words."""
    for style, pattern in PATTERNS:
        match = pattern.match(line)
        if match:
            found = match.groupdict()
            letter = found.get("letter") or found.get("inside") or ""
            return Marker(style, _value(found.get("number")), letter, match.end(), (found.get("word") or "").lower())
    return None


def _value(printed: str | None) -> int | None:
    if not printed:
        return None
    if printed.isdigit():
        return int(printed)
    if printed.upper() in "ABCDEFGH":
        return ord(printed.upper()) - ord("A") + 1
    total, values = 0, [ROMAN_VALUES.get(c, 0) for c in printed.upper()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def part_of(words: str) -> str | None:
    """ "objectives", "strategy" or "activities" where the words are the heading of that part."""
    heading = words.strip().rstrip(":. ")
    if len(heading) > HEADING_CHARACTERS:
        return None
    return next((name for name, pattern in PARTS if pattern.fullmatch(heading)), None)


def letter_index(letter: str) -> int:
    """a is 1, z is 26, aa is 27."""
    value = 0
    for character in letter:
        value = value * 26 + ord(character) - ord("a") + 1
    return value


def letter_at(index: int) -> str:
    """The letter of a place: 1 is a, 27 is aa."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def continues_letters(letter: str, last: str) -> bool:
    """Whether a letter can be the next activity and not the roman number of a point within one: (i), (v), (x)."""
    if len(letter) == 2 and letter[0] != letter[1]:
        return False
    if set(letter) <= set("ivx"):
        return letter_index(letter) - letter_index(last or "") in (1, 2) or (letter == "i" and last == "i")
    return True


def heading_of(text: str) -> str | None:
    """The words before the first colon, where they are a heading and not the start of a sentence."""
    first = text.split("\n", 1)[0]
    head, colon, _rest = first.partition(":")
    head = head.strip()
    if not colon or not head or len(head) > HEADING_CHARACTERS or len(head.split()) > 25:
        return None
    if re.search(r"\b(?:will|shall|should|must|is|are|can|may)\b|[.;?!]\s|\(GNR|https?$", head):
        return None
    return head
