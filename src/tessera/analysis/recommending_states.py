"""A recommendation's text and the States in parentheses that made it: "Ratify the Convention (Chile, Peru)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from tessera.vocabulary import countries

ALIKE = 86  # of 100: a name that is misprinted ("United Sates of America") is still that of its country
MOST_WITHIN = 2  # separators within the name of one country
LONGEST = 60  # characters of a State's name
ARTICLE = re.compile(r"(?:l['’]|les?\s+|la\s+|el\s+|los\s+|las\s+)(?=[A-ZÉÎ])", re.IGNORECASE)
PARENTHESIS = re.compile(r"[()]")
AND = r"(?:and|et|y|e)"  # English, French, Spanish
SEPARATOR = re.compile(rf"\s*[,;/]\s*(?:{AND}\s+)?|\s+{AND}\s+|\s+&\s+")
CLOSING = " \t;.,"


@dataclass(frozen=True, slots=True)
class RecommendingState:
    """A State as printed, and its ISO 3166 alpha-3 code, None where the name is not known."""

    printed: str
    iso3: str | None


def recommendation_split(printed: str) -> tuple[str, list[RecommendingState]]:
    """The text without the States in parentheses and without the closing stop; the States in order, each once."""
    states: dict[str, RecommendingState] = {}
    kept, last = [], 0
    for start, end in _parentheses(printed):
        found = states_in(printed[start + 1 : end - 1])
        if not found:
            continue
        kept.append(printed[last:start].rstrip())
        last = end
        for state in found:
            states.setdefault(state.printed.casefold(), state)
    kept.append(printed[last:])
    text = re.sub(r"\s+([;,.:])", r"\1", " ".join(" ".join(kept).split()))
    return text.rstrip(CLOSING), list(states.values())


def states_in(inside: str) -> list[RecommendingState]:
    """The States that a parenthesis names; empty where it names something else."""
    if inside.startswith("("):  # opened twice, or twice over
        balanced = inside.endswith(")") and inside.count("(") == inside.count(")")
        inside = inside[1:-1] if balanced else inside[1:]
    inside = re.sub(r"^the\s+", "", " ".join(inside.split()))  # the article of the sentence, not of the name
    found: list[RecommendingState] = []
    for name in _names(inside):
        code = state_code(name)
        several = None if code else _run_together(name)
        found += several or [RecommendingState(name, code)]
    known = sum(state.iso3 is not None for state in found)
    return found if known and known * 2 >= len(found) else []


@lru_cache(maxsize=4096)
def state_code(printed: str) -> str | None:
    """The code of a State's name, misprints included."""
    if not printed or len(printed) > LONGEST or not any(c.isupper() for c in printed):
        return None
    bare = re.sub(r"^(?:the|by|from)\s+", "", printed.strip(" .*"), flags=re.IGNORECASE)
    if ARTICLE.match(bare) and countries.resolve(bare) is None:
        bare = ARTICLE.sub("", bare)
    if re.fullmatch(r"[A-Z]{3}", bare) and bare != "USA":
        return None  # in running text it is an abbreviation (NLD, a party), not an ISO code
    code = countries.resolve(bare) or countries.resolve(re.sub(r"\s*\(.+\)$", "", bare))
    if code or len(bare) < 5:
        return code
    for guess in countries.nearest(bare)[:3]:
        one = countries.country(guess)
        spellings = (one.name, *one.aliases, re.sub(r" \(.+\)", "", one.name))
        if max(fuzz.ratio(bare.casefold(), s.casefold()) for s in spellings) >= ALIKE:
            return guess
    return None


def _parentheses(text: str) -> Iterator[tuple[int, int]]:
    """Outermost parentheses from their opening to behind their closing; one that is never closed ends with the text."""
    depth, start = 0, 0
    for found in PARENTHESIS.finditer(text):
        at = found.start()
        if text[at] == "(":
            start = at if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1
    if depth and (end := text.rfind(")", start)) > start:
        yield start, end + 1


def _names(inside: str) -> Iterator[str]:
    """Names between separators that stand outside of parentheses."""
    depth, last, at = 0, 0, 0
    while at < len(inside):
        depth += (inside[at] == "(") - (inside[at] == ")")
        match = SEPARATOR.match(inside, at) if depth <= 0 else None
        if match and match.end() > at and not _one_country(inside[last:], inside[last:at], match):
            yield from _named(inside[last:at])
            last = at = match.end()
            continue
        at += 1
    yield from _named(inside[last:])


def _named(name: str) -> Iterator[str]:
    if name := re.sub(r"\s*\d+$", "", name.strip(" .;,*")):  # a note mark that stuck to the name
        yield name


def _one_country(rest: str, before: str, separator: re.Match[str]) -> bool:
    """Whether the separator is part of a name: "Antigua and Barbuda", "Iran, Islamic Republic of", "Bonaire, Sint
    Eustatius and Saba"."""
    if not separator[0].strip(" ;/&"):
        return False
    ends = [m.start() for m in SEPARATOR.finditer(rest, len(before) + len(separator[0]))]
    return any(countries.resolve(rest[:end].strip()) is not None for end in [*ends, len(rest)][:MOST_WITHIN])


def _run_together(name: str) -> list[RecommendingState] | None:
    """Two names with the comma between them missing: "United Kingdom France"."""
    words = name.split()
    for cut in range(1, len(words)):
        pair = " ".join(words[:cut]), " ".join(words[cut:])
        codes = [countries.resolve(half) for half in pair]
        if all(codes):
            return [RecommendingState(half, code) for half, code in zip(pair, codes, strict=True)]
    return None
