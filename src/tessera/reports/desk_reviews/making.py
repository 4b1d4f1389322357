"""A report of the desk review as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.selectors.comparison import comparison_of
from tessera.reports.localised import DJANGO, is_mirrored
from tessera.reports.tabular import tabular_csv, tabular_xlsx
from tessera.reports.written import FORMS, Written

from .one import document_told
from .several import several_told
from .tables import flat_columns, flat_rows

TABLES = ("xlsx", "csv")
FORMATS = (*FORMS, *TABLES)


def report_told(viewer: Any, documents: Sequence[ReviewedDocument], *, language: str, by: str = "document") -> Written:
    """Of one document, or of several beside one another; all of them documents that `viewer` may see."""
    today = timezone.now().date()
    if len(documents) == 1:
        return document_told(viewer, documents[0], language=language, today=today)
    return several_told(viewer, documents, language=language, today=today, by=by)


def report_file(
    viewer: Any, documents: Sequence[ReviewedDocument], *, form: str, language: str, by: str = "document"
) -> bytes:
    """In one of FORMATS; as a table, one row for each document and criterion, group and how."""
    if form in FORMS:
        made = FORMS[form](report_told(viewer, documents, language=language, by=by))
        return made.encode() if isinstance(made, str) else made
    with override(DJANGO.get(language, language)):
        columns, rows = flat_columns(), flat_rows(comparison_of(viewer, documents))
        if form == "csv":
            return b"".join(tabular_csv(columns, rows))
        return tabular_xlsx(columns, rows, sheet="desk-review", rtl=is_mirrored(language))
