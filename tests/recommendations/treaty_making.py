"""Lists of ratifications and recommendations that ask for treaties, as tests need them. All made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tessera.recommendations.models import Recommendation
from tessera.recommendations.services.imported import Imported
from tessera.recommendations.services.importing import files_import

HEAD = "country,status,year,reservations,declarations,source,as of"


def list_written(folder: Path, *rows: str, treaty: str = "icerd") -> Path:
    path = folder / f"{treaty}.csv"
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    return path


def list_imported(folder: Path, *rows: str, treaty: str = "icerd", **options: Any) -> Imported:
    return files_import("ratifications", [list_written(folder, *rows, treaty=treaty)], **options)[0]


def asked_for(*treaties: str, text: str = "Ratify the OP-CAT", **values: Any) -> Recommendation:
    """A recommendation to Nepal that asks about treaties."""
    values = {"countries": ("NPL",), "body": "upr", "kind": "recommendation", "year": 2031, **values}
    return Recommendation.objects.create(
        text=text, treaties=treaties, fingerprint=hash(text), **{"audience": "public", **values}
    )
