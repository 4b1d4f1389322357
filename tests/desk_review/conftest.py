"""What the tests of the desk review share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def document(db):
    from .making import document_made

    return document_made()
