"""What the codes of a desk review are called in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.desk_review.models import Passage, Word
from tessera.vocabulary.document_kinds import document_kinds, document_parts
from tessera.vocabulary.scorecard import criteria
from tessera.web.recommendation_words import term_words

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


def code_words(family: str, codes: Iterable[str]) -> str:
    return ", ".join(term_words(family, code) for code in codes)


def reading_words(reading: Passage | Word) -> str:
    """A reading in a line: the groups, and how they are addressed."""
    if not reading.relevant:
        return _("Not of the field")
    groups, how = code_words("groups", reading.groups), code_words("how", reading.how)
    return f"{groups} · {how}" if groups else how


def place_words(passage: Passage) -> str:
    """12. · p. 7"""
    page = _("p. %(number)s") % {"number": passage.page} if passage.page else ""
    return " · ".join(part for part in (passage.number, page) if part) or str(passage.position + 1)
