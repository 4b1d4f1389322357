"""What the codes of a desk review are called in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language

from tessera.vocabulary.document_kinds import document_kinds, document_parts
from tessera.vocabulary.scorecard import criteria
from tessera.web.passage_words import code_words, place_words, reading_words

__all__ = ["code_words", "criterion_words", "kind_words", "missing_words", "part_words", "place_words", "reading_words"]

Choices = list[tuple[str, str]]


def language() -> str:
    return get_language() or "en"


def kind_words(code: str) -> str:
    return document_kinds()[code].label.in_language(language()) if code in document_kinds() else code


def part_words(code: str) -> str:
    return document_parts()[code].label.in_language(language()) if code in document_parts() else code


def criterion_words(code: str) -> str:
    """What a criterion asks; the code of one that the vocabulary no longer holds."""
    return criteria()[code].label.in_language(language()) if code in criteria() else code


def missing_words(code: str) -> str:
    """What is said where nothing was found."""
    return criteria()[code].missing.in_language(language()) if code in criteria() else ""
