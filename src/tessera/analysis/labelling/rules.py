"""Issues and actions by words of the vocabulary, while no model has been trained. Every label has its place."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tessera.vocabulary.issue_words import issue_words

_TO = re.compile(r"\W*(?:(?:to|should|further|also|and|take steps to|take measures to)\s+)*", re.IGNORECASE)


class Evidence(NamedTuple):
    """What stands from `start` to before `end` tells `label`."""

    start: int
    end: int
    label: str


def issues_by_words(text: str) -> list[Evidence]:
    """The first place of each issue that a text's words tell, in the order of the text."""
    found: dict[str, Evidence] = {}
    for label, pattern in _patterns():
        if match := pattern.search(text):
            found[label] = Evidence(match.start(), match.end(), label)
    return sorted(found.values())


def action_by_words(text: str) -> Evidence:
    """How specific the requested action is, by the words it begins with; a general one where none is known."""
    begin = _TO.match(text)
    at = begin.end() if begin else 0
    for action, pattern in _beginnings():
        if match := pattern.match(text, at):
            return Evidence(match.start(), match.end(), action)
    return Evidence(at, at, issue_words().general)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((label, _pattern(words)) for label, words in issue_words().issues.items())


@cache
def _beginnings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((action, _pattern(words)) for action, words in issue_words().actions.items())


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    spelled = (re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
