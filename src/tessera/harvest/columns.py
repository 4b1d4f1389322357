"""What each column of somebody's table is taken for: guessed by an adapter, corrected and remembered by people."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tessera.extraction import SaidError, Sentence

NOT_TAKEN = ""


class WrongColumns(SaidError):
    """A column map that does not fit the table, or not itself; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A column map: the field of each column that is taken, by the column's label, and values that hold for all rows.

    Labels are those of `column_labels`. A field may come from several columns where it holds several values.
    """

    taken: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, dict[str, str]]:
        return {"taken": dict(self.taken), "fixed": dict(self.fixed)}

    @property
    def digest(self) -> str:
        """Tells two maps apart."""
        return hashlib.blake2b(json.dumps(self.as_json(), sort_keys=True).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column as it stands, and what an adapter takes it for ("" nothing). `why` is heading or contents, or both;
    `samples` are some of its values."""

    label: str
    field: str = NOT_TAKEN
    sure: bool = False
    why: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableGuess:
    """All columns of a table in order; `doubt` says why a person must look first, None where nothing is in doubt."""

    columns: tuple[ColumnGuess, ...]
    doubt: Sentence | None = None

    @property
    def as_columns(self) -> Columns:
        return Columns({one.label: one.field for one in self.columns if one.field})


def column_labels(header: Sequence[str]) -> list[str]:
    """The headings, each once: a second one of the same words gets its number, one without words its place."""
    seen: Counter[str] = Counter()
    labels = []
    for at, head in enumerate(header, start=1):
        words = " ".join(head.split())[:120] or f"column {at}"
        seen[words.casefold()] += 1
        labels.append(words if seen[words.casefold()] == 1 else f"{words} ({seen[words.casefold()]})")
    return labels


def header_fingerprint(header: Sequence[str]) -> str:
    """The same for tables whose heading rows say the same, whatever their capitals and blanks."""
    folded = "\0".join(label.casefold() for label in column_labels(header))
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


def columns_parse(told: Iterable[str]) -> Columns:
    """A map as people write it: "text=Recommendation,country=State" takes columns, "country:Nepal" holds for all rows.

    A heading with a comma stands between double quotation marks. Raises WrongColumns.
    """
    taken: dict[str, str] = {}
    fixed: dict[str, str] = {}
    for part in (one.strip() for line in told for one in _parts(line)):
        name, sign, said = _split(part)
        if not sign or not name or not said:
            raise WrongColumns(
                Sentence(
                    "“%(part)s” is not understood: say FIELD=HEADING for a column, or FIELD:VALUE for all rows.",
                    part=part,
                )
            )
        if sign == ":":
            fixed[name] = said
        elif taken.setdefault(said, name) != name:
            raise WrongColumns(Sentence("The column “%(column)s” was given two meanings.", column=said))
    return Columns(taken, fixed)


def columns_fitted(columns: Columns, labels: Sequence[str], *, fields: Mapping[str, bool]) -> Columns:
    """The map with the labels as the table prints them. `fields` says of each field whether it may hold several values.

    Raises WrongColumns where a field or a column is not known, or a field that has one value comes from two columns.
    """
    by_folded = {label.casefold(): label for label in labels}
    for name in (*columns.taken.values(), *columns.fixed):
        if name not in fields:
            raise WrongColumns(
                Sentence("There is no field “%(field)s”; known are %(known)s.", field=name, known=", ".join(fields))
            )
    fitted: dict[str, str] = {}
    for label, name in columns.taken.items():
        own = by_folded.get(" ".join(label.split()).casefold())
        if own is None:
            raise WrongColumns(
                Sentence(
                    "There is no column “%(column)s”; the table has %(known)s.", column=label, known=quoted(labels)
                )
            )
        fitted[own] = name
    for name, times in Counter(fitted.values()).items():
        if times > 1 and not fields[name]:
            raise WrongColumns(Sentence("The field “%(field)s” comes from one column, not from several.", field=name))
    for name in columns.fixed:
        if name in fitted.values():
            raise WrongColumns(
                Sentence("The field “%(field)s” comes from a column or is the same for all rows, not both.", field=name)
            )
    return Columns({label: fitted[label] for label in labels if label in fitted}, dict(columns.fixed))


def quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)


def _parts(line: str) -> list[str]:
    """What stands between commas outside of quotation marks, without the marks."""
    parts, inside = [""], False
    for sign in line:
        if sign == '"':
            inside = not inside
        elif sign == "," and not inside:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _split(part: str) -> tuple[str, str, str]:
    """Field, sign and what stands behind it: the first of "=" and ":" tells which it is."""
    at = min((place for sign in "=:" if (place := part.find(sign)) >= 0), default=-1)
    if at < 0:
        return part, "", ""
    return part[:at].strip().casefold(), part[at], part[at + 1 :].strip()
