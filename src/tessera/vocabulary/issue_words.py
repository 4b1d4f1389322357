"""Words that tell an issue or an action before a classifier was trained: data/issue_words.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .files import read


@dataclass(frozen=True, slots=True)
class IssueWords:
    """Words (a trailing * stands for any ending) of each issue, and how requests of each action begin, in order."""

    issues: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, tuple[str, ...]]
    general: str


@cache
def issue_words() -> IssueWords:
    """All of them."""
    entry = read("issue_words")
    return IssueWords(
        issues={label: tuple(words) for label, words in entry["issues"].items()},
        actions={str(action): tuple(words) for action, words in entry["actions"].items()},
        general=str(entry["general"]),
    )
