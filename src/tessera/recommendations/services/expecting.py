"""What a person should know of a file as a whole: too few or too many records, what of it was not read."""

from __future__ import annotations

from itertools import chain

from tessera.extraction import Sentence
from tessera.harvest import Source, SourceFile, quoted


def file_warnings(source: Source, file: SourceFile, *, read: int, whole: bool) -> list[str]:
    """Sentences. `whole` says that the file is all that its source has: then more records are expected."""
    return [str(said) for said in chain(_numbers(source, file, read, whole), _sheets(file), _columns(source, file))]


def _numbers(source: Source, file: SourceFile, read: int, whole: bool) -> list[Sentence]:
    expected = source.expected_of(file)
    least = max(expected.minimum, expected.whole) if whole else expected.minimum
    if least <= read <= expected.maximum:
        return []
    return [
        Sentence(
            "“%(name)s” holds %(count)s records; %(least)s to %(most)s were expected of %(title)s.",
            name=file.name,
            count=f"{read:,}",
            least=f"{least:,}",
            most=f"{expected.maximum:,}",
            title=source.title,
        )
    ]


def _sheets(file: SourceFile) -> list[Sentence]:
    if not file.sheets_unread:
        return []
    return [Sentence("Only the first sheet was read; not read: %(sheets)s.", sheets=quoted(file.sheets_unread))]


def _columns(source: Source, file: SourceFile) -> list[Sentence]:
    if not source.fields:
        return []
    guess = source.table_guess(file)
    taken = (file.columns or guess.as_columns).taken
    left = [one.label for one in guess.columns if one.label not in taken and one.samples]
    return [Sentence("Columns that were not taken: %(columns)s.", columns=quoted(left))] if left else []
