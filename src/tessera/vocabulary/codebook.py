"""The codebook with which reviews of country documents begin: data/codebook.yml."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from .files import read
from .guidance_note import recommendations
from .terms import codes

FAMILIES = ("relevant", "groups", "how", "intersections", "voice", "euphemism", "guidance")
TEXTS = ("definition", "use", "not_use", "example")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: what it means, when it is given, when it is not, and an example of our own writing."""

    family: str
    code: str
    definition: str
    use: str
    not_use: str
    example: str

    def as_data(self) -> dict[str, str]:
        return asdict(self)


@cache
def codebook() -> tuple[Entry, ...]:
    """All entries, families and codes in the order in which they are shown."""
    data = read("codebook")
    return tuple(_entry(family, code, data[family][code]) for family in FAMILIES[:-1] for code in data[family]) + tuple(
        _entry("guidance", str(one.number), {"definition": one.summary["en"], **data["guidance"]})
        for one in recommendations()
    )


@cache
def family_codes(family: str) -> tuple[str, ...]:
    """The codes of a family as coders may give them; raises KeyError for an unknown family."""
    if family in ("groups", "how", "intersections"):
        return codes(family)
    found = tuple(one.code for one in codebook() if one.family == family)
    if not found:
        raise KeyError(f"there is no family of codes {family!r}; known are {', '.join(FAMILIES)}")
    return found


def _entry(family: str, code: str, texts: dict[str, str]) -> Entry:
    return Entry(family, code, texts["definition"], texts["use"], texts["not"], texts["example"])
