"""What the codes of a desk review are called in the language that is switched on: for pages and for reports."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tessera.desk_review.models import CriterionRating, GoodPractice, Passage, ReviewedDocument, Word
from tessera.vocabulary import terms
from tessera.vocabulary.countries import country_name
from tessera.vocabulary.document_kinds import document_kinds, document_parts
from tessera.vocabulary.scorecard import criteria

COMMITMENTS = "undaf"  # the kind of document whose text says what is to be done


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


def rating_words(code: str) -> str:
    return str(CriterionRating.Rating(code).label)


def code_words(family: str, codes: Iterable[str]) -> str:
    return ", ".join(terms.label(family, code, language()) for code in codes)


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


def cited_words(passage: Passage) -> str:
    """Paragraph 12, page 7: as a report cites it, which has room for words."""
    number = passage.number.rstrip(". ")
    said = [
        _("paragraph %(number)s") % {"number": number} if number else "",
        _("page %(number)s") % {"number": passage.page} if passage.page else "",
    ]
    return ", ".join(part for part in said if part) or _("passage %(number)s") % {"number": passage.position + 1}


def document_words(document: ReviewedDocument) -> str:
    """What a document is, in a line: kind, country, year."""
    country = country_name(document.country, language()) if document.country else ""
    year = str(document.year) if document.year else ""
    return " · ".join(part for part in (kind_words(document.kind), country, year) if part)


def region_words(code: str) -> str:
    """A region or a sub-region."""
    family = "regions" if code in terms.codes("regions") else "sub-regions"
    return terms.label(family, code, language())


def standing_words(practice: GoodPractice) -> str:
    """What a nominated passage is, said plainly."""
    if practice.shown_by:
        return _("A practice that was shown to be done")
    if practice.passage.document.kind == COMMITMENTS:
        return _("A commitment, not yet a practice")
    return _("What the document tells; nothing else shows it yet")
