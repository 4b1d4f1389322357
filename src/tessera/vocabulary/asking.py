"""How documents ask for something, and how they name those whom they ask: data/asking.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .files import read

IGNORED = "-"  # names in which names of others occur


@dataclass(frozen=True, slots=True)
class Asking:
    """`asks`, `should` and `between` are parts for patterns of sources; `name` finds names of those who are asked."""

    asks: str
    should: str
    between: str
    opens: re.Pattern[str]
    until: re.Pattern[str]
    leads: re.Pattern[str]
    name: re.Pattern[str]
    beside: re.Pattern[str]
    codes: tuple[str, ...]

    def code_of(self, match: re.Match[str]) -> str:
        """The addressee's code of what `name` found; "" where it names nobody."""
        code = self.codes[int((match.lastgroup or "n0")[1:])]
        return "" if code == IGNORED else code


@cache
def asking() -> Asking:
    data = read("asking")
    names = data["names"]
    opens = _joined(data["opens"]).replace(r"\p{f}", _joined(data["infinitives"]))
    groups = [
        f"(?P<n{at}>{'|'.join(patterns.split(chr(10))).strip('|')})" for at, patterns in enumerate(names.values())
    ]
    return Asking(
        asks=f"(?:{_joined(data['asks'])})",
        should=f"(?:{_joined(data['should'])})",
        between=f"(?:{_joined(data['between'])})",
        opens=re.compile(rf"(?:{opens})", re.IGNORECASE),
        until=re.compile(_joined(data["until"]), re.IGNORECASE),
        leads=re.compile(_joined(data["leads"]), re.IGNORECASE),
        name=re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE),
        beside=re.compile(_joined(data["beside"]), re.IGNORECASE),
        codes=tuple(names),
    )


def _joined(pattern: str) -> str:
    """A pattern that is written over several lines."""
    return re.sub(r"\s*\n\s*|(?<=\|)\s+", "", pattern.replace("| ", "|"))
