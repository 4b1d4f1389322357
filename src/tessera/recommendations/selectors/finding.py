"""Recommendations that match a question, for whoever asks, with counts by facet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tessera.network.findable import viewer_tokens
from tessera.recommendations.findable import FACETS
from tessera.recommendations.models import Recommendation
from tessera.search.find import Results, search
from tessera.search.snippets import LENGTH, Pieces
from tessera.vocabulary import countries, mechanisms, terms, themes, treaties

KIND = "recommendation"
UPPER = ("country", "state", "document")
FOCUS = ("focus", "network")  # what concerns minorities and racial discrimination: vocabulary, tags.yml
# Kinds of records that recommend something; concerns, pledges and what is praised are counted beside them.
RECOMMENDING = ("type", "recommendation,follow-up-request,decision")
SHOWN_FACETS = tuple(name for name in FACETS if name not in ("document", "focus"))


class UnknownValue(ValueError):
    """A filter's value that the vocabulary does not know; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A recommendation with the pieces of its text that show why it was found."""

    record: Recommendation
    snippet: Pieces


@dataclass(slots=True)
class Answer:
    """`facets` counts recommendations by code, most first."""

    results: Results
    found: list[Found] = field(default_factory=list)
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.results.total


def recommendations_find(
    viewer: Any,
    query: str,
    *,
    filters: Iterable[tuple[str, str | tuple[str, ...]]] = (),
    facets: Sequence[str] = SHOWN_FACETS,
    limit: int = 20,
    offset: int = 0,
    language: str = "en",
    names: bool = True,
    order: str = "",
    crossed: Sequence[tuple[str, str]] = (),
    apart: bool = False,
    length: int = LENGTH,
) -> Answer:
    """The recommendations that `viewer` may see; every filter must hold. The rest is as in search.find."""
    results = search(
        viewer_tokens(viewer),
        query,
        kinds=[KIND],
        facets=facets,
        limit=limit,
        offset=offset,
        language=language,
        names=names,
        order=order,
        filters=list(filters),
        count_kinds=False,
        crossed=crossed,
        apart=apart,
        length=length,
    )
    ids = [hit.id for hit in results.hits]
    records = records_visible(viewer, ids)
    return Answer(
        results=results,
        found=[Found(records[hit.id], hit.snippet) for hit in results.hits if hit.id in records],
        facets={name: _counted(name, counts) for name, counts in results.facets.items()},
    )


def records_visible(viewer: Any, ids: Sequence[int]) -> dict[int, Recommendation]:
    """Records by id, as far as `viewer` may see them."""
    rows = Recommendation.objects.visible_to(viewer).filter(pk__in=ids).select_related("document")
    return {one.pk: one for one in rows}


def filter_value(name: str, given: str) -> str:
    """A filter's value as codes ("Nepal" gives NPL, "Minorities" members-of-minorities), several with commas between.

    Raises UnknownValue.
    """
    found = [_value(name, one.strip()) for one in given.split(",") if one.strip()]
    return ",".join(found)


def _value(name: str, given: str) -> str:
    known: Mapping[str, Any] = {
        "country": countries.resolve,
        "state": countries.resolve,
        "theme": lambda label: themes.resolve(label) or themes.slug(label),
        "mechanism": lambda said: mechanisms.resolve(said) or said,
        "treaty": lambda said: treaties.resolve(said) or said,
        "group": lambda said: _term("groups", said),
        "intersection": lambda said: _term("intersections", said),
        "family": lambda said: _term("mechanisms", said),
    }
    code = known[name](given) if name in known else given
    if code is None:
        raise UnknownValue(_unknown(name, given))
    return str(code)


def mechanism_filter(given: str) -> tuple[str, str]:
    """A body ("cerd") or a family of them ("treaty-body") as a filter."""
    if given.casefold() in terms.codes("mechanisms"):
        return "family", given.casefold()
    return "mechanism", filter_value("mechanism", given)


def _term(family: str, said: str) -> str | None:
    folded = said.casefold()
    return next((t.code for t in terms.terms(family) if folded in (t.code, t.label["en"].casefold())), None)


def _unknown(name: str, given: str) -> str:
    if name in ("country", "state"):
        guesses = [f"{countries.country(code).name} ({code})" for code in countries.nearest(given)[:3]]
        near = f"; did you mean {', '.join(guesses)}?" if guesses else "; countries are given by name or alpha-3 code."
        return f"There is no country “{given}”{near}"
    family = {"group": "groups", "intersection": "intersections", "family": "mechanisms"}[name]
    return f"There is no {name} “{given}”; known are {', '.join(terms.codes(family))}."


def _counted(name: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(value.upper() if name in UPPER else value, count) for value, count in counts.items()]
