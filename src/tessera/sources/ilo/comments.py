"""The comments in a file, each with its Convention, country, year of adoption and session of the Conference."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tessera.analysis.recommending_states import state_code
from tessera.extraction import Line
from tessera.harvest import SourceFile, source_facts

BESIDE_HEAD = 5  # lines after a comment's head in which its Convention stands, or before it
LONGEST_HEAD = 400  # characters


@dataclass(slots=True)
class Comment:
    """`kind` is Observation or Direct Request, `adopted` a year, `session` the Conference's, `convention` a number,
    `instrument` the Convention as printed; each "" or 0 where the page does not say."""

    kind: str
    adopted: int = 0
    session: str = ""
    convention: str = ""
    instrument: str = ""
    country: str = ""
    printed_country: str = ""
    lines: list[Line] = field(default_factory=list)


def comments_of(file: SourceFile) -> list[Comment]:
    """In order. What stands above the first head belongs to none, but for the Convention where it stands there."""
    lines = file.lines
    heads = [(at, match) for at, line in enumerate(lines) if (match := _head(line.text))]
    if not heads:
        return [_headless(file)] if _is_headless(file) else []
    found: list[Comment] = []
    for place, (at, match) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        one = Comment(
            kind=kinds()[match["kind"].casefold()],
            adopted=int(match["year"]),
            session=match["session"],
        )
        body = lines[at + 1 : end]
        named = _name_from(one, [lines[at].text[match.end() :], *(line.text for line in body[:BESIDE_HEAD])])
        if not named and not place:
            _name_from(one, [line.text for line in lines[max(0, at - BESIDE_HEAD) : at]])
        if not one.convention and found:  # a page of all comments on one Convention names it once
            last = found[-1]
            one.convention, one.instrument = last.convention, last.instrument
            one.country, one.printed_country = last.country, last.printed_country
        one.lines = [line for line in body if not _is_beside(line.text) and line.text not in named]
        found.append(one)
    return found


def _name_from(one: Comment, texts: list[str]) -> set[str]:
    """Reads Convention and country; returns the texts that held them."""
    for at, text in enumerate(texts):
        match = re.search(facts()["convention"], text)
        if match is None:
            continue
        one.convention = match["number"]
        one.instrument = " ".join(f"{match['name'].strip(' ,-–')}, {match['year']} (No. {match['number']})".split())
        rest = text[match.end() :] or (texts[at + 1] if at + 1 < len(texts) else "")
        country = re.search(facts()["country"], rest)
        if country and (code := state_code(country["country"].strip())):
            one.country, one.printed_country = code, country["country"].strip()
            return {text} if text[match.end() :] else {text, rest}
        return {text}
    return set()


def _headless(file: SourceFile) -> Comment:
    """A comment in a document of another layout: what its first page says."""
    head = file.head
    kind = re.search("|".join(kinds()), head, re.IGNORECASE)
    one = Comment(kind=kinds()[kind[0].casefold()] if kind else "Observation")
    named = _name_from(one, [line.text for line in file.lines[:40]])
    if not named:
        _name_from(one, [head])
    adopted = re.search(r"\badopted (?:in )?(?:\w+ )?((?:19|20)\d\d)", head)
    session = re.search(r"\b(\d{1,3})(?:st|nd|rd|th) (?:ILC )?session", head, re.IGNORECASE)
    one.adopted = int(adopted[1]) if adopted else 0
    one.session = session[1] if session else ""
    one.lines = [line for line in file.lines if not _is_beside(line.text) and line.text not in named]
    return one


def _is_headless(file: SourceFile) -> bool:
    head = file.head[:1_500]
    signs = sum(re.search(sign, head, re.IGNORECASE) is not None for sign in facts()["signs"])
    return signs >= len(facts()["signs"]) - 1 and re.search(facts()["convention"], head) is not None


def _head(text: str) -> re.Match[str] | None:
    """The head of a comment in a line; text that cites another comment is longer."""
    if len(text) > LONGEST_HEAD:
        return None
    return next((match for one in facts()["comment"] if (match := re.search(one, text, re.IGNORECASE))), None)


def _is_beside(text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in facts()["beside"])


def kinds() -> dict[str, str]:
    found: dict[str, str] = facts()["comments"]
    return found


def facts() -> dict[str, Any]:
    return source_facts(__package__)
