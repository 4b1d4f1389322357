"""What a paragraph is: a recommendation, a follow-up request, a decision, or only a description; and whom it asks."""

from __future__ import annotations

import re

from .facts import facts

VERB = re.compile(
    r"\b(?:recommends?|urges?|calls? (?:up)?on|requests?|invites?|encourages?|appeals? to|suggests?|draws? the "
    r"attention of)\s+(?:that\s+)?(?P<whom>[^.;:]{0,90})",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"(?P<whom>[^.;:]{0,90}?)\bshould\b", re.IGNORECASE)
STATE = re.compile(r"\b(?:states?|governments?|authorities)\b", re.IGNORECASE)


def kind_of(text: str, heading: str = "") -> str:
    """Of a paragraph of observations: follow-up-request, recommendation, or "" where it only describes."""
    known = facts()
    kind = next((kind for kind, said in known["kinds"].items() if any(s.search(text) for s in said)), "")
    if not kind and known["recommending_section"].search(heading) and any(s.search(text) for s in known["softly"]):
        return "recommendation"
    return kind


def deciding_kind(text: str) -> str:
    """Of an operative paragraph of a decision: concern, decision, or ""."""
    found = {kind for kind, said in facts()["deciding"].items() if any(s.search(text.strip()) for s in said)}
    asks = "decision" in found or bool(kind_of(text))
    return "decision" if asks else "concern" if "concern" in found else ""


def general_kind(text: str, *, imperatives: bool) -> str:
    """Of a paragraph of a general recommendation or comment. `imperatives` says that a sentence above introduced
    measures that begin with their verbs."""
    known = facts()
    first = re.match(r"\W*(?:\([a-z]\)\s*)?([A-Za-z]+)", text)
    commands = imperatives and first is not None and first[1].lower() in known["imperatives"]
    return "general-recommendation" if commands or any(s.search(text) for s in known["general"]) else ""


def introduces_imperatives(text: str) -> bool:
    """Whether what follows is what States are told to do: "recommends that States parties adopt the measures below"."""
    return bool(facts()["introduces_imperatives"].search(text))


def addressees_of(text: str) -> tuple[str, ...]:
    """Whom a paragraph asks, in codes of the terms; the State where it names nobody else."""
    found: dict[str, None] = {}
    for match in (VERB.search(text), SUBJECT.search(text)):
        whom = match["whom"] if match else ""
        if STATE.search(whom):
            found.setdefault("state")
        first = whom[:60]
        for code, names in facts()["addressed"].items():
            if any(name.search(first) for name in names) and not STATE.search(first):
                found.setdefault(code)
        if found:
            break
    return tuple(found) or ("state",)
