"""What a source.yml says, its patterns made of the vocabulary's ways to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tessera.vocabulary.asking import asking

FLAGS = re.IGNORECASE | re.DOTALL


@cache
def source_facts(package: str) -> dict[str, Any]:
    """The source.yml of an adapter's package."""
    facts: dict[str, Any] = yaml.safe_load(files(package).joinpath("source.yml").read_text(encoding="utf-8"))
    return facts


class Kinds:
    """Tells what a text asks for by patterns of a source.yml, tried in its order.

    In a pattern, <asks>, <should> and <between> stand for those of the vocabulary (asking.yml), and further names for
    what `parts` gives.
    """

    def __init__(self, said: Mapping[str, Sequence[str]], **parts: str) -> None:
        own = asking()
        known = {"asks": own.asks, "should": own.should, "between": own.between, **parts}
        self._kinds = {
            kind: [re.compile(_filled(pattern, known), FLAGS) for pattern in patterns]
            for kind, patterns in said.items()
        }

    def of(self, text: str) -> str:
        """The kind's code; "" where the text asks for nothing."""
        return next((kind for kind, said in self._kinds.items() if any(one.search(text) for one in said)), "")


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda match: parts.get(match[1], match[0]), pattern)
