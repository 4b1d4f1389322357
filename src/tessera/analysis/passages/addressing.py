"""How a passage addresses what it speaks of: only words that stand by the group, or by racism, tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]
Cue = tuple[int, int, str]

GOES_ON = re.compile(
    r"(?:It|They|These|This|Those|Such|He|She|Their|Its|In addition|Furthermore|Moreover|Consequently"
    r"|As a result|Therefore|The (?:Committee|Government|same|measures?|programmes?|project|plan|strategy|law|Act)"
    r"|Il|Elle|Ils|Elles|Ces|Cette|Ce|En outre|De plus|Este|Esta|Estos|Estas|Además|Asimismo|Por ello|Ello"
    r"|Também|Além disso|Estes|Essas|Isso|Кроме того|Он|Она|Они|Это|Эти)\b"
)
PART = re.compile(r"[;:]\s+|\(\w\)\s|,\s+(?=(?:and|as well as|while|including|et|ainsi que|y|así como|e|bem como|и)\b)")
SPECIAL = ("participation", "data")  # an action that is one of these is told as such
VERBS = "how.action.verbs"
CODES = ("analysis", "data", "action", "participation", "budget")


class Addressed(NamedTuple):
    """The codes in the order of the vocabulary, and the words that tell each."""

    codes: tuple[str, ...]
    cues: tuple[Cue, ...]


def how_addressed(text: str, sentences: Sequence[Span], topics: Sequence[Span], cues: Sequence[Cue]) -> Addressed:
    """`topics` are the places where a group or racism is named, `cues` words that tell how, by their rules' ids."""
    within = _about(text, sentences, topics)
    kept = [cue for cue in cues if any(start <= cue[0] < end for start, end in within)]
    special = [cue for cue in kept if _code(cue) in SPECIAL]
    told = [cue for cue in kept if _code(cue) != "action" or not _shares_clause(text, cue, special)]
    told = told if _is_action(told) else [cue for cue in told if _code(cue) != "action"]
    codes = {_code(cue) for cue in told}
    return Addressed(tuple(code for code in CODES if code in codes), tuple(told))


def _is_action(cues: Sequence[Cue]) -> bool:
    """One word of a measure is enough; of verbs that may mean anything ("develop", "support") it takes two."""
    own = [cue[2] for cue in cues if _code(cue) == "action"]
    return len(own) > 1 or any(not rule.startswith(VERBS) for rule in own)


def _code(cue: Cue) -> str:
    return cue[2].split(".")[1]


def _about(text: str, sentences: Sequence[Span], topics: Sequence[Span]) -> list[Span]:
    """Sentences that name the topic, and those that go on speaking of it."""
    found: list[Span] = []
    going = False
    for start, end in sentences:
        names = any(start <= topic[0] < end for topic in topics)
        going = names or (going and GOES_ON.match(text[start:end]) is not None)
        if going:
            found.append((start, end))
    return found


def _shares_clause(text: str, cue: Cue, special: Sequence[Cue]) -> bool:
    """Whether nothing parts an action from a word of participation, data or money."""
    return any(not PART.search(text[min(cue[1], one[1]) : max(cue[0], one[0])]) for one in special)
