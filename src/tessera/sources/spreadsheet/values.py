"""Values of cells as codes; what is not known is told with what looks most like it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tessera.analysis.recommending_states import states_in
from tessera.extraction import Sentence
from tessera.harvest import State, country_guesses, word_guesses
from tessera.vocabulary import countries, mechanisms, terms

from .facts import code_of, folded, month_of, nearest_words

ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ].*)?")
YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s*[年/.]\s*(\d{1,2})\s*[月/.]\s*(\d{1,2})\s*日?")
NUMBERS = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*((?:19|20)\d\d)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
SYMBOL = re.compile(r"[A-Z]+(?:/[A-Z0-9.\-–]+){2,}(?:\s*[,;–]\s*.*)?", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[;|\n]\s*")
BULLET = re.compile(r"^\s*[-–•*]\s+")
Remarks = list[str]


def parts(cell: str) -> list[str]:
    """The values of a cell: between lines, semicolons and bars, without bullets, each once."""
    found = (" ".join(BULLET.sub("", one).split()) for one in BETWEEN.split(cell))
    return list(dict.fromkeys(one for one in found if one))


@lru_cache(maxsize=20_000)
def country_code(printed: str) -> str:
    """The code of a country's name, alpha-2 or alpha-3 code; "" where it is not known."""
    bare = printed.strip()
    two = countries.from_alpha2(bare) if re.fullmatch(r"[A-Z]{2}", bare) else None
    return two or countries.resolve(bare) or ""


def country_codes(cells: Iterable[str], remarks: Remarks) -> tuple[str, ...]:
    """Those that the cells name; commas part names only where the whole is none ("Korea, Republic of")."""
    found: dict[str, None] = {}
    for cell in cells:
        for one in parts(cell):
            for name in _names(one):
                code = country_code(name)
                if code:
                    found[code] = None
                else:
                    remarks.append(_unknown_country(name))
    return tuple(found)


def states_named(cells: Iterable[str], remarks: Remarks) -> tuple[State, ...]:
    """Recommending States, each once, as printed."""
    found: dict[str, State] = {}
    for cell in cells:
        for one in parts(cell):
            for name in _names(one):
                code = country_code(name)
                if not code:
                    remarks.append(_unknown_country(name))
                found.setdefault(code or folded(name), State(code, name))
    return tuple(found.values())


def mechanism_code(printed: str, remarks: Remarks) -> str:
    """The code of a body; its name, told, where it is not known."""
    code = code_of("mechanisms", printed) or mechanisms.resolve(printed) or mechanisms.resolve(_bare(printed))
    if code:
        return code
    guesses = word_guesses(printed, (body.name for body in mechanisms.bodies().values()))
    remarks.append(
        str(
            Sentence(
                "The mechanism “%(body)s” is not known; its name is kept. Nearest: %(guesses)s.",
                body=printed,
                guesses=guesses,
            )
        )
    )
    return printed[:60]


def is_mechanism(printed: str) -> bool:
    """Whether a body of that name is known."""
    return bool(code_of("mechanisms", printed) or mechanisms.resolve(printed) or mechanisms.resolve(_bare(printed)))


def mechanism_of_symbol(symbol: str) -> str:
    """The body in whose documents such symbols stand; "" where that is not known. A/HRC is not the UPR's alone."""
    upper = symbol.upper()
    return next(
        (b.code for b in mechanisms.bodies().values() if b.symbol and b.code != "upr" and upper.startswith(b.symbol)),
        "",
    )


def word_code(family: str, printed: str, remarks: Remarks, *, said: str) -> str:
    """The code of a word of source.yml; a word that is not known is told in `said` and gives ""."""
    code = code_of(family, printed)
    if not code:
        remarks.append(str(Sentence(said, said=printed, guesses=nearest_words(family, printed))))
    return code


def day_of(printed: str, remarks: Remarks) -> tuple[str, int | None]:
    """ISO date and year. A date that may mean two days has its year only and is told.

    With stops the day comes first ("12.03.2019"), as in every language that writes so; with strokes it may be either.
    """
    said = " ".join(printed.split())
    if found := ISO.fullmatch(said) or YEAR_FIRST.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]), said, remarks)
    if found := NUMBERS.fullmatch(said):
        one, sign, two, year = int(found[1]), found[2], int(found[3]), int(found[4])
        if sign == "." or one > 12 or one == two:
            return _day(year, two, one, said, remarks)
        if two > 12:
            return _day(year, one, two, said, remarks)
        remarks.append(
            str(Sentence("The date “%(date)s” is in a form that may mean two days: its day is unknown.", date=said))
        )
        return "", year
    words = folded(said).split()
    month = next((month_of()[word] for word in words if word in month_of()), 0)
    days = [int(n) for word in words if (n := re.sub(r"(?:st|nd|rd|th|er)$", "", word)).isdecimal() and len(n) < 3]
    year_said = YEAR.search(said)
    named = int(year_said[1]) if year_said else None
    if named and month and len(days) == 1:
        return _day(named, month, days[0], said, remarks)
    if named is None:
        remarks.append(str(Sentence("“%(date)s” is no date: its date is unknown.", date=said)))
    return "", named


def year_of(printed: str, remarks: Remarks) -> int | None:
    """The year in a cell."""
    found = YEAR.findall(printed)
    if len(set(found)) != 1:
        remarks.append(str(Sentence("“%(year)s” is not one year: its year is unknown.", year=printed)))
        return None
    return int(found[0])


def number_in(printed: str) -> int | None:
    """The first number: 3 of "3rd cycle"."""
    found = re.search(r"\d+", printed)
    return int(found[0]) if found else None


def language_code(printed: str, remarks: Remarks) -> str:
    """One of the six languages by its code or a name of it; "" where it is none of them."""
    said = folded(printed)
    for term in terms.terms("languages"):
        known = {folded(label) for label in term.label.values()} | {term.code}
        if said in known or said.split(" ")[0] in known:
            return term.code[:2]
    remarks.append(str(Sentence("The language “%(language)s” is not known here.", language=printed)))
    return ""


def _day(year: int, month: int, day: int, said: str, remarks: Remarks) -> tuple[str, int | None]:
    try:
        return date(year, month, day).isoformat(), year
    except ValueError:
        remarks.append(str(Sentence("There is no such day as “%(date)s”: its day is unknown.", date=said)))
        return "", year


def _names(one: str) -> list[str]:
    if country_code(one):
        return [one]
    return [state.printed for state in states_in(one)] or [one]


def _unknown_country(name: str) -> str:
    said = "The country “%(country)s” is not known; nearest: %(guesses)s."
    return str(Sentence(said, country=name, guesses=country_guesses(name)))


def _bare(printed: str) -> str:
    """Without what stands in parentheses and before a dash: "Committee against Torture (CAT)"."""
    return re.sub(r"\s*\([^)]*\)|^\s*[-–•]\s*", "", printed).strip()
