"""Made-up records in the forms of sources, and files of them."""

from __future__ import annotations

import csv
import json
import uuid
from pathlib import Path
from typing import Any

from tessera.recommendations.services.importing import Imported, files_import

WORDS = (
    "protect", "respect", "train", "consult", "fund", "teach", "count", "translate", "hear", "admit", "register",
    "house", "employ", "vaccinate",
)  # fmt: skip
REVIEWS = 1_000_000  # numbers of reviews are not those of paragraphs


def annotation(number: int, **said: Any) -> dict[str, Any]:
    """A record as OHCHR's index exports it: a paragraph of a committee, unless said otherwise."""
    return {
        "AnnotationId": str(uuid.uuid5(uuid.NAMESPACE_OID, f"annotation {number}")),
        "Text": f"<p>{number}. The State should {wording(number)}.</p>",
        "Symbol": "CERD/C/NPL/CO/17",
        "Body": "- CERD",
        "Countries": ["Nepal"],
        "Themes": ["Racial discrimination"],
        "Sdgs": ["10 - REDUCED INEQUALITIES"],
        "AffectedPersons": ["Minorities/ racial, ethnic, linguistic, religious or descent-based groups"],
        "AnnotationType": "- Recommendations",
        "PublicationDate": "2018-05-29T00:00:00",
        "UprCycle": None,
        "UprPositions": [],
        "UprRecommendingCountry": [],
        "UprSession": [],
        **said,
    }


def review(number: int, state: str, text: str, **said: Any) -> dict[str, Any]:
    """A record of the Universal Periodic Review of Nepal, session 10."""
    return annotation(
        number + REVIEWS,
        Text=f"<p>106.{number} {text} ({state});</p>",
        Symbol="A/HRC/17/5",
        Body="- UPR",
        PublicationDate="2011-03-08T00:00:00",
        UprCycle="1st cycle",
        UprPositions=["Supported"],
        UprRecommendingCountry=[state],
        UprSession=["10"],
        **said,
    )


def wording(number: int) -> str:
    """Words that no other number has."""
    return " ".join(WORDS[(number // len(WORDS) ** place + place) % len(WORDS)] for place in range(5)) + f" {number}"


def export(folder: Path, records: list[Any], name: str = "export.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def upr_rows(folder: Path, rows: list[dict[str, str]], name: str = "rows.csv") -> Path:
    """A CSV file as UPR Info exports it."""
    path = folder / name
    fields = ["To", "Text", "From", "Response", "Action", "Issue", "Session"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(
            {"Response": "Accepted", "Action": "2", "Issue": "Minorities", "Session": "10", **r} for r in rows
        )
    return path


def imported(path: Path, source: str = "uhri", **options: Any) -> Imported:
    (done,) = files_import(source, [path], **options)
    return done
