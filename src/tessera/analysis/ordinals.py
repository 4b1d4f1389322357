"""Ordinal numbers as sessions of bodies print them: "fifty-third", "109th", "cinquante-troisième"."""

from __future__ import annotations

import re

UNITS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
TENS = {
    "twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90,
}  # fmt: skip
FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th|e|è?me|ème|a|ª|º)?", re.IGNORECASE)
IN_WORDS = re.compile(r"(?:(?P<tens>[a-z]+)y-)?(?P<unit>[a-z]+)")
FRENCH = {
    "premier": 1, "première": 1, "deuxième": 2, "seconde": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
    "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12,
    "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16,
}  # fmt: skip
SPANISH = {
    "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3,
    "cuarto": 4, "cuarta": 4, "quinto": 5, "quinta": 5, "sexto": 6, "sexta": 6, "séptimo": 7, "séptima": 7, "octavo": 8,
    "octava": 8, "noveno": 9, "novena": 9, "décimo": 10, "décima": 10,
}  # fmt: skip


def ordinal_value(printed: str) -> int | None:
    """53 for "fifty-third" or "53rd"; None for what is no ordinal that is known."""
    words = re.sub(r"\s+", " ", printed.strip().casefold()).replace("‑", "-")
    if figures := FIGURES.fullmatch(words):
        return int(figures[1])
    if words in FRENCH or words in SPANISH:
        return FRENCH.get(words) or SPANISH.get(words)
    if words == "hundredth" or words == "one hundredth":
        return 100
    rest = words.removeprefix("one hundred and ")
    match = IN_WORDS.fullmatch(rest)
    value = _in_words(match) if match else None
    return value + 100 if value and rest != words else value


def _in_words(match: re.Match[str]) -> int | None:
    unit = match["unit"]
    if not match["tens"]:
        return UNITS.index(unit) if unit in UNITS[1:] else TENS.get(unit.removesuffix("ieth"))
    return TENS[match["tens"]] + UNITS.index(unit) if match["tens"] in TENS and unit in UNITS[1:10] else None
