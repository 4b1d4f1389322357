"""What the tests of reports share."""

from __future__ import annotations

import pytest


@pytest.fixture
def own_index(settings, tmp_path):
    """An index of their own for tests that search."""
    settings.TESSERA_HOME = tmp_path


@pytest.fixture
def told(db, own_index):
    """Tells a brief as anybody may read it."""
    from django.contrib.auth.models import AnonymousUser

    from tessera.reports.briefs.making import Wanted, brief_told

    def tell(viewer=None, **wanted):
        return brief_told(
            viewer or AnonymousUser(),
            Wanted(**{"country": "NPL", **wanted}),
            url="https://tessera.example.org/countries/NPL/",
            url_of=lambda record: f"https://tessera.example.org/recommendations/{record.pk}/",
        )

    return tell
