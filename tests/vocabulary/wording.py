"""Every text of the vocabulary with the place it stands in, and what tells languages and copied sentences apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tessera.vocabulary.action_plan import action_plan
from tessera.vocabulary.guidance_note import guidance_note
from tessera.vocabulary.organisations import organisations
from tessera.vocabulary.terms import families
from tessera.vocabulary.texts import Text

SCRIPT_OF = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}

# Names that keep their Latin letters in every language, and the plan's own references.
LATIN_NAMES = re.compile(r"(?<![A-Za-z])(Tessera|Teamworks|HRBA|desk review|desk survey|\d[a-z])(?![A-Za-z])")

# Titles of documents and names of bodies: they carry over as they are.
NAMES = (
    "guidance note of the secretary general on racial discrimination and protection of minorities",
    "un network on racial discrimination and protection of minorities",
    "un system staff college course",
)


def plan_texts() -> Iterator[tuple[str, Text]]:
    plan = action_plan()
    yield from (("plan title", plan.title), ("plan summary", plan.summary))
    for kind, parts in (("objective", plan.objectives), ("strategy", plan.strategy)):
        for part in parts:
            yield from ((f"{kind} {part.ref} title", part.title), (f"{kind} {part.ref} summary", part.summary))
    for section in plan.sections:
        yield f"section {section.number} title", section.title
    for activity in plan.activities:
        yield from ((f"{activity.ref} title", activity.title), (f"{activity.ref} summary", activity.summary))
        yield from ((f"{activity.ref} action {n} title", action.title) for n, action in enumerate(activity.actions))
        yield from ((f"{output.id} title", output.title) for output in activity.outputs)
        yield from ((f"{activity.ref} {n} note", note) for n, note in enumerate(activity.notes))


def guidance_texts() -> Iterator[tuple[str, Text]]:
    yield "Guidance Note title", guidance_note().title
    for one in guidance_note().recommendations:
        yield from ((f"GNR {one.number} title", one.title), (f"GNR {one.number} summary", one.summary))
        yield from ((f"{suggestion.id} suggestion", suggestion.text) for suggestion in one.suggestions)


def labels() -> Iterator[tuple[str, Text]]:
    for family, terms in families().items():
        yield from ((f"{family} {term.code}", term.label) for term in terms)


def names() -> Iterator[tuple[str, Text]]:
    for one in organisations():
        yield one.code, one.name


def all_texts() -> list[tuple[str, Text]]:
    return [*plan_texts(), *guidance_texts(), *labels(), *names()]


def foreign_letters(wording: str, language: str) -> str:
    """The letters of a wording that are not of its language's script, names apart."""
    script = SCRIPT_OF.get(language, "LATIN")
    letters = (char for char in LATIN_NAMES.sub("", wording) if char.isalpha())
    return "".join(char for char in letters if script not in unicodedata.name(char))


def word_runs(text: str, *, length: int) -> set[tuple[str, ...]]:
    """All runs of `length` words, names taken out."""
    plain = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
    for name in NAMES:
        plain = plain.replace(name, "")
    words = plain.split()
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
