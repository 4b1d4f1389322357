"""The first reading of a file: is it whole, and which of its records are new or changed? Writes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from tessera.harvest import RawRecord, Source, SourceFile
from tessera.recommendations.models import Attestation

SAME, WANTED = 0, 1
READ = 20_000
GONE = 1  # turned in the digest of a record that is gone: should it come back, it is a change


@dataclass(slots=True)
class Survey:
    """What a file holds. `wanted` says of each record by its place whether it must be written."""

    wanted: bytearray = field(default_factory=bytearray)
    read: int = 0
    unchanged: int = 0
    skipped: list[tuple[str, int, str]] = field(default_factory=list)  # the record's own id, its place, the reason
    scopes: set[str] = field(default_factory=set)
    known: dict[int, int] = field(default_factory=dict)  # digests by hash of key
    seen: dict[int, int] = field(default_factory=dict)

    @property
    def vanished(self) -> set[int]:
        """Hashes of the keys that are known and were not seen, of whatever scope."""
        return self.known.keys() - self.seen.keys()


def file_survey(source: Source, file: SourceFile) -> Survey:
    """Raises UnreadableFile or Unrecognized where the file is not whole or not the source's."""
    found = Survey(known=_known(source.code))
    scope = None
    for raw in source.records(file):
        found.read += 1
        if raw.scope != scope:
            scope = raw.scope
            found.scopes.add(scope)
        found.wanted.append(_look(found, raw, source.version))
    return found


def digest_of(body: bytes, version: int) -> int:
    """A signed 64-bit number of the record as it came and of the adapter that reads it, never odd by itself."""
    seed = version.to_bytes(2, "big")
    number = int.from_bytes(hashlib.blake2b(body, digest_size=8, salt=seed).digest(), "big", signed=True)
    return number & ~GONE


def _look(found: Survey, raw: RawRecord, version: int) -> int:
    if raw.problem is not None:
        found.skipped.append((raw.key, raw.place, str(raw.problem)))
        return SAME
    key, digest = hash(raw.key), digest_of(raw.body, version)
    if (before := found.seen.get(key)) is not None:
        same = before == digest
        reason = (
            "It is the same as an earlier record of the file."
            if same
            else "It has the identity of an earlier record of the file and says something else; the first one was kept."
        )
        found.skipped.append((raw.key, raw.place, reason))
        return SAME
    found.seen[key] = digest
    if found.known.get(key) == digest:
        found.unchanged += 1
        return SAME
    return WANTED


def _known(source: str) -> dict[int, int]:
    rows = Attestation.objects.filter(source=source).values_list("key", "digest", "gone_id")
    return {hash(key): digest | GONE if gone else digest for key, digest, gone in rows.iterator(chunk_size=READ)}


def wanted_records(source: Source, file: SourceFile, survey: Survey) -> Iterator[RawRecord]:
    """The second reading: the records that must be written."""
    for raw, wanted in zip(source.records(file), survey.wanted, strict=True):
        if wanted:
            yield raw
