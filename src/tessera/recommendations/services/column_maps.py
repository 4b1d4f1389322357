"""Column maps: given to a table's file when it is read, and remembered for tables with the same headings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from tessera.extraction import Sentence
from tessera.harvest import (
    Columns,
    Source,
    SourceFile,
    Unrecognized,
    WrongColumns,
    columns_fitted,
    header_fingerprint,
    source_get,
    source_of,
)
from tessera.network.models import Person
from tessera.recommendations.models import ColumnMap
from tessera.recommendations.selectors.column_maps import columns_remembered


class Known(NamedTuple):
    """A file with what is known of its columns, and whom its records are for."""

    file: SourceFile
    audience: str


def file_with_columns(source: Source, file: SourceFile, columns: Columns | None) -> Known:
    """The file with the map that was said, else remembered, else guessed; without one where the guess is not sure.

    Raises WrongColumns where the map does not fit the table, or the source knows its columns.
    """
    if not source.fields:
        if columns is not None:
            raise WrongColumns(Sentence("The columns of %(title)s are known: no map can be given.", title=source.title))
        return Known(file, source.audience)
    guess = source.table_guess(file)
    before = columns_remembered(source, guess)
    audience = before.audience if before else source.audience
    stands = columns or (before.columns if before else None)
    if stands is not None:
        fitted = columns_fitted(stands, [one.label for one in guess.columns], fields=source.fields)
        return Known(replace(file, columns=fitted), audience)
    return Known(replace(file, columns=guess.as_columns if guess.doubt is None else None), audience)


def map_shown(code: str, file: SourceFile, columns: Columns | None) -> dict[str, Any]:
    """What a table's columns are taken for, as the command line and the pages show it.

    `{"file","source","columns":[{"column","field","why","sure","samples"}],"fixed","doubt","remembered","fields"}`;
    `why` is heading, contents, remembered or said. Raises SaidError where the file is no such table.
    """
    source = source_get(code) if code != "auto" else source_of(file)
    if source is None or not source.fields or not source.recognizes(file):
        raise Unrecognized(
            Sentence("“%(name)s” is no table whose columns can be mapped (%(code)s).", name=file.name, code=code)
        )
    guess = source.table_guess(file)
    before = columns_remembered(source, guess)
    stands = file_with_columns(source, file, columns).file.columns or guess.as_columns
    by_whom = "said" if columns is not None else "remembered" if before else ""
    rows = []
    for one in guess.columns:
        name = stands.taken.get(one.label, "")
        told = bool(by_whom and name)
        rows.append(
            {
                "column": one.label,
                "field": name or None,
                "why": by_whom if told else one.why if name else "",
                "sure": told or one.sure,
                "samples": list(one.samples),
            }
        )
    return {
        "file": file.name,
        "source": source.code,
        "columns": rows,
        "fixed": dict(stands.fixed),
        "doubt": str(guess.doubt) if guess.doubt and not by_whom else None,
        "remembered": before is not None,
        "fields": list(source.fields),
    }


@transaction.atomic
def columnmap_remember(*, source: Source, file: SourceFile, audience: str, by: Any) -> ColumnMap | None:
    """Remember the file's map for tables with the same headings. What was remembered before is kept in its history."""
    if file.columns is None:
        return None
    labels = [one.label for one in source.table_guess(file).columns]
    fingerprint, said = header_fingerprint(labels), file.columns.as_json()
    before = ColumnMap.objects.filter(source=source.code, fingerprint=fingerprint).first()
    if before is not None and (before.map, before.audience) == (said, audience):
        return before
    one = before or ColumnMap(source=source.code, fingerprint=fingerprint, labels=labels)
    one.map, one.audience, one.at = said, audience, timezone.now()
    one.by = by if isinstance(by, Person) else None
    one.save()
    return one
