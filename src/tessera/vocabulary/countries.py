"""Countries and areas: ISO 3166 codes, UN names and groups, and the spellings that documents print: data/countries.yml.

Names in languages other than English are the UN's where the file gives them, else those of the Unicode CLDR.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale
from rapidfuzz import fuzz, process

from .files import read
from .texts import LANGUAGES

NEAREST_LIMIT = 5
NEAREST_SCORE = 70.0  # of 100: below, a guess misleads more often than it helps


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area. `code` is ISO 3166 alpha-3; region, sub_region, group and status are codes of the terms."""

    code: str
    alpha2: str
    name: str
    region: str
    sub_region: str
    group: str
    status: str
    aliases: tuple[str, ...]
    names: Mapping[str, str]


@cache
def countries() -> dict[str, Country]:
    """All countries and areas by alpha-3 code, in the order of the codes."""
    data = read("countries")
    region_of = {sub: region for region, subs in data["regions"].items() for sub in subs}
    return {code: _country(code, entry, region_of) for code, entry in data["countries"].items()}


@cache
def fictional() -> dict[str, Country]:
    """Countries of demonstrations by code: data/fictional_countries.yml. No list of countries holds them."""
    region_of = {sub: region for region, subs in read("countries")["regions"].items() for sub in subs}
    return {code: _country(code, entry, region_of) for code, entry in read("fictional_countries").items()}


def country(code: str) -> Country:
    """The country of an alpha-3 code, a fictional one too; raises KeyError for an unknown one."""
    found = countries().get(code) or fictional().get(code)
    if found is None:
        raise KeyError(f"there is no country {code!r}; codes are ISO 3166 alpha-3, such as NPL")
    return found


def country_name(code: str, language: str = "en") -> str:
    """What to call a country in a language ("fr", also "fr-CA"): the UN short name in English."""
    one = country(code)
    short = language[:2].lower()
    if short == "en" or short not in LANGUAGES:
        return one.name
    return one.names.get(short) or _cldr_names(short).get(one.alpha2) or one.name


def from_alpha2(alpha2: str) -> str | None:
    """The alpha-3 code of an alpha-2 code, None where ISO 3166 lists none."""
    return _by_alpha2().get(alpha2.strip().upper())


def resolve(printed: str) -> str | None:
    """The alpha-3 code of a name as a document prints it, in any of the six languages; None where it is not known.

    Known are names, aliases and alpha-3 codes. A name that could mean two countries ("Korea") is not resolved.
    """
    if printed.strip() in countries() or printed.strip() in fictional():
        return printed.strip()
    folded = _fold(printed)
    return _by_printed().get(folded) or _by_cldr_name().get(folded)


def nearest(printed: str) -> list[str]:
    """Up to five alpha-3 codes whose names look most like a name that is not known, best first."""
    found = process.extract(
        _fold(printed),
        list(_by_printed()),
        scorer=fuzz.token_ratio,
        score_cutoff=NEAREST_SCORE,
        limit=4 * NEAREST_LIMIT,
    )
    return list(dict.fromkeys(_by_printed()[name] for name, _score, _index in found))[:NEAREST_LIMIT]


def _country(code: str, entry: Mapping[str, Any], region_of: Mapping[str, str]) -> Country:
    return Country(
        code=code,
        alpha2=entry["alpha2"],
        name=entry["name"],
        region=region_of[entry["sub_region"]],
        sub_region=entry["sub_region"],
        group=entry["group"],
        status=entry["status"],
        aliases=tuple(entry.get("aliases", ())),
        names=entry.get("names", {}),
    )


def _spellings(one: Country) -> Iterator[str]:
    """Every way to print a country: from "Bolivia (Plurinational State of)" also "Bolivia"."""
    yield from (one.name, *one.aliases, *one.names.values())
    if qualified := re.fullmatch(r"(.+?) \(.+\)", one.name):
        yield qualified[1]


@cache
def _by_printed() -> dict[str, str]:
    found: dict[str, str] = {}
    for one in countries().values():
        for printed in _spellings(one):
            if found.setdefault(_fold(printed), one.code) != one.code:
                raise ValueError(f"{printed!r} is a name of both {found[_fold(printed)]} and {one.code}")
    return found


@cache
def _by_cldr_name() -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for one in countries().values():
        for language in LANGUAGES:
            if name := _cldr_names(language).get(one.alpha2):
                found.setdefault(_fold(name), set()).add(one.code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@cache
def _by_alpha2() -> dict[str, str]:
    return {one.alpha2: one.code for one in countries().values()}


@cache
def _cldr_names(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language).territories)


def _fold(printed: str) -> str:
    """A name without what varies in print: case, accents, punctuation, articles, "&", "St" and the order of words.

    "Congo, The Democratic Republic Of The" and "Democratic Republic of the Congo" are one.
    """
    plain = unicodedata.normalize("NFKD", html.unescape(printed).casefold().replace("&", " and "))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"\w+", re.sub(r"['’`´.]", "", letters))
    return " ".join(sorted(_ABBREVIATED.get(word, word) for word in words if word not in _UNSTRESSED))


_ABBREVIATED = {"st": "saint"}
_UNSTRESSED = frozenset({"the", "of"})
