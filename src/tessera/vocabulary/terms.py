"""Labels of the codes that Tessera uses everywhere, by family ("groups", "roles"): data/terms.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .files import read
from .texts import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A code and what people call it."""

    code: str
    label: Text


@cache
def families() -> dict[str, tuple[Term, ...]]:
    """All terms by family, each family in the order in which it is shown."""
    return {
        family: tuple(Term(code=code, label=Text(label)) for code, label in labels.items())
        for family, labels in read("terms").items()
    }


def terms(family: str) -> tuple[Term, ...]:
    """The terms of a family; raises KeyError for an unknown one."""
    if family not in families():
        raise KeyError(f"there is no family of terms {family!r}; known are {', '.join(families())}")
    return families()[family]


def codes(family: str) -> tuple[str, ...]:
    """The codes of a family, in the order in which they are shown."""
    return tuple(term.code for term in terms(family))


def term(family: str, code: str) -> Term:
    """One term; raises KeyError where the family does not hold `code`."""
    for one in terms(family):
        if one.code == code:
            return one
    raise KeyError(f"there is no {code!r} among the {family}; known are {', '.join(codes(family))}")


def label(family: str, code: str, language: str = "en") -> str:
    """What people call `code` in `language`, else in English."""
    return term(family, code).label.in_language(language)


def endonym(language: str) -> str:
    """The name of a language in that language: "français"."""
    return term("languages", language).label[language]
