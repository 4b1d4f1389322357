"""The fields of an annotation, taken out one by one; what is odd, and what remains, is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tessera.analysis.cycles import cycle_of_session
from tessera.analysis.recommending_states import RecommendingState
from tessera.extraction import Sentence
from tessera.harvest import State, country_guesses, word_guesses
from tessera.vocabulary import countries, mechanisms

from .texts import ungarbled

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_DASH = re.compile(r"^\s*[-–•]\s*")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Fields:
    """A record's fields; each is read once."""

    def __init__(self, record: dict[str, Any]) -> None:
        self._record = record
        self._said: list[str] = []

    def remark(self, text: str, **values: object) -> None:
        self._said.append(str(Sentence(text, **values)))

    def remarks(self) -> tuple[str, ...]:
        """What is odd, unknown fields included."""
        for name in self._record:
            self.remark("The field “%(field)s” is not known and was left out.", field=name)
        return tuple(self._said)

    def leave(self, *names: str) -> None:
        """Fields that say nothing the record does not say elsewhere."""
        for name in names:
            self._record.pop(name, None)

    def text(self, name: str) -> str:
        """A text; "" with a remark where the field holds something else."""
        value = self._record.pop(name, None)
        if isinstance(value, str):
            return value.strip()
        if value is None or isinstance(value, list | dict | bool):
            return self._otherwise(name, value)
        return str(value)

    def _otherwise(self, name: str, value: object) -> str:
        if value not in (None, []):
            self.remark("The field “%(field)s” has another form than it should have and was left out.", field=name)
        return ""

    def list(self, name: str) -> tuple[str, ...]:
        """The values of a list, or of a text with a line for each; trimmed, each once."""
        value = self._record.pop(name, None)
        if value is None or value == []:
            return ()
        if isinstance(value, str):
            value = value.split("\n")
        if not isinstance(value, list):
            self._otherwise(name, value)
            return ()
        found = [bare for one in value if (bare := self._value(name, one))]
        return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))

    def _value(self, name: str, value: object) -> str:
        """One value of a list."""
        if type(value) is str:
            return _bare(value)
        if isinstance(value, list | dict | bool):
            return self._otherwise(name, value)
        return "" if value is None else _bare(str(value))

    def number(self, name: str) -> int | None:
        """The first number in a field: 2 of "2nd cycle"."""
        value = self._record.pop(name, None)
        if value is None or value == []:
            return None
        values = [one for one in (value if isinstance(value, list) else [value]) if one not in (None, "")]
        plain = [str(one) for one in values if isinstance(one, str | int | float)]
        numbers = [found for one in plain if (found := _first_number(one)) is not None]
        if len(set(numbers)) > 1 or len(numbers) < len(values):
            self.remark(
                "The field “%(field)s” is not one number (%(value)s).",
                field=name,
                value="; ".join(str(one)[:40] for one in values),
            )
        return numbers[0] if numbers else None

    def date(self, name: str) -> str:
        """An ISO date; "" with a remark where there is none, or it could mean two days or none at all."""
        value = self.text(name)
        if not value:
            self.remark("It has no date of publication: its date is unknown.")
            return ""
        found = _DATE.fullmatch(value)
        if not found:
            self.remark("The date “%(date)s” is in a form that may mean two days: its date is unknown.", date=value)
            return ""
        if not (1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= _DAYS[int(found[2]) - 1]):
            self.remark("There is no such day as “%(date)s”: its date is unknown.", date=value)
            return ""
        return f"{found[1]}-{found[2]}-{found[3]}"

    def body(self) -> str:
        """The code of the mechanism's body, or its name where that is not known."""
        printed = _bare(self.text("Body"))
        if not printed:
            self.remark("It names no mechanism.")
            return ""
        code = _body_code(printed)
        if code is None:
            self.remark(
                "The mechanism “%(body)s” is not known; its name is kept. Nearest: %(guesses)s.",
                body=printed,
                guesses=word_guesses(printed, _names_of_bodies()),
            )
        return code or printed[:60]

    def kind(self, kinds: Mapping[str, str]) -> str:
        """Type of annotation, read without its dash and its plural."""
        printed = _bare(self.text("AnnotationType"))
        singular = "/".join(word.removesuffix("s") for word in printed.casefold().split("/"))
        if singular not in kinds:
            self.remark(
                "The type “%(kind)s” is not known; nearest: %(guesses)s.",
                kind=printed or "–",
                guesses=word_guesses(singular, kinds),
            )
            return "other"
        if printed != "Recommendations" and kinds[singular] == "recommendation":
            self.remark("The type “%(kind)s” was read as a recommendation.", kind=printed)
        return kinds[singular]

    def position(self, positions: Mapping[str, str]) -> str:
        """The State's position; two that contradict each other are "mixed"."""
        found = self.list("UprPositions")
        if not found:
            return ""
        codes = {positions.get(one.casefold(), "") for one in found}
        if "" in codes:
            said = "; ".join(found)
            self.remark(
                "The position “%(position)s” is not known; it is kept as printed. Nearest: %(guesses)s.",
                position=said,
                guesses=word_guesses(said, positions),
            )
            return found[0][:40]
        if len(codes) > 1:
            self.remark(
                "Two positions contradict each other (%(positions)s): both are kept.", positions="; ".join(found)
            )
            return "mixed"
        return codes.pop()

    def cycle(self, session: int | None) -> int | None:
        return cycle_of_session(session) if session else None


def country_codes(fields: Fields, name: str) -> tuple[str, ...]:
    """Alpha-3 codes; names that are not known are told with those that look most like them."""
    found: dict[str, None] = {}
    printed = fields.list(name)
    if not printed:
        fields.remark("It names no country.")
    for one in printed:
        if code := country_code(one):
            found[code] = None
        else:
            fields.remark(
                "The country “%(country)s” is not known; nearest: %(guesses)s.",
                country=one,
                guesses=country_guesses(one),
            )
    return tuple(found)


def states_of(fields: Fields, printed: list[RecommendingState]) -> tuple[State, ...]:
    """The recommending States of the record's field, as the text prints them where it does."""
    by_code = {s.iso3: s.printed for s in printed if s.iso3}
    found: list[State] = []
    for name in fields.list("UprRecommendingCountry"):
        code = country_code(name)
        if code is None and (mended := ungarbled(name)) != name and (code := country_code(mended)):
            fields.remark(
                "“%(printed)s” was read as “%(mended)s”: its letters were garbled.", printed=name, mended=mended
            )
            name = mended
        if code is None:
            fields.remark(
                "The recommending State “%(country)s” is not known; nearest: %(guesses)s.",
                country=name,
                guesses=country_guesses(name),
            )
        found.append(State(code or "", by_code.get(code or "", name)))
    if not found:
        found = [State(s.iso3 or "", s.printed) for s in printed]
    return tuple(found)


@lru_cache(maxsize=4096)
def _first_number(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None


@lru_cache(maxsize=4096)
def country_code(printed: str) -> str | None:
    return countries.resolve(printed)


@lru_cache(maxsize=1024)
def _body_code(printed: str) -> str | None:
    return mechanisms.resolve(printed)


@lru_cache(maxsize=1)
def _names_of_bodies() -> tuple[str, ...]:
    return tuple(name for body in mechanisms.bodies().values() for name in (body.short, body.name, *body.aliases))


@lru_cache(maxsize=20_000)
def _bare(value: str) -> str:
    return _DASH.sub("", " ".join(value.split())).strip()
