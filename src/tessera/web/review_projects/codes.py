"""The codes as a form: each with its key, what is chosen, and what was sent, read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tessera.desk_review.models import Passage, Said
from tessera.vocabulary.codebook import family_codes
from tessera.web.passage_words import FAMILIES, label_words

# A letter for each group, of its English name where it is free; J K N T U V X Y Z and G do something else.
GROUPS = {
    "roma": "r",
    "indigenous-peoples": "i",
    "african-descent": "a",
    "religious-minority": "b",
    "linguistic-minority": "l",
    "national-ethnic-minority": "e",
    "descent-based": "d",
    "migrants": "m",
    "refugees-stateless": "s",
    "other": "o",
}


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: str
    key: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Family:
    """`kind` is the type of its boxes; a `folded` one is opened by whoever looks for it, or by its keys."""

    name: str
    legend: str
    kind: str
    choices: list[Choice]
    folded: bool = False


def key_of(family: str, code: str) -> str:
    """The key, or the two or three pressed one after another, that chooses a code."""
    place = family_codes(family).index(code) + 1
    return {
        "relevant": "t",
        "groups": GROUPS.get(code, ""),
        "how": str(place),
        "intersections": f"x{place}",
        "voice": f"v{place}",
        "euphemism": "z",
        "guidance": f"g{place:02}",
    }[family]


def families(chosen: dict[str, Any]) -> list[Family]:
    """All codes, those of `chosen` ticked; of voices one or none."""
    return [_family(name, {str(code) for code in chosen.get(name, ())}) for name in FAMILIES]


def _family(name: str, told: set[str]) -> Family:
    choices = [Choice(code, label_words(name, code), key_of(name, code), code in told) for code in family_codes(name)]
    legend = str(FAMILIES[name])
    if name == "voice":
        none = not any(one.chosen for one in choices)
        return Family(name, legend, "radio", [Choice("", "–", "v0", none), *choices])
    if name == "guidance" and told:
        legend += ": " + ", ".join(one.code for one in choices if one.chosen)
    return Family(name, legend, "checkbox", choices, folded=name == "guidance")


def chosen_of(said: Passage | Said | None) -> dict[str, Any]:
    """What a reading gives, by family."""
    if said is None:
        return {}
    around = said.euphemisms if isinstance(said, Passage) else said.euphemism
    found = {"voice": [said.voice] if said.voice else [], "euphemism": ["euphemism"] if around else []}
    if said.relevant:
        found |= {name: list(getattr(said, name)) for name in ("groups", "how", "intersections", "guidance")}
        found["relevant"] = ["relevant"]
    return found


def sent(data: QueryDict) -> dict[str, Any]:
    """What was ticked, by family: for showing it again."""
    return {name: data.getlist(name) for name in FAMILIES}


def said_by(data: QueryDict) -> dict[str, Any]:
    """As the services take it. Whoever ticks a group or how it is addressed holds the passage to be of the field.
    Raises ValueError where two voices are ticked."""
    told = sent(data)
    if len([code for code in told["voice"] if code]) > 1:
        raise ValueError(_("Say of one only that it speaks."))
    return {
        "relevant": any(told[name] for name in ("relevant", "groups", "how", "intersections", "guidance")),
        "groups": told["groups"],
        "how": told["how"],
        "more": {
            "intersections": told["intersections"],
            "voice": "".join(told["voice"]),
            "euphemism": bool(told["euphemism"]),
            "guidance": told["guidance"],
        },
    }
