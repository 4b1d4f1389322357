"""A text's sentences, where abbreviations end none and a stop may be glued to the next sentence."""

from __future__ import annotations

import re

END = re.compile(
    r"(?<=[.!?])[”\"»)]?(?:\s+|(?<=[a-zà-ÿ)]\.)(?=[A-ZÀ-Ý][a-zà-ÿ]))(?=[A-ZÀ-Ý“\"«(¿¡\d])|(?<=[a-z]\.)(?=[A-Z][a-z]+ )"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Nos?|nos?|[Aa]rts?|[Pp]aras?|pp?|Mr|Mrs|Ms|Dr|St|vs?|cf|e\.g|i\.e|etc|al|Vol|Ch|núm|inc|Doc|Ser|Add|Rev|Corr)|\b[A-Z]|§)\.$"
)


def sentences_of(text: str) -> list[str]:
    """In order, without blanks around them."""
    found: list[str] = []
    last = 0
    for match in END.finditer(text):
        if ABBREVIATION.search(text[: match.start()]):
            continue
        found.append(text[last : match.start()].strip() + match[0].strip())
        last = match.end()
    found.append(text[last:].strip())
    return [one for one in found if one]
