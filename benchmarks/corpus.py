"""Makes a large export in UHRI's JSON schema out of real rows: texts are recombined, tags and countries drawn anew.

    .venv/bin/python benchmarks/corpus.py --records 270000 --out uhri-270k.json UPR_INFO.csv...

The rows come from CSV files as UPR Info exports them. The same seed and files give the same export. A record is some
1.3 KB as in the real export: HTML round the text, the long labels, two dates and two identifiers.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import uuid
from collections.abc import Iterator
from pathlib import Path

BODIES = (
    "- CERD",
    "- CEDAW",
    "- CRC",
    "- CCPR",
    "- CESCR",
    "- CAT",
    "- CRPD",
    "- CMW",
    "- SR on minority issues",
    "- SR Torture",
)
GOALS = ("10 - REDUCED INEQUALITIES", "10.3 - Ensure equal opportunities and end discrimination")
PERSONS = ("Minorities/ racial, ethnic, linguistic, religious or descent-based groups", "Children", "Women & girls")
SHARE_OF_UPR = 0.4
SEED = 20130301
FIRST_YEAR, LAST_YEAR = 2006, 2025


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--records", type=int, default=270_000)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        out.write("[\n")
        for number, record in enumerate(corpus(given.files, given.records)):
            out.write((",\n" if number else "") + json.dumps(record, ensure_ascii=False, indent=1))
        out.write("\n]\n")


def corpus(files: list[Path], count: int) -> Iterator[dict[str, object]]:
    """`count` records."""
    rows = [row for path in files for row in _rows(path)]
    draw = random.Random(SEED)
    countries = sorted({row["To"] for row in rows})
    for number in range(count):
        yield _record(number, draw, rows, countries)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="mac_roman", newline="") as file:
        return [row for row in csv.DictReader(file) if "Unknown" not in row["From"]]


def _record(number: int, draw: random.Random, rows: list[dict[str, str]], countries: list[str]) -> dict[str, object]:
    one, other = draw.choice(rows), draw.choice(rows)
    country = draw.choice(countries)
    is_upr = draw.random() < SHARE_OF_UPR
    text = _text(draw, one["Text"].strip(), other["Text"].strip())
    year, paragraph = draw.randint(FIRST_YEAR, LAST_YEAR), draw.randint(5, 250)
    issues = sorted({i.strip() for row in (one, other) for i in row["Issue"].split(",")})
    body = "- UPR" if is_upr else draw.choice(BODIES)
    if is_upr:
        symbol = f"A/HRC/{year - 2000}/{draw.randint(2, 30)}"
        printed = f"{draw.randint(60, 150)}.{paragraph} {text} ({one['From']});"
    else:
        symbol = f"{body[2:6].strip()}/C/{country[:3].upper()}/CO/{year - 2003}"
        printed = f"{issues[0]} {paragraph}. The Committee recommends: {text}."
    return {
        "AnnotationId": str(uuid.UUID(int=draw.getrandbits(128), version=4)),
        "Text": f"<p>{printed}</p>",
        "Symbol": symbol,
        "Body": body,
        "Countries": [country],
        "Regions": ["Asia-Pacific"],
        "Themes": issues,
        "Sdgs": list(GOALS[: draw.randint(0, 2)]),
        "AffectedPersons": list(PERSONS[: draw.randint(0, 3)]),
        "AnnotationType": "- Recommendations" if is_upr or draw.random() < 0.6 else "- Concerns/Observations",
        "PublicationDate": f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T00:00:00",
        "PublicationDateOnUhri": f"{year + 1}-01-15T12:12:44.660",
        "DocumentId": str(uuid.uuid5(uuid.NAMESPACE_URL, symbol)),
        **_review(draw, one["From"], is_upr=is_upr),
    }


def _review(draw: random.Random, state: str, *, is_upr: bool) -> dict[str, object]:
    """What a record says of the review; nothing of it for other mechanisms."""
    session = draw.randint(1, 40)
    return {
        "UprCycle": f"{1 + session // 13}nd cycle" if is_upr else None,
        "UprPositions": [draw.choice(("Supported", "Supported", "Supported", "Noted"))] if is_upr else [],
        "UprRecommendingCountry": [state] if is_upr else [],
        "UprRecommendingRegions": ["Western Europe & Others"] if is_upr else [],
        "UprSession": [str(session)] if is_upr else [],
    }


def _text(draw: random.Random, one: str, other: str) -> str:
    """The first half of one text and the second of another, and often the whole of the other."""
    left, right = one.split(), other.split()
    words = left[: max(3, len(left) // 2)] + right[len(right) // 2 :]
    text = " ".join(words).strip(" ;.,")
    return f"{text}. {other}" if draw.random() < 0.5 else text


if __name__ == "__main__":
    main()
