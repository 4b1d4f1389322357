"""What the tests of recommendations share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    """An index, a lock of imports and mails of their own."""
    settings.TESSERA_HOME = tmp_path / "home"
    settings.TESSERA_HOME.mkdir()
