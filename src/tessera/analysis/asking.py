"""Whom a paragraph asks for something: codes of the terms' addressees, and the countries it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tessera.vocabulary import countries
from tessera.vocabulary.asking import asking

FARTHEST = 260  # characters within which the name of those who are asked stands
SENTENCE = re.compile(r"[.;:!?]\s|\(\w{1,4}\)\s")
THAT = re.compile(r"\s*(?:that|to|on|upon|que|à|a|aux|au)\s+", re.IGNORECASE)
FOR = re.compile(r"calls? for$", re.IGNORECASE)
STANDING_BEFORE = re.compile(
    r"\b(?:of|by|for|with|in|from|against|among|between|on|about|de|par|pour|por|para)\b", re.IGNORECASE
)
PART_OF = re.compile(
    r"\b(?:organs?|bodies|agencies|members|parts?|representatives|offices?|all levels) (?:of|in|at) (?:the )?$",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"\s+(?:\w+ly |not |also |être |ser )*be (?:\w+ly |duly |fully )*\w+(?:ed|en|n|t|ught|ld|de)\b")
JOINED = re.compile(
    r"[,(/&]|\b(?:and|or|as well as|including|especially|et|ou|ainsi que|y|e|así como)\b", re.IGNORECASE
)
DESCRIBED = re.compile(
    r"\s+(?!(?:and|or|as|of|that|which|who|whose|in|with|at|to|from|on|where|when|including|concerned|also|both|alike|y|e|et|ou|"
    r"de|du|des|del|que|qui|parties|\w+ly|\w+ing|\w+ed)\b)[a-zà-ÿ]"
)
GAP = 60  # characters between two names of a list
HEADED = re.compile(
    r"(?:.{0,60}\b(?:recommendations?|recommandations?|recomendaciones|addressed|adressées?|dirigidas)\b"
    r"(?: addressed| adressées?| dirigidas)?\s+)?(?:to|for|à l[’']|à|aux|au|a los|a las|al|a)\s+(?P<whom>.+)",
    re.IGNORECASE,
)
ABOUT = re.compile(r"\b(?:on|regarding|concerning|about|in relation to|to|sobre|concernant)\b", re.IGNORECASE)
NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'-]*(?:\s+(?:(?:of|the|and|de|du|des|del|la|las|los|da|y|et)\s+)*\(?[A-ZÀ-Ý][\w’'-]*\)?)*"
)
CODE = re.compile(r"[A-Z]{2,4}")


def addressees_asked(text: str) -> tuple[str, ...]:
    """Codes of those whom the sentences of a paragraph ask, in their order; empty where they name nobody."""
    return tuple(dict.fromkeys(code for window in _windows(text) for code in _named(window)))


def addressees_of_heading(heading: str) -> tuple[str, ...]:
    """Codes of those to whom a heading addresses what stands under it; empty where it is about something else."""
    own = asking()
    if match := HEADED.fullmatch(heading.strip(" :.*")):
        whom = ABOUT.split(match["whom"], maxsplit=1)[0]
        return tuple(dict.fromkeys(c for m in own.name.finditer(whom) if (c := own.code_of(m))))
    found = [code for match in own.name.finditer(heading) if (code := own.code_of(match))]
    rest = re.findall(r"[^\W\d_]+", own.name.sub(" ", re.sub(r"^[A-Z\d]{1,4}[.)]\s", "", heading)))
    return tuple(dict.fromkeys(found)) if all(own.beside.fullmatch(word) for word in rest) else ()


def countries_asked(text: str) -> tuple[str, ...]:
    """Alpha-3 codes of the countries among those who are asked."""
    return tuple(dict.fromkeys(code for window in _windows(text) for code in countries_in(window)))


def countries_in(text: str) -> tuple[str, ...]:
    """Alpha-3 codes of the countries that a text names, in their order."""
    found: dict[str, None] = {}
    for match in NAME.finditer(text):
        words = match[0].split()
        at = 0
        while at < len(words):
            end = next((e for e in range(min(len(words), at + 9), at, -1) if _country(words[at:e])), 0)
            if end:
                found[_country(words[at:end])] = None
            at = end or at + 1
    return tuple(found)


def _country(words: list[str]) -> str:
    name = " ".join(words).strip(" .,’'")
    return "" if CODE.fullmatch(name) or len(name) < 4 else countries.resolve(name) or ""


def _windows(text: str) -> Iterator[str]:
    """The places where the names of those who are asked stand."""
    own = asking()
    for match in re.finditer(own.asks, text, re.IGNORECASE):
        if not FOR.search(match[0]):
            that = THAT.match(text, match.end())
            start = that.end() if that else match.end()
            yield _cut(text[start : start + FARTHEST])
    for match in re.finditer(own.should, text, re.IGNORECASE):
        if PASSIVE.match(text, match.end()):
            continue  # what is done to those who are named, not what they are to do
        before = text[max(0, match.start() - FARTHEST) : match.start()]
        sentence = SENTENCE.split(before)[-1]
        if not re.search(own.asks, sentence, re.IGNORECASE):
            yield _acting(_subject(sentence))


def _cut(rest: str) -> str:
    """Up to what is asked."""
    own = asking()
    until = own.until.search(rest)
    rest = rest[: until.start()] if until else rest
    verb = re.search(rf"(?<=\s){own.opens.pattern}", rest)
    return rest[: verb.start()] if verb else rest


def _subject(sentence: str) -> str:
    """The sentence's subject: without the clause that leads to it."""
    own = asking()
    if not own.leads.match(sentence.strip()):
        return sentence
    parts = re.split(r",\s+", sentence)
    for at in range(1, len(parts)):
        if (match := own.name.search(parts[at])) and match.start() < len("all relevant the "):
            return ", ".join(parts[at:])
    return parts[-1]


def _acting(subject: str) -> str:
    """The subject, "" where the name in it only describes another word: "media coverage of minorities"."""
    first = asking().name.search(subject)
    return "" if first and DESCRIBED.match(subject, first.end()) else subject


def _named(window: str) -> list[str]:
    """The names with which a window begins: one, or a list of them."""
    own = asking()
    found: list[str] = []
    last = 0
    for match in own.name.finditer(window):
        between = window[last : match.start()]
        if not found and STANDING_BEFORE.search(between) and not PART_OF.search(between):
            break
        if found and (len(between) > GAP or not JOINED.search(between)):
            break
        if code := own.code_of(match):
            found.append(code)
            last = match.end()
    if not found and countries_in(window):
        found.append("state")
    return found
