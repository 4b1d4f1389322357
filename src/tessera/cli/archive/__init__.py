"""Backups: one gzipped tar of database, files, erasure list and key, with a manifest of checksums as its last member.

Used by the verbs backup and restore; imports the frame of the command line and nothing of the domain but the erasures.
"""

from .contents import ArchiveError, Manifest, archive_unpack, archive_write
from .database import DatabaseCopyError, database_dump, database_dump_name, database_holds_data, database_load

__all__ = [
    "ArchiveError",
    "DatabaseCopyError",
    "Manifest",
    "archive_unpack",
    "archive_write",
    "database_dump",
    "database_dump_name",
    "database_holds_data",
    "database_load",
]
