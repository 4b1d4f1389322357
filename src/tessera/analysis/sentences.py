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
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, blanks around it left out."""
    spans: list[tuple[int, int]] = []
    last = 0
    for match in END.finditer(text):
        if not ABBREVIATION.search(text[: match.start()]):
            spans.append((last, match.end()))
            last = match.end()
    spans.append((last, len(text)))
    return [bare for span in spans if (bare := _bare(text, *span))]


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
