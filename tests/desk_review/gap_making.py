"""A fictional document of Nepal and what Nepal was asked, for tests of gaps."""

from __future__ import annotations

from pathlib import Path

from tessera.desk_review.models import ReviewedDocument
from tessera.desk_review.services.documents import document_add
from tessera.recommendations.services.demands import demands_place
from tests.recommendations.making import imported, upr_rows

ROMA = "Ensure that Roma children attend mainstream schools and end segregated classes"
LANDS = "Complete the demarcation of the lands of indigenous peoples"
COLUMNS = ("To", "From", "Text", "Session", "Issue")
ROWS = [
    ("Nepal", "Austria", ROMA, "10", "Minorities"),
    ("Nepal", "Chile", ROMA, "23", "Minorities"),
    ("Nepal", "Norway", LANDS, "10", "Minorities"),
    ("Nepal", "Japan", "Publish the budget of the ministry of fisheries", "23", "Development"),
]
TEXT = """National report of Nepal

1. The State ensures that Roma children attend mainstream schools, and ended segregated classes in 2030.

2. The harvest of barley was good in most districts of the north.
"""


def asked_made(folder: Path) -> None:
    imported(upr_rows(folder, [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]), "upr-info", complete=False)
    demands_place()


def report_made(folder: Path, text: str = TEXT, country: str = "NPL") -> ReviewedDocument:
    path = folder / "report.txt"
    path.write_text(text)
    return document_add(path=path, country=country).document
