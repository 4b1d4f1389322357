"""Short ways to ask the index in tests."""

from __future__ import annotations

from typing import Any

from tessera.network.findable import viewer_tokens
from tessera.search.find import Results, search


def ask(viewer: Any, query: str, **options: Any) -> Results:
    return search(viewer_tokens(viewer), query, **options)


def titles(viewer: Any, query: str, **options: Any) -> set[str]:
    return {plain(hit.title) for hit in ask(viewer, query, limit=100, **options).hits}


def plain(pieces: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _marked in pieces)


def fresh(person: Any) -> Any:
    """The person as the next request loads them: roles and groups are read once per loaded person."""
    return type(person).objects.get(pk=person.pk)
