"""Where the pages' style sheets and scripts are: under hashed names once collected, under plain ones until then."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """`tessera serve` collects; tests and single verbs find the files where they lie, under plain names."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        # A name that was not collected is asked for as it is, and so answered with "not found", not with a broken page.
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))
