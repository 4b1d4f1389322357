"""What may be found: every room above says at start which of its records it offers, and for whom.

Search itself knows no room. A room calls `findable_register` in its AppConfig.ready(), from its module findable.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PUBLIC = frozenset({"public"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A record's words in one language. `others` are words that find it but are not shown; `labels` are those of its
    tags: words find them, phrases in quotation marks and beginnings do not."""

    title: str
    text: str = ""
    others: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findable:
    """A record as search knows it.

    `wordings` maps two-letter language codes to words, the language it was written in first. `audience` and
    `audience_parent` are tokens (such as "public", "network", "group:12", "person:34"): a viewer must hold one of each.
    `audience_above` is that of what the parent belongs to, for kinds that are `deep`: then one of each of three.
    `references` find the record as typed ("1a", "GNR 8", a symbol). `facets` maps registered names to codes. `day` is
    the ordinal of its date, by which the newest come first.
    """

    id: int
    wordings: Mapping[str, Wording]
    audience: frozenset[str]
    audience_parent: frozenset[str] = PUBLIC
    audience_above: frozenset[str] = PUBLIC
    url_name: str = ""
    url_args: tuple[Any, ...] = ()
    anchor: str = ""
    references: tuple[str, ...] = ()
    day: int = 0
    facets: Mapping[str, Iterable[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Also:
    """Records of `model` whose change changes what is found of others: `ids(records)` gives the ids of those."""

    model: type[Any]
    ids: Callable[[Collection[Any]], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of findable record.

    `version` grows when its documents are made differently: then all are indexed anew. `personal`: its words may be
    those of people or about them, so an erasure reads it again; False for documents of public record. `deep`: three
    audiences say who sees a record. `facets` says in how many columns each is counted (search.counting).
    """

    code: str
    model: type[Any]
    label: Any
    rows: Callable[[], Any]
    document: Callable[[Any], Findable | None]
    facets: Mapping[str, int] = field(default_factory=dict)
    also: tuple[Also, ...] = ()
    version: int = 1
    personal: bool = True
    deep: bool = False


_kinds: dict[str, Kind] = {}
_on_register: list[Callable[[Kind], None]] = []


def findable_register(
    code: str,
    model: type[Any],
    *,
    document: Callable[[Any], Findable | None],
    label: Any,
    rows: Callable[[], Any] | None = None,
    facets: Sequence[str] = (),
    columns: Mapping[str, int] | None = None,
    also: Sequence[Also] = (),
    version: int = 1,
    personal: bool = True,
    deep: bool = False,
) -> Kind:
    """Offer the records of `model` to be found, under the code `code` (a-z and hyphens).

    `rows()` is the query that loads them with all that `document(record)` reads; a record for which that gives None is
    not findable. `columns` names the facets of which records have several values of many: 3 to 6 make their counts
    quick. From now on saves, deletions and changes of many-to-many fields are noted in the outbox.
    """
    if code in _kinds and _kinds[code].model is not model:
        raise ValueError(f"two rooms offer a kind {code}")
    kind = Kind(
        code=code,
        model=model,
        label=label,
        rows=rows or model._default_manager.all,
        document=document,
        facets={name: (columns or {}).get(name, 1) for name in facets},
        also=tuple(also),
        version=version,
        personal=personal,
        deep=deep,
    )
    _kinds[code] = kind
    for listener in _on_register:
        listener(kind)
    return kind


def kinds() -> dict[str, Kind]:
    """All kinds by code, in the order of registration."""
    return dict(_kinds)


def facet_names() -> tuple[str, ...]:
    """Facets of all kinds, in a fixed order."""
    return tuple(facet_columns())


def facet_columns() -> dict[str, int]:
    """Facets of all kinds, in a fixed order, and in how many columns each is counted."""
    found: dict[str, int] = {}
    for kind in _kinds.values():
        for name, columns in kind.facets.items():
            found[name] = max(columns, found.get(name, 1))
    return dict(sorted(found.items()))


def on_register(listener: Callable[[Kind], None]) -> None:
    """Call `listener` for every kind, those that come later included."""
    _on_register.append(listener)
    for kind in _kinds.values():
        listener(kind)
